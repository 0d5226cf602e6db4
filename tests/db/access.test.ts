import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { populate } from "../support/populate.ts";
import { type Person, useWorld } from "../support/world.ts";

type Who = { name: string; connection: "app_web" | "app_worker" | "postgres"; role: string | null; sub?: string };

/**
 * Who may do what with which table, through SQL: tried out, table by table and column by column, with rows of one's own
 * and of others. The answer is compared with access-matrix.txt, which people review: `select 1/2` means that one of two
 * rows is seen, `-` that the grant is missing.
 */
describe("access through SQL", () => {
  const here = useWorld();
  const clients = new Map<string, pg.Client>();
  const people: Record<string, Person> = {};

  beforeAll(async () => {
    Object.assign(people, await populate(here.world));
    for (const role of ["app_web", "app_worker", "postgres"] as const) {
      const client = new pg.Client({ connectionString: here.world.database.url(role) });
      await client.connect();
      clients.set(role, client);
    }
  });
  afterAll(async () => {
    for (const client of clients.values()) await client.end();
  });

  test("every table has rows to try with", async () => {
    for (const table of await tables()) {
      expect(`${table} ${(await keys(table)).length > 0}`).toBe(`${table} true`);
    }
  });

  test("the matrix of tables, people and verbs is the one that was agreed on", async () => {
    const lines: string[] = [];
    for (const table of await tables()) {
      lines.push(`${table} (${(await keys(table)).length} rows)`);
      const alike = new Map<string, string[]>();
      for (const who of everyone()) {
        const line = (await verbs(table, who)).join(" · ");
        alike.set(line, [...(alike.get(line) ?? []), who.name]);
      }
      for (const [line, names] of alike) lines.push(`  ${names.join(", ")}`, `    ${line}`);
    }
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("access-matrix.txt");
  }, 120_000);

  test("the web's login without a role can read and call nothing", async () => {
    const client = clients.get("app_web") as pg.Client;
    const { rows } = await client.query(`
      select count(*)::int as readable from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'private', 'auth', 'storage') and c.relkind in ('r', 'v', 'p')
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')`);
    expect(rows).toEqual([{ readable: 0 }]);
    const functions = await client.query(`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'private' and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')`);
    expect(functions.rows).toEqual([]);
  });

  test("functions of the private schema are granted one by one", async () => {
    const { rows } = await here.world.owner.transaction().execute((transaction) =>
      sql<{ line: string }>`
        select format('%s: %s', p.proname, string_agg(r.rolname, ', ' order by r.rolname)) as line
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        join pg_roles r on r.rolname in ('anon', 'authenticated', 'app_web', 'app_worker', 'bell_relay')
          and has_function_privilege(r.oid, p.oid, 'execute')
        where n.nspname in ('private', 'public')
        group by p.proname order by 1`.execute(transaction),
    );
    await expect(`${rows.map((row) => row.line).join("\n")}\n`).toMatchFileSnapshot("access-functions.txt");
  });

  function everyone(): Who[] {
    const signedIn = (name: string): Who => ({
      name,
      connection: "app_web",
      role: "authenticated",
      sub: people[name]?.accountId ?? "00000000-0000-4000-8000-000000000000",
    });
    return [
      { name: "no role", connection: "app_web", role: null },
      { name: "anonymous", connection: "app_web", role: "anon" },
      ...["stranger", "inactive", "no profile", "technician", "other technician", "administrator"].map(signedIn),
      { name: "bell relay", connection: "app_web", role: "bell_relay" },
      { name: "worker", connection: "app_worker", role: null },
      { name: "service", connection: "postgres", role: "service_role" },
    ];
  }

  async function tables(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'private') order by 1`.execute(here.world.owner);
    return rows.map((row) => row.name);
  }

  async function columns(table: string): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      order by attnum`.execute(here.world.owner);
    return rows.map((row) => row.name);
  }

  async function keys(table: string): Promise<string[]> {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.raw(table)} t limit 100`.execute(here.world.owner);
    return rows.map((row) => row.row);
  }

  async function verbs(table: string, who: Who): Promise<string[]> {
    const total = (await keys(table)).length;
    return [
      `select ${await selectable(table, who, total)}`,
      `insert ${await insertable(table, who)}`,
      `update ${await updatable(table, who, total)}`,
      `delete ${await attempt(who, `delete from ${table}`, total)}`,
    ];
  }

  async function selectable(table: string, who: Who, total: number): Promise<string> {
    const rows = await attempt(who, `select from ${table}`, total);
    const hidden = [];
    for (const column of await columns(table)) {
      if ((await attempt(who, `select ${column} from ${table}`, total)) === "-") hidden.push(column);
    }
    const all = hidden.length === (await columns(table)).length;
    if (all) return "-";
    return hidden.length > 0 ? `${rows} but ${hidden.join(",")}` : rows;
  }

  /** Tries to write each row again as it is; a duplicate key means that it was allowed. */
  async function insertable(table: string, who: Who): Promise<string> {
    const allowed: string[] = [];
    for (const column of await columns(table)) {
      const { rows } = await sql<{ may: boolean }>`
        select has_column_privilege(${who.role ?? who.connection}, ${table}::regclass, ${column}, 'insert') as may`.execute(
        here.world.owner,
      );
      if (rows[0]?.may) allowed.push(column);
    }
    if (allowed.length === 0) return "-";
    const list = allowed.join(", ");
    const rows = await keys(table);
    let passed = 0;
    for (const row of rows) {
      const literal = pg.escapeLiteral(row);
      const statement = `insert into ${table} (${list}) overriding system value
        select ${list} from jsonb_populate_record(null::${table}, ${literal})`;
      const code = await codeOf(who, statement);
      if (code === null || code.startsWith("23")) passed++;
      else if (code !== "42501" && !code.startsWith("CM"))
        throw new Error(`insert into ${table} as ${who.name}: ${code}`);
    }
    return `${passed}/${rows.length}`;
  }

  async function updatable(table: string, who: Who, total: number): Promise<string> {
    const byCount = new Map<string, string[]>();
    for (const column of await columns(table)) {
      const count = await attempt(who, `update ${table} set ${column} = ${column}`, total);
      if (count !== "-") byCount.set(count, [...(byCount.get(count) ?? []), column]);
    }
    const all = (await columns(table)).length;
    const groups = [...byCount].map(([count, names]) => `${count} ${names.length === all ? "*" : names.join(",")}`);
    return groups.join(" ") || "-";
  }

  /** How many rows a statement reaches; "-" without the grant. A broken reference means that all were reached. */
  async function attempt(who: Who, statement: string, total: number): Promise<string> {
    let count = "0";
    const code = await codeOf(who, statement, (reached) => {
      count = String(reached);
    });
    if (code === null) return `${count}/${total}`;
    // 428C9: an identity column, which nobody writes.
    if (code === "42501" || code === "428C9") return "-";
    if (code.startsWith("CM")) return "refused";
    if (code.startsWith("23")) return `${total}/${total}`;
    throw new Error(`${statement} as ${who.name}: ${code}`);
  }

  async function codeOf(who: Who, statement: string, onCount?: (count: number) => void): Promise<string | null> {
    const client = clients.get(who.connection) as pg.Client;
    await client.query("begin");
    try {
      const claims = who.sub ? JSON.stringify({ sub: who.sub, role: who.role }) : "";
      if (who.role) await client.query(`set local role ${who.role}`);
      await client.query("select set_config('request.jwt.claims', $1, true)", [claims]);
      const { rowCount } = await client.query(statement);
      onCount?.(rowCount ?? 0);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.query("rollback");
    }
  }
});
