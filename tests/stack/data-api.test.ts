import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyOfDemoData } from "#tests/support/demo-data.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

/**
 * Access from outside: supabase-js against the Data API, with the publishable key that every browser may know. What row
 * level security says in SQL (tests/db/access.test.ts) must hold here, too.
 */
describe("the Data API", () => {
  let product: Product;
  let owner: pg.Client;
  let tables: string[];
  const people: Record<string, SupabaseClient> = {};

  beforeAll(async () => {
    product = await startProduct({ servicesOnly: true, dataDirectory: await copyOfDemoData() });
    owner = new pg.Client({ connectionString: product.running.database_url });
    await owner.connect();
    const { rows } = await owner.query("select tablename from pg_tables where schemaname = 'public' order by 1");
    tables = rows.map((row) => row.tablename);
    people.anonymous = client();
    people.administrator = await signedIn("giulia.ferri");
    people.technician = await signedIn("marco.bellini");
    people["other technician"] = await signedIn("sara.colombo");
    // Something in the bell, the outbox and the devices of both technicians.
    await owner.query("update interventions set status_id = 2 where status_id <> 2 and id % 2 = 0");
    await owner.query(
      "insert into push_subscriptions (account_id, endpoint, p256dh, auth) select id, 'https://push.example/' || id, 'k', 's' from accounts",
    );
    await owner.query(
      "insert into external_ids (source, code, contact_id) select 'directo', id::text, id from contacts where is_customer",
    );
  });

  afterAll(async () => {
    await owner.end();
    await product.remove();
  });

  test("anonymous callers read nothing, table by table", async () => {
    for (const table of tables) expect([table, await visible("anonymous", table)]).toEqual([table, null]);
  });

  test.for(["technician", "other technician"])("a %s sees their own work and nobody else's", async (who) => {
    const email = who === "technician" ? "marco.bellini" : "sara.colombo";
    const { rows } = await owner.query(
      `select a.id as account, a.contact_id as contact from accounts a join addresses l on l.id = a.login_address_id where l.value like $1 || '@%'`,
      [email],
    );
    const { account, contact } = rows[0];
    const mine = `select t.intervention_id from intervention_technicians t where t.contact_id = ${contact}`;
    const expected: Record<string, string> = {
      access_profiles: "select count(*) from access_profiles",
      accounts: "select 1",
      changes: `select count(distinct e.change_id) from intervention_events e where e.intervention_id in (${mine})`,
      contacts: `select count(*) from contacts c where c.id = ${contact}
        or exists (select from interventions i where i.id in (${mine}) and c.id in (i.customer_id, i.contact_person_id))
        or exists (select from intervention_technicians t where t.intervention_id in (${mine}) and t.contact_id = c.id)`,
      attachments: "select 0",
      intervention_notes: "select 0",
      work_lines: "select 0",
      contact_events: "select 0",
      contact_fields: "select count(*) from contact_fields",
      contact_group_members: "select 0",
      contact_group_watchers: "select 0",
      contact_groups: "select 0",
      deliveries: `select count(*) from deliveries where contact_id = ${contact}`,
      api_keys: "select 0",
      external_ids: "select 0",
      imports: "select 0",
      group_categories: "select 0",
      intervention_events: `select count(*) from intervention_events where intervention_id in (${mine})`,
      intervention_snapshots: `select count(*) from notifications where account_id = '${account}'`,
      intervention_statuses: "select count(*) from intervention_statuses",
      intervention_technicians: `select count(*) from intervention_technicians where intervention_id in (${mine})`,
      intervention_types: "select count(*) from intervention_types",
      interventions: `select count(*) from (${mine}) m`,
      invitations: "select 0",
      // What a mail to administrators or customers says is not for them; the bell's wording is what they read.
      message_templates: "select count(*) from message_templates where channel = 'push'",
      notification_rules: "select count(*) from notification_rules",
      notifications: `select count(*) from notifications where account_id = '${account}'`,
      organization: "select 1",
      push_subscriptions: "select 1",
      sites: `select count(*) from sites s where exists (select from interventions i where i.id in (${mine})
        and (i.site_id = s.id or (i.site_id is null and i.customer_id = s.contact_id)))`,
      status_transitions: "select count(*) from status_transitions",
      suppressions: "select 0",
    };
    expected.contact_points = `select count(*) from contact_points p where p.contact_id in (${expected.contacts?.replace("count(*)", "c.id")})`;
    expected.addresses = `select count(distinct p.address_id) from contact_points p where p.contact_id in (${expected.contacts?.replace("count(*)", "c.id")})`;
    expect(Object.keys(expected).toSorted()).toEqual(tables);
    for (const table of tables) {
      const { rows: counted } = await owner.query(`select (${expected[table]})::int as count`);
      expect([table, await visible(who, table)]).toEqual([table, counted[0].count]);
    }
  });

  test("an administrator sees everything but other people's bells and devices", async () => {
    for (const table of tables) {
      const { rows } = await owner.query(`select count(*)::int as count from ${table}`);
      const own = ["notifications", "push_subscriptions"].includes(table);
      const seen = await visible("administrator", table);
      if (own) expect([table, (seen ?? 0) > 0 && (seen ?? 0) < rows[0].count]).toEqual([table, true]);
      else expect([table, seen]).toEqual([table, rows[0].count]);
    }
  });

  /** Columns that technicians may not write, though the grant is there for administrators. */
  const attempts: Record<string, Record<string, unknown>> = {
    contacts: { name: "Mallory" },
    contact_points: { label: "mine" },
    sites: { city: "Atlantis" },
    interventions: { title: "Mine" },
    intervention_types: { color: "#000000" },
    intervention_statuses: { color: "#000000" },
    organization: { name: "Mallory & Co" },
    accounts: { profile_id: 1 },
    notifications: { kind: "intervention.created" },
    push_subscriptions: { endpoint: "https://evil.example" },
  };

  test.for(["anonymous", "technician", "other technician"])(
    "%s cannot write what is not theirs, in any table",
    async (who) => {
      const before = await digest();
      for (const table of tables) {
        const { rows } = await owner.query(`select to_jsonb(t) as row from ${table} t limit 1`);
        const change = attempts[table] ?? { created_at: new Date().toISOString() };
        const column = Object.keys(rows[0]?.row ?? { id: 1 })[0] ?? "id";
        await person(who)
          .from(table)
          .insert(rows[0]?.row ?? {});
        await person(who).from(table).update(change).not(column, "is", null);
        await person(who).from(table).delete().not(column, "is", null);
      }
      expect(await digest()).toEqual(before);
    },
  );

  test("an administrator can write what is refused to the others", async () => {
    const { data } = await person("administrator")
      .from("sites")
      .update({ city: "Atlantis" })
      .not("id", "is", null)
      .select("city");
    expect(data?.length).toBeGreaterThan(30);
  });

  test("the private schema is not there", async () => {
    for (const client of Object.values(people)) {
      const { error } = await client.schema("private").from("password_resets").select("*");
      expect(error).not.toBeNull();
      const call = await client.schema("private").rpc("is_admin");
      expect(call.error).not.toBeNull();
    }
  });

  test("tokens and the keys of devices are not there for anybody", async () => {
    for (const [table, column] of [
      ["deliveries", "payload"],
      ["invitations", "token_hash"],
      ["push_subscriptions", "auth"],
      ["push_subscriptions", "p256dh"],
    ] as const) {
      const { error } = await person("administrator").from(table).select(column);
      expect([table, column, error?.code]).toEqual([table, column, "42501"]);
    }
  });

  test("nobody signs up without an invitation", async () => {
    const { data, error } = await client().auth.signUp({ email: "mallory@example.com", password: "long enough 123" });
    expect(error).not.toBeNull();
    expect(data.user).toBeNull();
  });

  /** How many rows of a table a person sees; null when it is refused. */
  async function visible(who: string, table: string): Promise<number | null> {
    const { rows } = await owner.query(
      `select string_agg(attname, ',' order by attnum) as columns from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and has_column_privilege('authenticated', attrelid, attnum, 'select')`,
      [table],
    );
    const { data, error } = await person(who).from(table).select(rows[0].columns).limit(10_000);
    if (error?.code === "42501") return null;
    if (error) throw new Error(`${table} as ${who}: ${error.message}`);
    return data.length;
  }

  async function digest() {
    const digests: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await owner.query(
        `select md5(string_agg(t::text, '|' order by t::text)) as digest from ${table} t`,
      );
      digests[table] = rows[0].digest;
    }
    return digests;
  }

  function person(name: string): SupabaseClient {
    const found = people[name];
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  }

  async function signedIn(name: string): Promise<SupabaseClient> {
    const account = product.running.accounts.find(({ email }) => email.startsWith(name));
    if (!account) throw new Error(`no demo account for ${name}`);
    const signing = client();
    const { error } = await signing.auth.signInWithPassword(account);
    if (error) throw error;
    return signing;
  }

  function client(): SupabaseClient {
    const { supabase_url, supabase_publishable_key } = product.running;
    return createClient(supabase_url, supabase_publishable_key, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
  }
});
