import { randomBytes } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSupabaseProject, type SupabaseProject } from "./supabase-project.ts";

const email = `contract-${randomBytes(6).toString("hex")}@example.com`;
const password = "correct horse battery staple";
const token = randomBytes(32).toString("hex");

let project: SupabaseProject;
let database: pg.Client;

beforeAll(async () => {
  project = await openSupabaseProject();
  database = new pg.Client({ connectionString: project.databaseUrl });
  await database.connect();
  await database.query(
    `with contact as (insert into public.contacts (name) values ('Contract test') returning id)
     insert into public.invitations (contact_id, profile_id, address_id, token_hash)
     select contact.id, p.id, private.ensure_address('email', $1), private.token_hash($2)
     from contact, public.access_profiles p where p.key = 'Technician-Default'`,
    [email, token],
  );
});

afterAll(async () => {
  await database.query("delete from public.accounts a using auth.users u where u.id = a.id and u.email = $1", [email]);
  await database.query("delete from auth.users where email = $1", [email]);
  await database.query("delete from public.contacts where name = 'Contract test'");
  await database.end();
  await project.close();
});

const connect = () => createClient(project.url, project.publishableKey, { auth: { persistSession: false } });

describe("Auth, as the product uses it", () => {
  test("passes the refusal of a trigger on: nobody signs up uninvited", async () => {
    const { data, error } = await connect().auth.signUp({ email: "stranger@example.com", password });
    expect(error).not.toBeNull();
    expect(data.user).toBeNull();
    const { rowCount } = await database.query("select from auth.users where email = 'stranger@example.com'");
    expect(rowCount).toBe(0);
  });

  test("signs up with metadata that triggers can read and change, and is signed in at once", async () => {
    const { data, error } = await connect().auth.signUp({
      email,
      password,
      options: { data: { invitation_token: token, greeting: "hello" } },
    });
    expect(error).toBeNull();
    expect(data.session?.access_token).toBeTypeOf("string");
    const { rows } = await database.query("select raw_user_meta_data as meta from auth.users where email = $1", [
      email,
    ]);
    expect(rows[0].meta).toMatchObject({ greeting: "hello" });
    expect(rows[0].meta).not.toHaveProperty("invitation_token");
  });

  test("signs in with a token that this server can verify by itself", async () => {
    const { data, error } = await connect().auth.signInWithPassword({ email, password });
    expect(error).toBeNull();
    const claims = await project.verify(data.session?.access_token ?? "");
    expect(claims).toMatchObject({ sub: data.user?.id, role: "authenticated", aud: "authenticated", email });
    expect(claims.exp).toBeGreaterThan(Date.now() / 1000 + 600);
  });

  test("refuses a wrong password, and an unknown address in the same words", async () => {
    const wrong = await connect().auth.signInWithPassword({ email, password: "not this one" });
    const unknown = await connect().auth.signInWithPassword({ email: "nobody@example.com", password });
    expect([wrong.error?.status, wrong.error?.code]).toEqual([400, "invalid_credentials"]);
    expect(unknown.error?.message).toBe(wrong.error?.message);
  });

  test("refreshes a session, and not after signing out", async () => {
    const client = connect();
    await client.auth.signInWithPassword({ email, password });
    const { data, error } = await client.auth.refreshSession();
    expect(error).toBeNull();
    const refresh_token = data.session?.refresh_token ?? "";
    expect((await project.verify(data.session?.access_token ?? "")).email).toBe(email);

    expect((await client.auth.signOut()).error).toBeNull();
    const after = await connect().auth.refreshSession({ refresh_token });
    expect(after.error).not.toBeNull();
    expect(after.data.session).toBeNull();
  });

  test("does not sign up the same address twice", async () => {
    const { data, error } = await connect().auth.signUp({ email, password: "another password" });
    // A project may hide that the address is known; either way the old password stays.
    expect(error !== null || data.session === null).toBe(true);
    expect((await connect().auth.signInWithPassword({ email, password })).error).toBeNull();
  });
});

describe("the Data API", () => {
  test("shows the schema public and no other", async () => {
    for (const schema of ["private", "auth", "storage", "supabase_migrations"]) {
      const { error } = await connect().schema(schema).from("users").select();
      expect(error?.code, schema).toBe("PGRST106");
    }
  });

  test("acts as the signed-in person, and as nobody without a session", async () => {
    const client = connect();
    const { data: session } = await client.auth.signInWithPassword({ email, password });
    const mine = await client.from("accounts").select("id");
    expect(mine.data).toEqual([{ id: session.user?.id }]);

    const nobody = await connect().from("accounts").select("id");
    expect(nobody.data).toBeNull();
    expect(nobody.error?.code).toBe("42501");
  });

  test("leaves the grants of the migrations as they are", async () => {
    const { rows } = await database.query(
      `select count(*)::int as open_to_anon from information_schema.role_table_grants
       where grantee = 'anon' and table_schema = 'public' and privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')`,
    );
    expect(rows).toEqual([{ open_to_anon: 0 }]);
  });

  test("leaves the functions that read who asks as they are", async () => {
    await database.query("begin");
    const claims = { sub: "00000000-0000-4000-8000-000000000001", role: "authenticated", email: "me@example.com" };
    await database.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)]);
    const { rows } = await database.query("select auth.uid() as sub, auth.role() as role, auth.email() as email");
    await database.query("rollback");
    expect(rows).toEqual([claims]);
  });
});
