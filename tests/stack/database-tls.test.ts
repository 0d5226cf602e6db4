import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool } from "#lib/db/pool.ts";
import { processEnvironment } from "#lib/env.ts";
import { withClient } from "#supabase/local/postgres.ts";
import { PROJECT_FOLDER } from "#supabase/local/project-folder.ts";
import { selfSignedCertificate } from "#supabase/local/push-inbox/self-signed-certificate.ts";
import type { Secrets } from "#supabase/local/secrets.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

let project: Product;
let encrypted: string;

/** A database with an authority of its own, as a Supabase project's is. */
beforeAll(async () => {
  project = await startProduct({ servicesOnly: true });
  const { key, cert } = selfSignedCertificate();
  const authority = join(project.dataDirectory, "authority.crt");
  writeFileSync(authority, cert);
  const secrets: Secrets = JSON.parse(readFileSync(join(project.dataDirectory, "secrets.json"), "utf8"));
  const superuserUrl = new URL(project.running.database_url);
  superuserUrl.username = "supabase_admin";
  superuserUrl.password = encodeURIComponent(secrets.passwords.supabase_admin);
  await withClient(superuserUrl.href, async (client) => {
    await client.query(writing("server.key", key));
    await client.query(writing("server.crt", cert));
    await client.query("alter system set ssl = on");
    await client.query("select pg_reload_conf()");
  });
  encrypted = `sslmode=verify-full&sslrootcert=${encodeURIComponent(authority)}`;
});

afterAll(() => project.remove());

/** As the account that PostgreSQL runs as, in its folder, for its eyes only. */
function writing(file: string, text: string): string {
  const lines = `select unnest(string_to_array(${pg.escapeLiteral(text.trim())}, E'\\n'))`;
  return `copy (${lines}) to program 'umask 077; cat > ${file}'`;
}

describe("a database that is reached with TLS", () => {
  test("is verified by the pool, the commands and the CLI alike, by the authority that the URL names", async () => {
    const pool = createPool(`${project.running.web_database_url}?${encrypted}`);
    const { rows } = await pool.query("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()");
    expect(rows).toEqual([{ ssl: true, version: expect.stringMatching(/^TLSv1\.[23]$/) }]);
    await pool.end();

    const migrated = await run("supabase/local/migrate.ts", encrypted);
    expect([migrated.code, migrated.output]).toEqual([0, expect.stringContaining("up to date")]);
    const invited = await run("supabase/local/invite-admin.ts", encrypted, "tls@example.com");
    expect([invited.code, invited.output]).toEqual([0, expect.stringContaining("is on its way")]);
  });

  test("is reached without knowing its authority, if somebody wants that, by all of them, too", async () => {
    const migrated = await run("supabase/local/migrate.ts", "uselibpqcompat=true&sslmode=require");
    expect([migrated.code, migrated.output]).toEqual([0, expect.stringContaining("up to date")]);
    const invited = await run("supabase/local/invite-admin.ts", "uselibpqcompat=true&sslmode=require", "b@example.com");
    expect([invited.code, invited.output]).toEqual([0, expect.stringContaining("is on its way")]);
  });

  test("is not believed by web and worker without its authority", async () => {
    const pool = createPool(`${project.running.web_database_url}?sslmode=verify-full`);
    await expect(pool.query("select")).rejects.toThrow(/self-signed|certificate/);
    await pool.end();
  });
});

async function run(script: string, mode: string, ...words: string[]) {
  const env = processEnvironment({ MIGRATION_DATABASE_URL: `${project.running.database_url}?${mode}` });
  const ended = await promisify(execFile)(process.execPath, [script, ...words], { cwd: PROJECT_FOLDER, env }).catch(
    (error) => error,
  );
  return { code: ended.code ?? 0, output: `${ended.stdout}${ended.stderr}` };
}
