import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, useWorld } from "../support/world.ts";

describe("how an account comes to be", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
  });

  test("NT-7 an invitation makes the account with its contact and profile, and works once", async () => {
    const nina = await here.world.contact({ name: "Nina", isTechnician: true });
    const token = await invite(anna, nina, "nina@example.it");
    const account = await signUp("NINA@example.it", token);
    const row = await here.world.owner
      .selectFrom("accounts")
      .innerJoin("access_profiles", "access_profiles.id", "accounts.profile_id")
      .select(["contact_id", "key", "is_active"])
      .where("accounts.id", "=", account)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ contact_id: nina, key: "Technician-Default", is_active: true });
    await expect(signUp("nina@example.it", token)).rejects.toMatchObject({ code: "CM403" });
  });

  test("the token is not kept: not with the user, not with the invitation", async () => {
    const olga = await here.world.contact({ name: "Olga" });
    const token = await invite(anna, olga, "olga@example.it");
    const account = await signUp("olga@example.it", token);
    const { rows } = await sql<{ meta: string; invitation: string }>`
      select (select raw_user_meta_data::text from auth.users where id = ${account}) as meta,
             (select to_jsonb(i)::text from invitations i where contact_id = ${olga}) as invitation`.execute(
      here.world.owner,
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test.for([
    ["without a token", null],
    ["with a wrong token", "0".repeat(64)],
  ])("nobody signs up %s", async ([, token]) => {
    await expect(signUp("mallory@example.it", token ?? null)).rejects.toMatchObject({ code: "CM403" });
  });

  test("nobody signs up with another's invitation, a revoked or an expired one", async () => {
    const rita = await here.world.contact({ name: "Rita" });
    const first = await invite(anna, rita, "rita@example.it");
    await expect(signUp("mallory@example.it", first)).rejects.toMatchObject({ code: "CM403" });
    const second = await invite(anna, rita, "rita@example.it");
    await expect(signUp("rita@example.it", first)).rejects.toMatchObject({ code: "CM403" });
    await sql`update invitations set expires_at = now() where contact_id = ${rita}`.execute(here.world.owner);
    await expect(signUp("rita@example.it", second)).rejects.toMatchObject({ code: "CM403" });
  });

  test("only administrators invite; a contact that has an account, or an address that signs in, is refused", async () => {
    const vera = await here.world.contact({ name: "Vera" });
    await expect(invite(tom, vera, "vera@example.it")).rejects.toMatchObject({ code: "CM403" });
    await expect(invite(anna, tom.contactId, "tom2@example.it")).rejects.toMatchObject({ code: "CM410" });
    await expect(invite(anna, vera, "login.tom@example.it")).rejects.toMatchObject({ code: "CM410" });
  });

  test("an invitation is mailed even to an address that unsubscribed from status mails", async () => {
    const zita = await here.world.contact({ name: "Zita" });
    await sql`insert into suppressions (address_id, scope, source)
      select private.ensure_address('email', 'zita@example.it'), 'status_mail', 'link'`.execute(here.world.owner);
    await invite(anna, zita, "zita@example.it");
    expect(await claimed("zita@example.it")).toHaveLength(1);
    await sql`insert into suppressions (address_id, scope, source)
      select private.ensure_address('email', 'zita@example.it'), 'everything', 'bounce'`.execute(here.world.owner);
    await invite(anna, zita, "zita@example.it");
    expect(await claimed("zita@example.it")).toHaveLength(0);
  });

  test("the first administrator is invited from the console", async () => {
    await sql`select private.invite_admin('boss@example.it', 'Boss')`.execute(here.world.owner);
    const { rows } = await sql<{
      token: string;
    }>`select payload ->> 'token' as token from deliveries order by id desc limit 1`.execute(here.world.owner);
    const account = await signUp("boss@example.it", rows[0]?.token ?? "");
    const { rows: mine } = await here.world.as({ accountId: account }, (transaction) =>
      sql<{ is_admin: boolean; name: string }>`select is_admin, name from private.my_account()`.execute(transaction),
    );
    expect(mine).toEqual([{ is_admin: true, name: "Boss" }]);
  });

  test("a password reset works once, ends the sessions, and silences the devices of this account alone", async () => {
    const lost = await here.world.device(tom);
    const annas = await here.world.device(anna);
    await sql`select private.request_password_reset('login.tom@example.it')`.execute(here.world.owner);
    const token = await newestToken();
    const holder = sql<{ email: string }>`select private.password_reset_by_token(${token}) as email`;
    expect((await holder.execute(here.world.owner)).rows).toEqual([{ email: "login.tom@example.it" }]);
    await sql`select private.reset_password(${token}, '$2a$10$hash')`.execute(here.world.owner);
    await expect(holder.execute(here.world.owner)).rejects.toMatchObject({ code: "CM404" });
    const { rows } = await sql<{ encrypted_password: string }>`
      select encrypted_password from auth.users where id = ${tom.accountId}`.execute(here.world.owner);
    expect(rows[0]?.encrypted_password).toBe("$2a$10$hash");
    const silent = await here.world.owner
      .selectFrom("push_subscriptions")
      .select("id")
      .where("id", "in", [lost, annas])
      .where("removed_at", "is not", null)
      .execute();
    expect(silent).toEqual([{ id: lost }]);
    const again = sql`select private.reset_password(${token}, '$2a$10$other')`.execute(here.world.owner);
    await expect(again).rejects.toMatchObject({ code: "CM404" });
  });

  test("a reset for an unknown or inactive account mails nobody, and says nothing", async () => {
    const before = await here.world.now();
    await sql`select private.request_password_reset('nobody@example.it')`.execute(here.world.owner);
    expect(await here.world.now()).toBe(before);
  });

  test("password resets are mailed three times an hour at the most", async () => {
    for (let attempt = 0; attempt < 6; attempt++) {
      await sql`select private.request_password_reset('login.anna@example.it')`.execute(here.world.owner);
    }
    const mails = await here.world.owner
      .selectFrom("deliveries")
      .select("id")
      .where("kind", "=", "account.password_reset_requested")
      .where("account_id", "=", anna.accountId)
      .execute();
    expect(mails).toHaveLength(3);
  });

  test("nobody takes their own rights away, and a deactivated account is nobody", async () => {
    const set = (by: Person, account: string, active: boolean) =>
      here.world.as(by, (t) => sql`select private.set_account_state(${account}, ${active}, false, null)`.execute(t));
    await expect(set(anna, anna.accountId, false)).rejects.toMatchObject({ code: "CM403" });
    await expect(set(tom, anna.accountId, false)).rejects.toMatchObject({ code: "CM403" });
    await set(anna, tom.accountId, false);
    const { rows } = await here.world.as(tom, (t) => sql`select * from private.my_account()`.execute(t));
    expect(rows).toEqual([]);
    expect(await said(tom)).toEqual({ key: null, is_deactivated: true });
    await set(anna, tom.accountId, true);
  });

  test("everyone has a key of their own for their devices, and gets nobody else's", async () => {
    const stranger = { accountId: randomUUID() };
    const [annas, toms, again, none] = [await said(anna), await said(tom), await said(tom), await said(stranger)];
    expect(toms).toEqual({ key: expect.stringMatching(/^[\w-]{43}$/), is_deactivated: false });
    expect(again).toEqual(toms);
    expect(annas.key).not.toBe(toms.key);
    expect(none).toEqual({ key: null, is_deactivated: false });
  });

  async function said(person: Pick<Person, "accountId">) {
    const { rows } = await here.world.as(person, (t) =>
      sql<{ key: string | null; is_deactivated: boolean }>`
        select private.my_device_key() as key, private.is_deactivated()`.execute(t),
    );
    return rows[0] ?? { key: null, is_deactivated: false };
  }

  test("two administrators who demote each other leave one", async () => {
    const pair = [await here.world.admin("Castor"), await here.world.admin("Pollux")] as const;
    const demote = (by: Person, whom: Person) =>
      here.world.as(by, (t) => sql`select private.set_account_state(${whom.accountId}, null, true, null)`.execute(t));
    const results = await Promise.allSettled([demote(pair[0], pair[1]), demote(pair[1], pair[0])]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a login keeps its address", async () => {
    const moved = sql`update auth.users set email = 'elsewhere@example.it' where id = ${anna.accountId}`.execute(
      here.world.owner,
    );
    await expect(moved).rejects.toMatchObject({ code: "CM403" });
  });

  test("an account has twenty devices at the most, the ones seen last", async () => {
    const vito = await here.world.technician("Vito");
    for (let device = 1; device <= 23; device++) {
      await here.world.as(vito, (t) =>
        sql`select private.save_push_subscription(${`https://push.example/v${device}`}, 'k', 's', '')`.execute(t),
      );
    }
    const live = await here.world.owner
      .selectFrom("push_subscriptions")
      .select("endpoint")
      .where("account_id", "=", vito.accountId)
      .where("removed_at", "is", null)
      .orderBy("id")
      .execute();
    expect(live).toHaveLength(20);
    expect(live[0]?.endpoint).toBe("https://push.example/v4");
  });

  async function invite(by: Person, contact: number, address: string): Promise<string> {
    await here.world.as(by, (transaction) =>
      sql`select private.invite(${contact}, (select id from access_profiles where key = 'Technician-Default'), ${address})`.execute(
        transaction,
      ),
    );
    return newestToken();
  }

  async function newestToken(): Promise<string> {
    const { rows } = await sql<{ token: string }>`
      select payload ->> 'token' as token from deliveries where payload ? 'token' order by id desc limit 1`.execute(
      here.world.owner,
    );
    return rows[0]?.token ?? "";
  }

  async function signUp(email: string, token: string | null): Promise<string> {
    const id = randomUUID();
    const meta = JSON.stringify(token === null ? {} : { invitation_token: token });
    await sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${email}, ${meta}::jsonb)`.execute(
      here.world.owner,
    );
    return id;
  }

  async function claimed(address: string) {
    const { rows } = await sql<{ address: string }>`
      select address from private.claim_deliveries('email', 100, '60 s') where address = ${address} and verdict is null`.execute(
      here.world.worker,
    );
    return rows;
  }
});
