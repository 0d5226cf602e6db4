import { readFile } from "node:fs/promises";
import type pg from "pg";

/** The logins that exist before the first migration; the superuser's password is set by initdb. */
export type ProjectPasswords = { postgres: string; authenticator: string; supabase_auth_admin: string };

/** Makes a bare cluster look like a Supabase project: call it once per cluster, as the superuser. */
export async function createProjectRoles(client: pg.Client, passwords: ProjectPasswords): Promise<void> {
  await client.query(await sqlFile("project-roles.sql"));
  for (const [role, password] of Object.entries(passwords)) await setPassword(client, role, password);
}

/** Prepares the database that the client is connected to: call it once per database, as the superuser. */
export async function prepareProjectDatabase(client: pg.Client): Promise<void> {
  await client.query(`alter database ${client.escapeIdentifier(client.database ?? "")} owner to postgres`);
  await client.query(await sqlFile("project-database.sql"));
}

/** To be called when Auth and Storage have made their tables; calling it again changes nothing. */
export async function openAuthToMigrations(client: pg.Client): Promise<void> {
  await client.query(await sqlFile("project-after-auth.sql"));
}

/** Lets a role log in that the migrations have made without a password. */
export async function setPassword(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount === 0) throw new Error(`The role ${role} does not exist: a migration has to create it.`);
  await client.query(`alter role ${client.escapeIdentifier(role)} login password ${client.escapeLiteral(password)}`);
}

function sqlFile(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}
