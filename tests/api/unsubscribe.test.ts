import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { signUnsubscription } from "#lib/links/unsubscribe-token.ts";
import type { RequestOptions } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
const oneClick = "List-Unsubscribe=One-Click";
const form = { "content-type": "application/x-www-form-urlencoded" };
let addressId: number;
let path: string;

beforeEach(async () => {
  const { rows } = await sql<{ id: number }>`
    select private.ensure_address('email', gen_random_uuid() || '@example.com') as id
  `.execute(here.service.owner);
  addressId = rows[0]?.id ?? 0;
  path = `/unsubscribe/${signUnsubscription({ addressId, scope: "status_mail" }, keys())}`;
});

function keys() {
  return here.service.secrets.link_keys.split(",").map((key) => {
    const [id = "", secret = ""] = key.split(":");
    return { id, secret: Buffer.from(secret, "base64url") };
  });
}

async function suppressions() {
  const { rows } = await sql<{ scope: string; source: string; is_active: boolean }>`
    select scope, source, lifted_at is null as is_active from suppressions where address_id = ${addressId} order by id
  `.execute(here.service.owner);
  return rows;
}

const get = (at = path, options?: RequestOptions) => here.service.stranger().get(at, options);
const post = (raw: BodyInit, headers: Record<string, string> = form, at = path) =>
  here.service.stranger().post(at, undefined, { raw, headers: { origin: "https://mail.example", ...headers } });

describe("GET /unsubscribe/:token", () => {
  test("shows a page that changes nothing, is not indexed and runs nothing", async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
    expect(answer.body).toContain(`value="One-Click"`);
    expect(answer.body).not.toContain("<script");
    expect(await suppressions()).toEqual([]);
  });

  test("speaks the reader's language, else the company's", async () => {
    const italian = await get();
    const english = await get(path, { headers: { "accept-language": "en-GB,en;q=0.9,it;q=0.8" } });
    expect(italian.body).toContain('<html lang="it"');
    expect(english.body).toContain('<html lang="en"');
    expect(english.body).toContain("Stop these e-mails?");
  });

  test("names no address", async () => {
    const { rows } = await sql<{ value: string }>`select value from addresses where id = ${addressId}`.execute(
      here.service.owner,
    );
    expect((await get()).body).not.toContain(rows[0]?.value);
    expect(path).not.toContain(rows[0]?.value);
  });

  test("a token that is not ours is a page that says so, 404", async () => {
    const token = path.split("/").at(-1) ?? "";
    const forgeries = [
      token.slice(0, -1) + (token.endsWith("A") ? "B" : "A"),
      token.replace(`.${addressId}.`, `.${addressId + 1}.`),
      token.replace("status_mail", "everything"),
      signUnsubscription({ addressId, scope: "status_mail" }, [{ id: "first", secret: Buffer.alloc(32) }]),
      `${token}.x`,
      "abc",
      "%00",
    ];
    for (const forged of forgeries) {
      for (const answer of [
        await get(`/unsubscribe/${forged}`),
        await post(oneClick, form, `/unsubscribe/${forged}`),
      ]) {
        expect(answer.status, forged).toBe(404);
        expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
      }
    }
    const { rows } = await sql`select from suppressions where address_id in (${addressId}, ${addressId + 1})`.execute(
      here.service.owner,
    );
    expect(rows).toEqual([]);
  });
});

describe("POST /unsubscribe/:token", () => {
  const multipart = () => {
    const body = new FormData();
    body.set("List-Unsubscribe", "One-Click");
    return body;
  };

  test("unsubscribes by a form, without cookies, without redirect, from status mails only", async () => {
    const answer = await post(oneClick);
    expect(answer.status).toBe(200);
    expect(await suppressions()).toEqual([{ scope: "status_mail", source: "link", is_active: true }]);
  });

  test("unsubscribes by multipart and by JSON", async () => {
    const { "content-type": type = "", body } = await encoded(multipart());
    expect((await post(body, { "content-type": type })).status).toBe(200);
    expect(await suppressions()).toHaveLength(1);
    const json = JSON.stringify({ "List-Unsubscribe": "One-Click" });
    expect((await post(json, { "content-type": "application/json" })).status).toBe(200);
    expect(await suppressions()).toHaveLength(1);
  });

  test("twice is as good as once, also at the same time; undo takes it back", async () => {
    const answers = await Promise.all([post(oneClick), post(oneClick), post(oneClick)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await suppressions()).toHaveLength(1);
    expect((await get()).body).toContain('name="undo"');
    expect((await post("undo=1")).status).toBe(200);
    expect(await suppressions()).toEqual([{ scope: "status_mail", source: "link", is_active: false }]);
    expect((await get()).body).toContain("One-Click");
    expect((await post("undo=1")).status).toBe(200);
  });

  test("undo does not lift what somebody else decided", async () => {
    await sql`insert into suppressions (address_id, scope, source) values (${addressId}, 'status_mail', 'user')`.execute(
      here.service.owner,
    );
    await post("undo=1");
    expect(await suppressions()).toEqual([{ scope: "status_mail", source: "user", is_active: true }]);
  });

  test.for([
    ["", form],
    ["List-Unsubscribe=Maybe", form],
    ["{", { "content-type": "application/json" }],
    ["[]", { "content-type": "application/json" }],
    ["null", { "content-type": "application/json" }],
    ["x", { "content-type": "multipart/form-data" }],
    [oneClick, { "content-type": "text/plain" }],
  ] as const)("%o as %o changes nothing", async ([body, headers]) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"]);
    expect(await suppressions()).toEqual([]);
  });

  test("a huge body is too large", async () => {
    expect((await post(`${oneClick}&x=${"x".repeat(20_000)}`)).body.code).toBe("too_large");
    expect(await suppressions()).toEqual([]);
  });
});

test("CT-70 after unsubscribing no status mail goes to the customer, and the log says why", async () => {
  const admin = await here.service.admin();
  const { rows } = await sql<{ value: string }>`select value from addresses where id = ${addressId}`.execute(
    here.service.owner,
  );
  const contact = await admin.post("/api/contacts", {
    name: "Non più",
    roles: ["customer"],
    contact_points: [{ channel: "email", value: rows[0]?.value }],
  });
  await post(oneClick);
  const made = (await admin.post("/api/interventions", { title: "Silenzio", customer_id: contact.body.id })).body;
  const { items } = (await admin.get(`/api/interventions/${made.number}/deliveries`)).body;
  const mail = items.find((delivery: { audiences: string[] }) => delivery.audiences.includes("customer"));
  expect(mail).toMatchObject({ state: "skipped", reason: "address_suppressed" });
});

async function encoded(data: FormData) {
  const request = new Request("http://localhost", { method: "POST", body: data });
  return { "content-type": request.headers.get("content-type") ?? "", body: await request.text() };
}
