import { readFile } from "node:fs/promises";
import type pg from "pg";

/** The logins that exist before the first migration; the superuser's password is set by initdb. */
export type ProjectPasswords = { postgres: string; authenticator: string; supabase_auth_admin: string };

/** Makes the cluster and the database that the superuser is connected to look like a new Supabase project. */
export async function ensureProject(client: pg.Client, passwords: ProjectPasswords): Promise<void> {
  if (!(await exists(client, "select from pg_roles where rolname = 'postgres'"))) {
    await client.query(await sqlFile("project-roles.sql"));
  }
  await setPassword(client, "postgres", passwords.postgres);
  await setPassword(client, "authenticator", passwords.authenticator);
  await setPassword(client, "supabase_auth_admin", passwords.supabase_auth_admin);
  if (!(await exists(client, "select from pg_namespace where nspname = 'extensions'"))) {
    await client.query(await sqlFile("project-database.sql"));
  }
}

export async function hasAuthTables(client: pg.Client): Promise<boolean> {
  return exists(client, "select from pg_tables where schemaname = 'auth' and tablename = 'users'");
}

/** To be called when Auth and Storage have made their tables; calling it again changes nothing. */
export async function openAuthToMigrations(client: pg.Client): Promise<void> {
  await client.query(await sqlFile("project-after-auth.sql"));
}

/** Lets a role log in that the migrations have made without a password. */
export async function setPassword(client: pg.Client, role: string, password: string): Promise<void> {
  const known = await exists(client, "select from pg_roles where rolname = $1", [role]);
  if (!known) throw new Error(`The role ${role} does not exist: a migration has to create it.`);
  await client.query(`alter role ${client.escapeIdentifier(role)} login password ${client.escapeLiteral(password)}`);
}

async function exists(client: pg.Client, query: string, values: string[] = []): Promise<boolean> {
  const { rowCount } = await client.query(query, values);
  return rowCount !== 0;
}

function sqlFile(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}
