import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { createDatabase, createPool, type Database } from "#lib/db/pool.ts";
import { processEnvironment } from "#lib/env.ts";
import type { Running, RunningAccount } from "#supabase/local/running.ts";
import type { Secrets } from "#supabase/local/secrets.ts";
import { copyOfDemoData } from "#tests/support/demo-data.ts";
import { startProduct } from "#tests/support/product.ts";
import { Client } from "./client.ts";

/** Somebody of the demo company, by the first name in lower case: giulia, marco … */
export function personOf({ accounts }: Pick<Running, "accounts">, name: string): RunningAccount {
  const found = accounts.find(({ email }) => email.startsWith(`${name}.`));
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found;
}

/** The running product, with its demo company, as a test sees it. */
export class Service {
  readonly running: Running;
  readonly secrets: Secrets;
  /** Login postgres. */
  readonly owner: Database;
  readonly #directory: string;
  readonly #pool: pg.Pool;

  constructor(directory: string, running: Running) {
    this.#directory = directory;
    this.running = running;
    this.secrets = readJson(join(directory, "secrets.json"));
    this.#pool = createPool(running.database_url, { size: 4 });
    this.owner = createDatabase(this.#pool);
  }

  get url(): string {
    if (!this.running.app_url) throw new Error("Only the services run, not the app.");
    return this.running.app_url;
  }

  stranger(): Client {
    return new Client(this.url);
  }

  /** Signed in as the first, second … administrator of the demo company. */
  admin(index = 0): Promise<Client> {
    return this.signedIn(this.running.accounts.filter(({ is_admin }) => is_admin)[index]);
  }

  technician(index = 0): Promise<Client> {
    return this.signedIn(this.running.accounts.filter(({ is_admin }) => !is_admin)[index]);
  }

  person(name: string): RunningAccount {
    return personOf(this.running, name);
  }

  async contactIdOf(client: Client): Promise<number> {
    return (await client.get("/api/session")).body.account.contact_id;
  }

  /** The id of a status by its English name. */
  async status(name: string): Promise<number> {
    const { rows } = await sql<{ id: number }>`
      select id from intervention_statuses where names ->> 'en' = ${name}
    `.execute(this.owner);
    if (!rows[0]) throw new Error(`There is no status ${name}`);
    return rows[0].id;
  }

  /** Everything that the database holds, but for what counts tries, beats and what the worker does by itself. */
  async digest(): Promise<Record<string, string>> {
    const tables = await sql<{ name: string }>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'private', 'auth') and tablename not in ('rate_limits', 'workers', 'deliveries', 'push_subscriptions', 'delivery_services', 'delivery_counts', 'delivery_times')
      order by 1
    `.execute(this.owner);
    const digests: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ digest: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql.raw(name)} t
      `.execute(this.owner);
      digests[name] = rows[0]?.digest ?? "";
    }
    const { rows } = await sql<{ counts: string }>`
      select concat_ws(' ', (select count(*) from deliveries), (select count(*) from push_subscriptions)) as counts
    `.execute(this.owner);
    return { ...digests, "deliveries, push_subscriptions": rows[0]?.counts ?? "" };
  }

  /** What the web app has logged, line by line; what Next says for itself is left out. */
  log(): string[] {
    const lines = readFileSync(join(this.#directory, "logs", "web.log"), "utf8").split("\n");
    return lines.filter((line) => line.startsWith("{"));
  }

  async forgetTries(): Promise<void> {
    await sql`delete from private.rate_limits`.execute(this.owner);
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  private async signedIn(account: { email: string; password: string } | undefined): Promise<Client> {
    if (!account) throw new Error("The demo company has no such account.");
    return this.stranger().signIn(account);
  }
}

/**
 * Starts the product for all tests of a file; API_TESTS_DATA_DIR names the data folder of one that runs already, which
 * saves the start while one works on the API.
 */
export function withService(): { readonly service: Service } {
  const holder: { service?: Service; stop?: () => Promise<void> } = {};
  beforeAll(async () => {
    const known = processEnvironment().API_TESTS_DATA_DIR;
    const product = known ? null : await startProduct({ dataDirectory: await copyOfDemoData() });
    const directory = product?.dataDirectory ?? known ?? "";
    const running: Running = product?.running ?? readJson(join(directory, "running.json"));
    holder.service = new Service(directory, running);
    holder.stop = async () => product?.remove();
    await holder.service.forgetTries();
  });
  afterAll(async () => {
    await holder.service?.close();
    await holder.stop?.();
  });
  return {
    get service() {
      if (!holder.service) throw new Error("The service is there from beforeAll on.");
      return holder.service;
    },
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8"));
}
