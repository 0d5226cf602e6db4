import { crc32 } from "node:zlib";
import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { jpeg, png, webp } from "../support/pictures.ts";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
const path = "/api/settings/templates";
const toCustomers = { status_id: null, audience: "customer", channel: "email", language: "it" };
let admin: Client;
let other: Client;
let technician: Client;

beforeAll(async () => {
  const { service } = here;
  admin = await service.admin();
  other = await service.admin(0);
  technician = await service.technician();
});

afterEach(async () => {
  await sql`delete from message_templates`.execute(here.service.owner);
});

describe("the company's wording", () => {
  test("is written, listed, and gone again", async () => {
    const closed = await here.service.status("Closed");
    const saved = await admin.put(path, { ...toCustomers, status_id: closed, subject: "{title}", text: " " });
    expect([saved.status, saved.body]).toEqual([
      200,
      expect.objectContaining({ status_id: closed, subject: "{title}", text: null, fault: null }),
    ]);
    expect((await admin.get(path)).body.items).toEqual([saved.body]);
    expect((await admin.delete(`${path}/${saved.body.id}`)).status).toBe(204);
    expect((await admin.get(path)).body.items).toEqual([]);
    expect((await admin.delete(`${path}/${saved.body.id}`)).status).toBe(404);
  });

  test("of two who write at once the second sees what the first wrote, and changes nothing", async () => {
    const first = await admin.put(path, { ...toCustomers, subject: "mine", version: null });
    const second = await other.put(path, { ...toCustomers, subject: "theirs", version: null });
    expect([second.status, second.body.code, second.body.current]).toEqual([409, "version_conflict", first.body]);
    const third = await other.put(path, { ...toCustomers, subject: "theirs", version: first.body.version });
    expect(third.body.subject).toBe("theirs");
    const late = await admin.delete(`${path}/${first.body.id}?version=${first.body.version}`);
    expect([late.status, late.body.current]).toEqual([409, third.body]);
    const gone = await admin.put(path, { ...toCustomers, language: "en", subject: "x", version: 1 });
    expect([gone.status, gone.body.current]).toEqual([409, null]);
    const races = await Promise.all(
      [1, 2, 3].map((count) => admin.put(path, { ...toCustomers, language: "en", subject: `${count}`, version: null })),
    );
    expect(races.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test.for([
    [{ subject: "Ciao {titolo}" }, "subject", "unknown_placeholder", /6.*\{titolo\}/],
    [{ subject: "{__proto__}" }, "subject", "unknown_placeholder", /__proto__/],
    [{ text: "Ciao {customer.nessuno}" }, "text", "unknown_placeholder", /6.*\{customer\.nessuno\}/],
    [{ text: "a {" }, "text", "brace_not_closed", /3/],
    [{ heading: "}" }, "heading", "brace_not_opened", /1/],
    [{ subject: "x".repeat(201) }, "subject", "too_long", /200/],
    [{ text: "x".repeat(4001) }, "text", "too_long", /4000/],
    [{}, "subject", "template_says_nothing", /./],
    [{ title: "x" }, "title", "not_a_field_of_the_channel", /./],
    [{ channel: "push", title: "x" }, "channel", "customers_get_no_push", /./],
    [{ subject: "x", status_id: 999_999 }, "status_id", "does_not_exist", /./],
  ] as const)("number %# is refused at its place, and changes nothing", async ([input, where, code, words]) => {
    const before = await here.service.digest();
    const { status, body } = await admin.put(path, { ...toCustomers, ...input });
    expect([status, body.errors[0]]).toEqual([400, expect.objectContaining({ path: where, code })]);
    expect(body.errors[0].message).toMatch(words);
    expect(await here.service.digest()).toEqual(before);
  });

  test("technicians neither read nor write nor try it", async () => {
    const input = { ...toCustomers, subject: "x" };
    for (const answer of [
      await technician.get(path),
      await technician.put(path, input),
      await technician.delete(`${path}/1`),
      await technician.post(`${path}/preview`, input),
      await technician.post(`${path}/test`, input),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
  });

  test("one that SQL broke is shown with what is wrong with it", async () => {
    await sql`insert into message_templates (audience, channel, language, text) values ('customer', 'email', 'it', 'a {b}')`.execute(
      here.service.owner,
    );
    const [broken] = (await admin.get(path)).body.items;
    expect(broken.fault).toEqual({ field: "text", message: expect.stringContaining("{b}") });
  });

  test("the bell says what the push says, in its reader's name", async () => {
    const closed = await here.service.status("Closed");
    const push = { ...toCustomers, audience: "technician", channel: "push", status_id: closed };
    const name = (await technician.get("/api/session")).body.account.name;
    await admin.put(path, { ...push, title: "Per {recipient}: {status}", body: "{title}" });
    const technician_ids = [await here.service.contactIdOf(technician)];
    const { body: job } = await admin.post("/api/interventions", { title: "Caldaia {actor}", technician_ids });
    await admin.put(`/api/interventions/${job.number}/status`, { status_id: closed });
    const { items } = (await technician.get("/api/notifications?limit=1")).body;
    expect(items[0]).toMatchObject({ title: `Per ${name}: Chiuso`, body: "Caldaia {actor}" });
    const { items: ofOffice } = (await admin.get("/api/notifications?limit=1")).body;
    expect(ofOffice[0].title).toContain(`#${job.number}`);
  });
});

test("rules that are tried out say what the company's own words would say", async () => {
  const planned = await here.service.status("Planned");
  const email = { ...toCustomers, audience: "admin", status_id: planned };
  const own = { ...email, subject: "Ufficio: {title}", text: "Da guardare: {title}." };
  for (const language of ["it", "en"]) expect((await admin.put(path, { ...own, language })).status).toBe(200);
  const { body: job } = await admin.post("/api/interventions", { title: "Caldaia" });
  const { body } = await admin.post("/api/settings/notification-rules/trial", {
    rules: [{ status_id: planned, audience: "admin", channel: "email" }],
    change: { intervention_number: job.number, status_id: planned },
  });
  expect(body.items[0].message).toEqual({
    title: `[#${job.number}] Ufficio: Caldaia`,
    body: "Da guardare: Caldaia.",
  });
});

describe("trying a wording", () => {
  test("the preview is the mail as it is sent, of a real intervention, and nothing is saved or sent", async () => {
    const { body: job } = await admin.post("/api/interventions", { title: "Caldaia <script>\u202e{actor}" });
    const before = await here.service.digest();
    const trial = {
      ...toCustomers,
      subject: "Novità: {title}",
      text: "Gentile {recipient},\n{title}",
      number: job.number,
    };
    const { status, body } = await admin.post(`${path}/preview`, trial);
    expect([status, body.intervention_number, body.wording.subject]).toEqual([
      200,
      job.number,
      `[#${job.number}] Novità: Caldaia <script>{actor}`,
    ]);
    expect(body.mail.html).toContain("Caldaia &lt;script&gt;{actor}");
    expect(body.mail.html).not.toContain("<script");
    expect(body.mail.text).toContain("Caldaia <script>{actor}");
    expect(await here.service.digest()).toEqual(before);
  });

  test("the newest intervention unless said, each audience and channel, in each language", async () => {
    const { body: newest } = await admin.post("/api/interventions", { title: "Caldaia" });
    for (const language of ["it", "en", "de"])
      for (const [audience, channel] of [
        ["admin", "email"],
        ["admin", "push"],
        ["technician", "push"],
        ["customer", "email"],
      ]) {
        const { body } = await admin.post(`${path}/preview`, { status_id: null, audience, channel, language });
        expect([body.intervention_number, body.mail === null]).toEqual([newest.number, channel === "push"]);
      }
    expect((await admin.post(`${path}/preview`, { ...toCustomers, number: 999_999 })).body.errors[0].path).toBe(
      "number",
    );
  });

  test("the shipped wording as a template says what is shipped", async () => {
    const { body: shipped } = await admin.get(`${path}/shipped?audience=customer&channel=email&language=it`);
    expect(shipped).toMatchObject({ subject: "[#{number}] {status} · {title}", title: null });
    const without = await admin.post(`${path}/preview`, toCustomers);
    const withIt = await admin.post(`${path}/preview`, { ...toCustomers, ...shipped });
    expect(withIt.body.mail.text).toBe(without.body.mail.text);
  });

  test("a test comes to oneself", async () => {
    const { status, body } = await admin.post(`${path}/test`, { ...toCustomers, subject: "Prova {number}" });
    expect([status, body]).toEqual([202, { queued: 1 }]);
    const me = await here.service.contactIdOf(admin);
    await expect
      .poll(async () => {
        const { rows } = await sql<{
          line: string;
        }>`select concat_ws(' ', state, contact_id) as line from deliveries where kind = 'template.tested'`.execute(
          here.service.owner,
        );
        return rows.map(({ line }) => line);
      })
      .toEqual([`sent ${me}`]);
  });
});

describe("the company", () => {
  const company = "/api/organization";

  test("has a colour and a version, and of two who change it the second sees what the first did", async () => {
    const { body: before } = await admin.get(company);
    const first = await admin.patch(company, { color: "#7A2048", version: before.version });
    expect(first.body).toMatchObject({ color: "#7a2048", version: before.version + 1 });
    const second = await other.patch(company, { signature: "x", version: before.version });
    expect([second.status, second.body.current]).toEqual([409, first.body]);
    expect((await other.patch(company, { color: null })).body.color).toBeNull();
  });

  test.for([
    [{ sender_email: "nobody" }, "sender_email", "not_an_email"],
    [{ sender_email: "a@example.org\r\nBcc: b@example.org" }, "sender_email", "not_an_email"],
    [{ reply_to: "a@b@c" }, "reply_to", "not_an_email"],
    [{ sender_name: "Aurora\r\nBcc: b@example.org" }, "sender_name", "one_line_only"],
    [{ name: "Aurora\u2028" }, "name", "one_line_only"],
    [{ name: " " }, "name", "empty"],
    [{ name: "x".repeat(201) }, "name", "too_long"],
    [{ signature: "x".repeat(2001) }, "signature", "too_long"],
    [{ color: "red" }, "color", "not_a_color"],
    [{ time_zone: "Europe/Nowhere" }, "time_zone", "not_a_time_zone"],
    [{ languages: ["en"] }, "language", "language_not_kept"],
  ] as const)("number %# is refused at its field, and changes nothing", async ([input, where, code]) => {
    const before = await admin.get(company);
    const { status, body } = await admin.patch(company, input);
    expect([status, body.errors[0]]).toEqual([400, expect.objectContaining({ path: where, code })]);
    expect((await admin.get(company)).body).toEqual(before.body);
  });

  test("a logo is taken by what it is, and served to everybody under an address of its own", async () => {
    const addresses = [];
    for (const [type, picture] of [
      ["image/png", png],
      ["image/jpeg", jpeg],
      ["image/webp", webp],
    ] as const) {
      const { body } = await admin.put(`${company}/logo`, { image: picture.toString("base64") });
      expect(body.logo).toMatchObject({ width: 3, height: 2 });
      const served = await fetch(`${here.service.url}${body.logo.path}`);
      expect(Buffer.from(await served.arrayBuffer()).equals(picture)).toBe(true);
      expect([served.headers.get("content-type"), served.headers.get("x-content-type-options")]).toEqual([
        type,
        "nosniff",
      ]);
      expect(served.headers.get("cache-control")).toMatch(/public.*immutable/);
      expect(served.headers.get("content-security-policy")).toContain("default-src 'none'");
      addresses.push(body.logo.path);
    }
    expect(new Set(addresses).size).toBe(3);
    expect((await here.service.stranger().get(addresses[0])).status).toBe(404);
    const { body } = await admin.post(`${path}/preview`, toCustomers);
    expect(body.mail.html).toContain(`src="${addresses[2]}"`);
    expect((await admin.delete(`${company}/logo`)).body.logo).toBeNull();
    expect((await here.service.stranger().get(addresses[2])).status).toBe(404);
  });

  test.for([
    [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "not_a_picture"],
    [png.subarray(0, png.length - 20), "picture_broken"],
    [sized(png, 2001), "picture_too_large"],
    [Buffer.concat([jpeg, Buffer.alloc(256 * 1024)]), "picture_too_large"],
  ] as const)("number %# is no logo, and the one there is stays", async ([picture, code]) => {
    await admin.put(`${company}/logo`, { image: png.toString("base64") });
    const before = await admin.get(company);
    const { status, body } = await admin.put(`${company}/logo`, { image: Buffer.from(picture).toString("base64") });
    expect([status, body.errors[0]]).toEqual([400, expect.objectContaining({ path: "image", code })]);
    expect((await technician.put(`${company}/logo`, { image: png.toString("base64") })).status).toBe(403);
    expect((await admin.get(company)).body).toEqual(before.body);
  });
});

/** The picture with another width in its head; its check sum is put right. */
function sized(picture: Buffer, width: number): Buffer {
  const changed = Buffer.from(picture);
  changed.writeUInt32BE(width, 16);
  changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29);
  return changed;
}
