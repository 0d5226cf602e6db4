import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorker } from "#lib/worker/worker.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import type { TestSubscription } from "../support/push-service.ts";
import { waitUntil } from "../support/wait-until.ts";
import { type Person, useWorld } from "../support/world.ts";

/** One red pixel. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describe("what the worker says in the company's own words", () => {
  const here = useWorld();
  let office: PostOffice;
  let worker: ReturnType<typeof startWorker>;
  let anna: Person;
  let tom: Person;
  let rossi: number;
  let phone: TestSubscription;

  beforeAll(async () => {
    const { world } = here;
    office = await openPostOffice();
    phone = office.push.subscribe(office.vapid.publicKey);
    anna = await world.admin("Anna", { language: "it" });
    tom = await world.technician("Tom", { language: "it" });
    await world.device(tom, phone);
    rossi = await world.contact({ name: "Rossi", isCustomer: true, language: "it" });
    worker = startWorker(office.settings(world));
  });

  afterAll(async () => {
    await worker.stop();
    await office.close();
  });

  async function word(audience: string, channel: string, texts: Record<string, string>): Promise<void> {
    const columns = Object.keys(texts).map((name) => sql.ref(name));
    await sql`delete from message_templates where audience = ${audience} and channel = ${channel}::channel`.execute(
      here.world.owner,
    );
    await here.world.as(anna, (transaction) =>
      sql`insert into message_templates (audience, channel, language, ${sql.join(columns)})
          values (${audience}, ${channel}::channel, 'it', ${sql.join(Object.values(texts))})`.execute(transaction),
    );
  }

  /** Closes a new job, and waits until everybody has been told. */
  async function close(title: string): Promise<string> {
    const id = await here.world.intervention({ title, status: "Open", customerId: rossi, technicians: [tom] });
    await here.world.setStatus(id, "Closed");
    const told = () => here.world.told(id);
    await waitUntil(
      async () => (await told()).every((line) => !line.includes("queued")),
      10_000,
      () => "something is still queued",
    );
    const { rows } = await sql<{ number: string }>`select number from interventions where id = ${id}`.execute(
      here.world.owner,
    );
    return String(rows[0]?.number);
  }

  const lastMailTo = async (address: string) => {
    const mail = office.smtp.messages.findLast(({ envelope }) => envelope.to.includes(address));
    if (!mail) throw new Error(`No mail came to ${address}.`);
    return { raw: mail, parsed: await mail.parsed() };
  };

  test("a template applies to the very next message, and only to its audience", async () => {
    await close("Prima");
    await word("customer", "email", {
      subject: "Novità: {title}",
      heading: "È {status}",
      text: "Gentile {recipient},\nfatto.",
    });
    await word("technician", "push", { title: "{status} da {actor}", body: "{customer} · {due_at}" });
    const number = await close("Caldaia {actor}\u202e <b>");
    const { parsed } = await lastMailTo("rossi@example.it");
    expect(parsed.subject).toBe(`[#${number}] Novità: Caldaia {actor} <b>`);
    expect(parsed.text).toMatch(new RegExp(`^#${number} Chiuso\nÈ Chiuso\n\nGentile Rossi,\n\nfatto\\.\n`));
    expect(parsed.text).toContain("/unsubscribe/");
    expect(parsed.html).not.toContain("<b>");
    expect((await lastMailTo("anna@example.it")).parsed.subject).toMatch(`[#${number}] Chiuso`);
    const push = JSON.parse(office.push.deliveriesTo(phone.endpoint).at(-1)?.text() ?? "{}");
    expect(push).toMatchObject({ title: "Chiuso da —", body: "Rossi", path: `/interventions/${number}` });
  });

  test("one that SQL broke says what is shipped, and is reported once", async () => {
    await word("customer", "email", { subject: "{titolo}" });
    const number = await close("Uno");
    expect((await lastMailTo("rossi@example.it")).parsed.subject).toBe(`[#${number}] Chiuso · Uno`);
    await close("Due");
    const reports = office.log.filter((line) => line.includes("template.not_used"));
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain("unknown_placeholder");
  });

  test("no template and no title reaches another header", async () => {
    await word("customer", "email", {
      subject: "a\r\nBcc: all@example.org\r\n\r\n{title}",
      text: "<script>{title}</script>",
    });
    const number = await close("x\r\nX-Evil: 1 =?utf-8?Q?evil?=");
    const { raw, parsed } = await lastMailTo("rossi@example.it");
    expect(raw.envelope.to).toEqual(["rossi@example.it"]);
    expect(parsed.headers.has("bcc")).toBe(false);
    expect(parsed.headers.has("x-evil")).toBe(false);
    expect(parsed.subject).toContain(`[#${number}] a Bcc: all@example.org`);
    expect(parsed.html).toContain("&lt;script&gt;");
  });

  test("colour and logo come along: the picture is in the mail, and its text is the company's name", async () => {
    await here.world.as(anna, async (transaction) => {
      await sql`select private.set_logo(${pixel}, 'image/png', 1, 1)`.execute(transaction);
      await sql`update organization set color = '#ffcc00', name = 'Aurora "& Co"'`.execute(transaction);
    });
    await close("Con logo");
    const { parsed } = await lastMailTo("rossi@example.it");
    const [logo] = parsed.attachments;
    expect(logo).toMatchObject({ contentType: "image/png", contentDisposition: "inline", related: true });
    expect(logo?.content.equals(pixel)).toBe(true);
    const { html } = (await lastMailTo("rossi@example.it")).raw.raw.toString().includes(`<${logo?.cid}>`)
      ? parsed
      : { html: "" };
    expect(html).toContain('alt="Aurora &quot;&amp; Co&quot;"');
    expect(html).not.toContain("#0e5561");
    await here.world.as(anna, (transaction) => sql`select private.remove_logo()`.execute(transaction));
    await close("Senza logo");
    const { parsed: without } = await lastMailTo("rossi@example.it");
    expect([without.attachments, without.html]).toEqual([[], expect.not.stringContaining("<img")]);
  });

  test("a test says it to whoever asks, in the language of the template, and says that it is one", async () => {
    const template = {
      status_id: null,
      audience: "customer",
      channel: "email",
      language: "en",
      subject: "Trying {title}",
      heading: null,
      text: "Dear {recipient}.",
      title: null,
      body: null,
    };
    await here.world.as(anna, (transaction) =>
      sql`select private.test_template('email', jsonb_build_object('template', ${JSON.stringify(template)}::jsonb,
            'snapshot', private.template_example(null, null), 'recipient_name', 'Rossi'))`.execute(transaction),
    );
    await waitUntil(
      async () => (await lastMailTo("anna@example.it")).parsed.subject?.includes("Trying") ?? false,
      10_000,
      () => "no test came",
    );
    const { parsed } = await lastMailTo("anna@example.it");
    expect(parsed.text).toContain("Dear Rossi.");
    expect(parsed.text).toContain("You get this because you tested this wording.");
    expect(parsed.text).not.toContain("/unsubscribe/");
  });
});
