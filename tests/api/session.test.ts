import { createHash, randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { SignJWT } from "jose";
import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { byPhone } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
const password = "una password lunga";

describe("POST /api/session", () => {
  test("signs in however the address is written, and answers who it is", async () => {
    const account = here.service.running.accounts[0];
    const answer = await here.service
      .stranger()
      .post("/api/session", { email: ` ${account?.email.toUpperCase()}\u200b`, password: account?.password });
    expect(answer.status).toBe(200);
    expect(answer.body.account).toMatchObject({ email: account?.email, name: account?.name, is_admin: true });
  });

  test("sets cookies that scripts and other sites cannot use", async () => {
    const account = here.service.running.accounts[0];
    const answer = await here.service
      .stranger()
      .post("/api/session", { email: account?.email, password: account?.password });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie, "http on this machine").not.toMatch(/; Secure/);
    }
  });

  test("says the same of a wrong password and an unknown address", async () => {
    const answers = await Promise.all(
      [here.service.running.accounts[0]?.email, "nobody@example.com"].map((email) =>
        here.service.stranger().post("/api/session", { email, password: "wrong one" }),
      ),
    );
    const [known, unknown] = answers.map(({ status, body }) => ({ status, body: { ...body, request_id: "" } }));
    expect(known).toMatchObject({ status: 401, body: { code: "invalid_credentials" } });
    expect(unknown).toEqual(known);
    for (const { headers } of answers) expect(headers.getSetCookie()).toEqual([]);
  });

  test("stops guessing at one address, whatever the password, and leaves others alone", async () => {
    await quarterWithRoomFor(60);
    const body = { email: `guessed-${randomUUID()}@example.com`, password: "x" };
    const statuses = await Promise.all(
      Array.from({ length: 24 }, async () => (await here.service.stranger().post("/api/session", body)).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    const refused = await here.service.stranger().post("/api/session", body);
    expect(refused.body.code).toBe("rate_limited");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await here.service.admin();
  });

  test("gives nobody more tries for saying that they come from elsewhere", async () => {
    await quarterWithRoomFor(60);
    const body = { email: `forged-${randomUUID()}@example.com`, password: "x" };
    const tries = Array.from({ length: 24 }, async (_, index) => {
      const headers = { "x-forwarded-for": `6.6.6.${index}`, "x-campanella-socket": `6.6.7.${index}` };
      return (await here.service.stranger().post("/api/session", body, { headers })).status;
    });
    const statuses = await Promise.all(tries);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  });

  test("keeps no address in the clear for that", async () => {
    const { rows } = await sql<{ bucket: string }>`select bucket from private.rate_limits`.execute(here.service.owner);
    expect(rows.length).toBeGreaterThan(0);
    for (const { bucket } of rows) expect(bucket).toMatch(/^[a-z-]+:[\w-]{43}$/);
  });

  describe("when strangers have used up the tries of an account", () => {
    const credentials = (index: number) => {
      const { email = "", password = "" } = here.service.running.accounts[index] ?? {};
      return { email, password };
    };
    const account = () => credentials(6);
    const other = () => credentials(3);

    async function exhaust(): Promise<void> {
      const body = { email: account().email, password: "x" };
      await Promise.all(Array.from({ length: 21 }, () => here.service.stranger().post("/api/session", body)));
      const refused = await here.service.stranger().post("/api/session", account());
      expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    }

    test("a device that it has signed in on still signs in, and has tries of its own", async () => {
      await quarterWithRoomFor(60);
      const device = await here.service.stranger().signIn(account());
      await device.delete("/api/session");
      await exhaust();
      await device.signIn(account());
      const body = { email: account().email, password: "x" };
      const tries = Array.from({ length: 24 }, async () => (await device.post("/api/session", body)).status);
      expect((await Promise.all(tries)).filter((status) => status === 429)).toHaveLength(4);
      expect((await device.post("/api/session", account())).status).toBe(429);
      await here.service.forgetTries();
    });

    test("a device that knows another account, or made itself known, does not", async () => {
      await quarterWithRoomFor(60);
      const foreign = await here.service.stranger().signIn(other());
      await exhaust();
      expect((await foreign.post("/api/session", account())).status).toBe(429);
      const [name = ""] = [...foreign.cookies.keys()].filter((key) => key.endsWith("-device"));
      for (const made of ["", "x", `${randomUUID()}.${"A".repeat(43)}`, `${randomUUID()}.${"A".repeat(200)}`]) {
        const liar = here.service.stranger();
        liar.cookies.set(name, made);
        expect((await liar.post("/api/session", account())).status).toBe(429);
      }
      await here.service.forgetTries();
    });

    test("whoever opens the link of a reset signs in", async () => {
      await quarterWithRoomFor(60);
      const token = randomBytes(32).toString("hex");
      await sql`insert into private.password_resets (account_id, token_hash)
        select a.id, private.token_hash(${token}) from accounts a join addresses l on l.id = a.login_address_id
        where l.value = ${account().email}`.execute(here.service.owner);
      await exhaust();
      const owner = here.service.stranger();
      await owner.post(`/api/password-resets/${token}`, { password });
      await owner.signIn({ email: account().email, password });
      await here.service.forgetTries();
    });
  });
});

describe("who is signed in", () => {
  test("GET /api/session tells, with cookies or with a bearer token", async () => {
    const client = await here.service.technician();
    const bearer = here.service.stranger();
    bearer.bearer = await accessTokenOf(here.service.running.accounts.find(({ is_admin }) => !is_admin));
    expect((await client.get("/api/session")).body).toEqual((await bearer.get("/api/session")).body);
  });

  test("every answer to a signed-in person says for whom it is, also a refusal; others say nothing", async () => {
    const technician = await here.service.technician();
    const { body } = await technician.get("/api/session");
    for (const path of ["/api/notifications", "/api/interventions/999999", "/api/settings/notification-rules"])
      expect((await technician.get(path)).headers.get("x-account-id"), path).toBe(body.account.id);
    for (const path of ["/api/session", "/api/health"])
      expect((await here.service.stranger().get(path)).headers.get("x-account-id"), path).toBeNull();
  });

  test("nothing is done as somebody else than whom the window shows", async () => {
    const technician = await here.service.technician();
    const { account } = (await (await here.service.admin()).get("/api/session")).body;
    const before = await here.service.digest();
    const headers = { "x-account-id": account.id };
    for (const answer of [
      await technician.get("/api/notifications", { headers }),
      await technician.post("/api/interventions", { title: "Di un altro" }, { headers }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    expect(await here.service.digest()).toEqual(before);
  });

  test("nobody without a session", async () => {
    const answer = await here.service.stranger().get("/api/session");
    expect([answer.status, answer.body.code]).toEqual([401, "not_signed_in"]);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  const forged: [string, (secret: Uint8Array, sub: string) => Promise<string>][] = [
    ["signed by somebody else", (_, sub) => token(new Uint8Array(48), sub)],
    ["too old", (secret, sub) => token(secret, sub, { exp: Math.floor(Date.now() / 1000) - 60 })],
    ["for another audience", (secret, sub) => token(secret, sub, { aud: "anon" })],
    ["of the service role", (secret, sub) => token(secret, sub, { role: "service_role" })],
    ["without expiry", (secret, sub) => token(secret, sub, { exp: undefined })],
    ["of somebody without an account", (secret) => token(secret, randomUUID())],
    ["without a signature", async (_, sub) => unsigned(sub)],
    ["that is none", async () => "abc"],
  ];
  test.for(forged)("nobody by a token %s", async ([, forge]) => {
    const client = here.service.stranger();
    const { rows } = await sql<{ id: string }>`select id from accounts limit 1`.execute(here.service.owner);
    client.bearer = await forge(new TextEncoder().encode(here.service.secrets.jwt_secret), rows[0]?.id ?? "");
    expect((await client.get("/api/session")).body.code).toBe("not_signed_in");
    expect((await client.get("/api/interventions")).body.code).toBe("not_signed_in");
  });

  test("a good cookie does not help a bad bearer token", async () => {
    const client = await here.service.admin();
    client.bearer = "abc";
    expect((await client.get("/api/session")).status).toBe(401);
  });

  test("a made-up cookie is like none", async () => {
    for (const value of ["", "abc", "e30", "%00", Buffer.from('{"access_token":1}').toString("base64url")]) {
      const cookie = `campanella-${new URL(here.service.url).port}=${value}`;
      const answer = await here.service.stranger().get("/api/session", { headers: { cookie } });
      expect(answer.status).toBe(401);
    }
  });

  test("an expired session is renewed once for requests that come together", async () => {
    const client = await here.service.technician(1);
    const [name = "", value = ""] = [...client.cookies][0] ?? [];
    const session = JSON.parse(Buffer.from(value, "base64url").toString());
    const old = await expired(session.access_token);
    const stale = { name, value: Buffer.from(JSON.stringify({ ...session, access_token: old })).toString("base64url") };
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const again = here.service.stranger();
        again.cookies.set(stale.name, stale.value);
        const answer = await again.get("/api/session");
        return {
          status: answer.status,
          next: (await again.get("/api/session")).status,
          cookies: answer.headers.getSetCookie(),
        };
      }),
    );
    for (const { status, next, cookies } of answers) {
      expect([status, next]).toEqual([200, 200]);
      expect(cookies[0]).toMatch(/HttpOnly/);
    }
  });

  describe("of an account that was deactivated", () => {
    const account = () => here.service.running.accounts.filter(({ is_admin }) => !is_admin)[2];

    async function activate(isActive: boolean): Promise<void> {
      const admin = await here.service.admin();
      const { items } = (await admin.get("/api/accounts")).body;
      const { id } = items.find(({ email }: { email: string }) => email === account()?.email);
      expect((await admin.patch(`/api/accounts/${id}`, { is_active: isActive })).status).toBe(200);
    }
    afterEach(async () => {
      await activate(true);
      await here.service.forgetTries();
    });

    test("is signed out at once, is told why, and cannot sign in", async () => {
      const client = await here.service.technician(2);
      await activate(false);
      for (const path of ["/api/session", "/api/interventions"]) {
        const answer = await client.get(path);
        expect([answer.status, answer.body.code, answer.body.reason]).toEqual([
          401,
          "not_signed_in",
          "account_inactive",
        ]);
      }
      const again = await here.service
        .stranger()
        .post("/api/session", { email: account()?.email, password: account()?.password });
      expect(again.body).toMatchObject({ code: "invalid_credentials" });
      expect(again.body.reason).toBeUndefined();
    });

    test("is told so also when the token has expired, until the device has signed out", async () => {
      const client = await here.service.technician(2);
      const [name = "", value = ""] = [...client.cookies][0] ?? [];
      const session = JSON.parse(Buffer.from(value, "base64url").toString());
      const access_token = await expired(session.access_token);
      client.cookies.set(name, Buffer.from(JSON.stringify({ ...session, access_token })).toString("base64url"));
      await activate(false);
      for (const _ of [1, 2]) expect((await client.get("/api/session")).body.reason).toBe("account_inactive");
      expect((await client.delete("/api/session")).status).toBe(204);
      expect((await client.get("/api/session")).body.reason).toBeUndefined();
    });

    test("says so to nobody else", async () => {
      const { body } = await (await here.service.technician(2)).get("/api/session");
      await activate(false);
      for (const forge of [
        token(new Uint8Array(48), body.account.id),
        token(new Uint8Array(48), body.account.id, { exp: 1 }),
        token(new TextEncoder().encode(here.service.secrets.jwt_secret), body.account.id, { aud: "anon" }),
        Promise.resolve(unsigned(body.account.id)),
      ]) {
        const stranger = here.service.stranger();
        stranger.bearer = await forge;
        const answer = await stranger.get("/api/session");
        expect([answer.body.code, answer.body.reason]).toEqual(["not_signed_in", undefined]);
      }
    });
  });

  test("a session that only ended gives no reason", async () => {
    const client = await here.service.technician(1);
    const session = new Map(client.cookies);
    await client.delete("/api/session");
    for (const [name, value] of session) client.cookies.set(name, value);
    const answer = await client.get("/api/session");
    expect([answer.body.code, answer.body.reason]).toEqual(["not_signed_in", undefined]);
  });
});

describe("the key that a device seals with", () => {
  afterEach(() => here.service.forgetTries());

  test("is one's own, the same at each sign-in, and never another's", async () => {
    const keys = new Map<string, string>();
    for (const account of here.service.running.accounts.slice(0, 3)) {
      const answers = [1, 2].map(() =>
        here.service.stranger().post("/api/session", { email: account.email, password: account.password }),
      );
      const [first, second] = await Promise.all(answers);
      expect(first?.body.device_key).toMatch(/^[\w-]{43}$/);
      expect(second?.body.device_key).toBe(first?.body.device_key);
      keys.set(account.email, first?.body.device_key);
    }
    expect(new Set(keys.values()).size).toBe(3);
    const client = await here.service
      .stranger()
      .signIn(here.service.running.accounts[1] ?? { email: "", password: "" });
    expect((await client.get("/api/session")).body.device_key).toBe(
      keys.get(here.service.running.accounts[1]?.email ?? ""),
    );
  });

  test("is in no other answer, and no API key gets it", async () => {
    const admin = await here.service.admin();
    const { device_key, account } = (await admin.get("/api/session")).body;
    for (const path of ["/api/accounts", `/api/contacts/${account.contact_id}`]) {
      const answer = await admin.get(path);
      expect(answer.status, path).toBe(200);
      expect(JSON.stringify(answer.body), path).not.toContain(device_key);
    }
    const made = await admin.post("/api/api-keys", { name: "Gestionale", scopes: ["contacts:read"] });
    const program = here.service.stranger();
    program.bearer = made.body.token;
    expect((await program.get("/api/session")).status).toBe(403);
  });
});

describe("DELETE /api/session", () => {
  test("ends the session at Auth also when the access token has expired meanwhile", async () => {
    const client = await here.service.technician(3);
    const [name = "", value = ""] = [...client.cookies][0] ?? [];
    const session = JSON.parse(Buffer.from(value, "base64url").toString());
    const access_token = await expired(session.access_token);
    client.cookies.set(name, Buffer.from(JSON.stringify({ ...session, access_token })).toString("base64url"));
    expect((await client.delete("/api/session")).status).toBe(204);
    expect([...client.cookies.keys()], "the device stays known").toEqual([`${name}-device`]);
    expect(await refreshAtAuth(session.refresh_token)).toMatchObject({ status: 400 });
    const { rows } = await sql`
      select from auth.sessions where id = ${claimsOf(session.access_token).session_id}
    `.execute(here.service.owner);
    expect(rows).toEqual([]);
  });

  test("ends the session here and at Auth, empties the browser's cache, and can be said twice", async () => {
    const client = await here.service.technician(3);
    const [name = "", value = ""] = [...client.cookies][0] ?? [];
    const ended = await client.delete("/api/session");
    expect([ended.status, ended.headers.get("clear-site-data")]).toEqual([204, '"cache"']);
    expect([...client.cookies.keys()], "the device stays known").toEqual([`${name}-device`]);
    expect((await client.get("/api/session")).status).toBe(401);
    expect((await client.delete("/api/session")).status).toBe(204);

    const { access_token, refresh_token } = JSON.parse(Buffer.from(value, "base64url").toString());
    const thief = here.service.stranger();
    thief.cookies.set(name, Buffer.from(JSON.stringify({ access_token: "old", refresh_token })).toString("base64url"));
    expect((await thief.get("/api/session")).status).toBe(401);
    thief.bearer = access_token;
    expect((await thief.get("/api/session")).status).toBe(401);
  });
});

describe("Origin", () => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:1" },
    { origin: "" },
  ];
  test.for(foreign)("a change from %o is refused and changes nothing", async (headers) => {
    const client = await here.service.admin();
    const before = await here.service.digest();
    for (const answer of [
      await client.post("/api/interventions", { title: "Forged" }, { headers }),
      await client.put("/api/notifications/readings", undefined, { headers }),
      await client.delete("/api/session", { headers }),
      await client.post("/api/session", { email: "a@b.c", password: "x" }, { headers }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    expect(await here.service.digest()).toEqual(before);
  });

  test("reading needs none, bearer tokens need none", async () => {
    const client = await here.service.admin();
    expect((await client.get("/api/session", { headers: { origin: "https://evil.example" } })).status).toBe(200);
    const bearer = here.service.stranger();
    bearer.bearer = await accessTokenOf(here.service.running.accounts[0]);
    const answer = await bearer.put("/api/notifications/readings", undefined, {
      headers: { origin: "https://other.example" },
    });
    expect(answer.status).toBe(200);
  });
});

describe("invitations", () => {
  let profileId: number;
  beforeAll(async () => {
    const profiles = (await (await here.service.admin()).get("/api/profiles")).body.items;
    profileId = profiles.find((profile: { key: string }) => profile.key === "Technician-Default").id;
  });

  async function invite(email: string) {
    const admin = await here.service.admin();
    const contact = await admin.post("/api/contacts", {
      name: "Nuovo Tecnico",
      contact_points: byPhone,
      roles: ["technician"],
    });
    const answer = await admin.post("/api/invitations", { contact_id: contact.body.id, profile_id: profileId, email });
    expect(answer.status).toBe(201);
    return { ...answer.body, token: await tokenOfInvitation(answer.body.id) };
  }

  /** The mail carries it; once sent it is forgotten, so the test gives the invitation one that it knows. */
  async function tokenOfInvitation(id: number): Promise<string> {
    const token = randomBytes(32).toString("hex");
    const hash = createHash("sha256").update(token).digest();
    await sql`update invitations set token_hash = ${hash} where id = ${id}`.execute(here.service.owner);
    return token;
  }

  test("an invited person chooses a password, is signed in, and can sign in again", async () => {
    const email = `nuovo-${randomUUID()}@example.com`;
    const { token } = await invite(` ${email.toUpperCase()}`);
    const client = here.service.stranger();
    expect((await client.get(`/api/invitations/${token}`)).body).toEqual({
      email,
      name: "Nuovo Tecnico",
      organization: "Termoclima Aurora",
    });
    const answer = await client.post(`/api/invitations/${token}/acceptance`, { password });
    expect(answer.status).toBe(201);
    expect(answer.body.account).toMatchObject({ email, profile: "Technician-Default", is_admin: false });
    expect((await client.get("/api/session")).status).toBe(200);
    await here.service.stranger().signIn({ email, password });
  });

  test("a token works once, also for two at the same time", async () => {
    const { token } = await invite(`gara-${randomUUID()}@example.com`);
    const statuses = await Promise.all(
      [1, 2].map(
        async () => (await here.service.stranger().post(`/api/invitations/${token}/acceptance`, { password })).status,
      ),
    );
    expect(statuses.sort()).toEqual([201, 410]);
    const third = await here.service.stranger().post(`/api/invitations/${token}/acceptance`, { password });
    expect([third.status, third.body.code]).toEqual([410, "invitation_used"]);
    expect((await here.service.stranger().get(`/api/invitations/${token}`)).body.code).toBe("invitation_used");
  });

  test("a newer invitation replaces the older", async () => {
    const admin = await here.service.admin();
    const first = await invite(`due-${randomUUID()}@example.com`);
    await admin.post("/api/invitations", { contact_id: first.contact_id, profile_id: profileId, email: first.email });
    const answer = await here.service.stranger().get(`/api/invitations/${first.token}`);
    expect([answer.status, answer.body.code]).toEqual([410, "invitation_replaced"]);
    expect(JSON.stringify(answer.body), "nobody is named any more").not.toContain(first.email);
  });

  test("an old one says so", async () => {
    const { token } = await invite(`tardi-${randomUUID()}@example.com`);
    const hash = createHash("sha256").update(token).digest();
    await sql`update invitations set expires_at = now() where token_hash = ${hash}`.execute(here.service.owner);
    const answer = await here.service.stranger().post(`/api/invitations/${token}/acceptance`, { password });
    expect([answer.status, answer.body.code]).toEqual([410, "invitation_expired"]);
    expect((await here.service.stranger().get(`/api/invitations/${"0".repeat(64)}`)).body.code).toBe("not_found");
  });

  test.for([
    ["too short", "corta"],
    ["longer than bcrypt looks", "à".repeat(37)],
    ["not text", 12],
  ])("a password that is %s is refused with a sentence, and the invitation stays open", async ([, choice]) => {
    const { token } = await invite(`pw-${randomUUID()}@example.com`);
    const answer = await here.service
      .stranger()
      .post(`/api/invitations/${token}/acceptance`, { password: choice }, { headers: { "accept-language": "it-IT" } });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ path: "password", code: expect.any(String), message: expect.any(String) }]);
    expect((await here.service.stranger().get(`/api/invitations/${token}`)).status).toBe(200);
  });

  test("the same address cannot be invited twice, nor a contact that has an account", async () => {
    const admin = await here.service.admin();
    const email = here.service.running.accounts[0]?.email;
    const contact = await admin.post("/api/contacts", { name: "Doppione", contact_points: byPhone });
    const taken = await admin.post("/api/invitations", { contact_id: contact.body.id, profile_id: profileId, email });
    expect([taken.status, taken.body.code]).toEqual([409, "already_exists"]);
    expect(taken.body.errors[0].path).toBe("email");
    const again = await admin.post("/api/invitations", {
      contact_id: await here.service.contactIdOf(admin),
      profile_id: profileId,
      email: "other@example.com",
    });
    expect(again.body.code).toBe("already_exists");
  });

  test("technicians do not invite", async () => {
    const technician = await here.service.technician();
    const answer = await technician.post("/api/invitations", {
      contact_id: 1,
      profile_id: profileId,
      email: "x@example.com",
    });
    expect(answer.body.code).toBe("forbidden");
  });
});

describe("password resets", () => {
  test("answer the same whether the address is known or not", async () => {
    const known = here.service.running.accounts[4]?.email;
    for (const email of [known, "nobody@example.com"]) {
      const answer = await here.service.stranger().post("/api/password-resets", { email });
      expect([answer.status, answer.body]).toEqual([202, {}]);
    }
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from deliveries d join addresses a on a.id = d.address_id
      where d.kind = 'account.password_reset_requested' and a.value = any (${[known, "nobody@example.com"]})
    `.execute(here.service.owner);
    expect(rows[0]?.count).toBe(1);
  });

  test("a link sets the password once and ends all sessions", async () => {
    const account = here.service.running.accounts[5];
    const client = await here.service.stranger().signIn(account ?? { email: "", password: "" });
    const [name = "", value = ""] = [...client.cookies][0] ?? [];
    const token = randomBytes(32).toString("hex");
    await sql`insert into private.password_resets (account_id, token_hash)
      select a.id, private.token_hash(${token}) from accounts a join addresses l on l.id = a.login_address_id
      where l.value = ${account?.email}`.execute(here.service.owner);

    const stranger = here.service.stranger();
    const shown = await stranger.get(`/api/password-resets/${token}`);
    expect([shown.status, shown.body]).toEqual([200, { email: account?.email }]);
    expect((await stranger.post(`/api/password-resets/${token}`, { password: "short" })).status).toBe(400);
    const done = await stranger.post(`/api/password-resets/${token}`, { password });
    expect([done.status, done.body]).toEqual([200, { email: account?.email }]);
    expect((await stranger.post(`/api/password-resets/${token}`, { password })).status).toBe(404);
    const spent = await stranger.get(`/api/password-resets/${token}`);
    expect([spent.status, JSON.stringify(spent.body).includes("@")]).toEqual([404, false]);

    await here.service.stranger().signIn({ email: account?.email ?? "", password });
    const old = await here.service
      .stranger()
      .post("/api/session", { email: account?.email, password: account?.password });
    expect(old.status).toBe(401);
    const { access_token, refresh_token } = JSON.parse(Buffer.from(value, "base64url").toString());
    const stale = here.service.stranger();
    stale.cookies.set(name, Buffer.from(JSON.stringify({ access_token: "old", refresh_token })).toString("base64url"));
    expect((await stale.get("/api/session")).status).toBe(401);
    stale.bearer = access_token;
    expect((await stale.get("/api/session")).status).toBe(401);
  });

  test("unknown and malformed tokens are not found", async () => {
    for (const token of ["0".repeat(64), "abc", "%00", "' or 1=1"]) {
      expect((await here.service.stranger().get(`/api/password-resets/${token}`)).status).toBe(404);
      expect((await here.service.stranger().post(`/api/password-resets/${token}`, { password })).status).toBe(404);
    }
  });
});

test("the log has a line for every request, and no address, password or token", async () => {
  const lines = here.service.log();
  const requests = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "request");
  expect(requests.length).toBeGreaterThan(20);
  for (const entry of requests) {
    expect(entry).toMatchObject({ request_id: expect.any(String), method: expect.any(String), ms: expect.any(Number) });
    expect(entry.path).toMatch(/^\/api\/[a-z{}/_-]+$/);
  }
  expect(requests.some(({ actor }) => actor !== null)).toBe(true);
  for (const line of lines) {
    expect(line).not.toMatch(/[\w.]+@[\w.]+|[0-9a-f]{64}|eyJ/);
    expect(line).not.toContain(password);
  }
});

/** Tries are counted by quarters of an hour on the clock: what counts them must not be spread over two. */
async function quarterWithRoomFor(seconds: number): Promise<void> {
  const left = 900 - ((Date.now() / 1000) % 900);
  if (left < seconds) await wait(left * 1000 + 500);
}

async function accessTokenOf(account: { email: string; password: string } | undefined): Promise<string> {
  const { supabase_url, supabase_publishable_key } = here.service.running;
  const response = await fetch(`${supabase_url}/auth/v1/token?grant_type=password`, {
    method: "POST",
    headers: { apikey: supabase_publishable_key, "content-type": "application/json" },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  return (await response.json()).access_token;
}

function claimsOf(accessToken: string) {
  return JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
}

/** The same token, as it is after an hour. */
function expired(accessToken: string): Promise<string> {
  const secret = new TextEncoder().encode(here.service.secrets.jwt_secret);
  const claims = claimsOf(accessToken);
  return token(secret, claims.sub, { ...claims, exp: Math.floor(Date.now() / 1000) - 5 });
}

function refreshAtAuth(refresh_token: string): Promise<Response> {
  const { supabase_url, supabase_publishable_key } = here.service.running;
  return fetch(`${supabase_url}/auth/v1/token?grant_type=refresh_token`, {
    method: "POST",
    headers: { apikey: supabase_publishable_key, "content-type": "application/json" },
    body: JSON.stringify({ refresh_token }),
  });
}

function token(secret: Uint8Array, sub: string, claims: Record<string, unknown> = {}): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 600;
  return new SignJWT({ sub, aud: "authenticated", role: "authenticated", exp, ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .sign(secret);
}

function unsigned(sub: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 600;
  return `${part({ alg: "none" })}.${part({ sub, aud: "authenticated", role: "authenticated", exp })}.`;
}
