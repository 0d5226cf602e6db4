import { type ParsedMail, simpleParser } from "mailparser";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type MailParts, mailMessage } from "#lib/delivery/mail-message.ts";
import { createMailTransport, type MailTransport } from "#lib/delivery/mail-transport.ts";
import type { Audience, InterventionSnapshot, Organization } from "#lib/domain/notifications/message.ts";
import { wordingOf } from "#lib/domain/notifications/wording.ts";
import { translator } from "#lib/messages/index.ts";
import { closed, open, organization, snapshot } from "#tests/domain/notifications/examples.ts";
import { type ReceivedMail, startSmtpServer, type TestSmtpServer } from "#tests/support/smtp-server.ts";

let smtp: TestSmtpServer;
let transport: MailTransport;

beforeAll(async () => {
  smtp = await startSmtpServer();
  transport = createMailTransport({ smtpUrl: smtp.url });
});
afterAll(async () => {
  await transport.close();
  await smtp.close();
});
afterEach(() => {
  smtp.messages.length = 0;
});

type Differences = {
  snapshot?: Partial<InterventionSnapshot>;
  audiences?: Audience[];
  recipient?: Partial<MailParts["recipient"]>;
  organization?: Partial<Organization>;
  unsubscribeUrl?: string | null;
  language?: string;
  id?: number;
};

function message(differences: Differences = {}) {
  const company = { ...organization, ...differences.organization };
  const recipient = { name: "Anna Neri", address: "anna@example.org", ...differences.recipient };
  const words = translator(differences.language ?? "it");
  const wording = wordingOf(
    {
      kind: "intervention.status_changed",
      audiences: differences.audiences ?? ["customer"],
      snapshot: snapshot({ status_change: { from: open }, ...differences.snapshot }),
    },
    { name: recipient.name, language: words.language },
    company,
    words,
  );
  return mailMessage({
    delivery: { id: differences.id ?? 71, queuedAt: "2026-11-23T10:00:00.123456+00:00" },
    wording,
    recipient,
    organization: company,
    appUrl: "https://service.brambilla.example",
    unsubscribeUrl: differences.unsubscribeUrl === undefined ? unsubscribeUrl : differences.unsubscribeUrl,
    translator: words,
  });
}

const unsubscribeUrl = "https://service.brambilla.example/unsubscribe/v1.k1.c2VjcmV0";

async function received(differences: Differences = {}): Promise<{ mail: ReceivedMail; parsed: ParsedMail }> {
  expect(await transport.send(message(differences))).toMatchObject({ result: "sent" });
  const mail = smtp.messages.at(-1);
  if (!mail) throw new Error("no mail came");
  return { mail, parsed: await mail.parsed() };
}

describe("a customer's mail", () => {
  test("names number and status first, says why it came, and answers go to the company", async () => {
    const { parsed, mail } = await received();
    expect(parsed.subject).toBe("[#1042] Chiuso · Caldaia in blocco");
    expect(parsed.from?.value).toEqual([{ name: "Termoidraulica Brambilla", address: "interventi@brambilla.example" }]);
    expect(parsed.replyTo?.text).toBe("ufficio@brambilla.example");
    expect([parsed.to].flat()[0]?.value).toEqual([{ name: "Anna Neri", address: "anna@example.org" }]);
    expect(mail.envelope).toEqual({ from: "interventi@brambilla.example", to: ["anna@example.org"] });
    expect(parsed.text).toMatch(/^#1042 Chiuso\nCaldaia in blocco\n\nBuongiorno Anna Neri,\n/);
    expect(parsed.text).toContain("Termoidraulica Brambilla invia questa e-mail a chi è indicato come contatto");
    expect(parsed.headers.get("auto-submitted")).toBe("auto-generated");
    expect(parsed.headers.get("x-auto-response-suppress")).toBe("All");
  });

  test("can be stopped with one click (RFC 8058), and with a visible link", async () => {
    const { parsed, mail } = await received();
    const headers = mail.raw
      .toString()
      .split("\r\n\r\n")[0]
      ?.replace(/\r\n[ \t]+/g, " ");
    expect(headers).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(parsed.text).toContain(unsubscribeUrl);
    expect(parsed.html).toContain(`href="${unsubscribeUrl}"`);
  });

  test("leads to nothing that needs a login", async () => {
    const { parsed } = await received();
    expect(`${parsed.text}${parsed.html}`).not.toContain("/interventions/");
  });
});

describe("NT-13: a technician's mail", () => {
  test("leads to the intervention, in HTML and in plain text, and has no unsubscribe link", async () => {
    const { parsed, mail } = await received({ audiences: ["technician"], unsubscribeUrl: null });
    const link = "https://service.brambilla.example/interventions/1042";
    expect(parsed.text).toContain(`Apri l’intervento:\n${link}`);
    expect(parsed.html).toContain(`href="${link}"`);
    expect(mail.raw.toString()).not.toContain("List-Unsubscribe");
  });
});

test("the Message-ID names the delivery and is the same at every attempt, on any day, from any worker", async () => {
  const { parsed } = await received();
  expect(parsed.messageId).toMatch(/^<delivery-71\.[0-9a-f]{16}@brambilla\.example>$/);
  expect((await received()).parsed.messageId).toBe(parsed.messageId);
  expect((await received({ id: 72 })).parsed.messageId).not.toBe(parsed.messageId);
});

test("every link leads to our own origin", async () => {
  const { parsed } = await received({ audiences: ["technician"] });
  const links = [...`${parsed.html}${parsed.text}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(new URL(link).origin).toBe("https://service.brambilla.example");
  expect(() => message({ unsubscribeUrl: "https://evil.example/unsubscribe/x" })).toThrow(/own origin/);
});

test("HTML says its language and direction, and needs no picture", () => {
  const { html } = message({ language: "en" });
  expect(html).toContain('<html lang="en" dir="ltr">');
  expect(html).not.toMatch(/<img|<script|url\(/);
});

describe("hostile names, titles and addresses", () => {
  const headersOf = (mail: ReceivedMail) => mail.raw.toString("latin1").split("\r\n\r\n")[0]?.toLowerCase() ?? "";

  test.each([
    ["a line break", "Anna\r\nBcc: everyone@example.org"],
    ["a bare line feed", "Anna\nBcc: everyone@example.org"],
    ["quotes and a second address", '"Anna" <everyone@example.org>, x'],
    ["an encoded word", "=?utf-8?Q?Anna=0D=0ABcc:_everyone@example.org?="],
    ["an encoded word beside other text", "Anna =?utf-8?B?RXZpbA==?= è"],
    ["a comment", "Anna (everyone@example.org)"],
    ["turning the direction", "Anna \u202Egro.elpmaxe@enoyreve\u202C"],
    ["emoji", "👩‍🔧 Anna"],
    ["10,000 characters", "Anna ".repeat(2_000)],
    ["nothing", ""],
    ["a backslash at the end", "Anna \\"],
  ])("%s as a name changes no header and no recipient", async (_what, name) => {
    const { mail, parsed } = await received({
      recipient: { name },
      organization: { sender_name: name, name },
      snapshot: { title: name },
    });
    expect(mail.envelope.to).toEqual(["anna@example.org"]);
    const headers = headersOf(mail);
    expect(headers).not.toMatch(/^bcc:/m);
    expect(headers.match(/^(to|from|subject|message-id):/gm)?.sort()).toEqual([
      "from:",
      "message-id:",
      "subject:",
      "to:",
    ]);
    expect([parsed.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual(["anna@example.org"]);
    expect(parsed.from?.value.map(({ address }) => address)).toEqual(["interventi@brambilla.example"]);
    const shown = [parsed.subject, parsed.from?.value[0]?.name, [parsed.to].flat()[0]?.value[0]?.name].join("");
    expect(shown).not.toMatch(/[\r\n\u202A-\u202E\u2066-\u2069]/);
    expect(parsed.subject).toMatch(/^\[#1042\] Chiuso/);
    for (const line of headers.split("\r\n")) expect(line.length).toBeLessThan(998);
  });

  test("what looks encoded is not decoded", async () => {
    const typed = "=?utf-8?B?RXZpbA==?=";
    const { parsed } = await received({
      recipient: { name: typed },
      snapshot: { title: "", status: { ...closed, names: { it: typed } } },
    });
    expect(parsed.subject).toBe("[#1042] = ?utf-8?B?RXZpbA== ?=");
    expect([parsed.to].flat()[0]?.value[0]?.name).toBe("= ?utf-8?B?RXZpbA== ?=");
  });

  test("markup is shown, not obeyed", async () => {
    const markup = `<img src=x onerror=alert(1)>"'&amp;</title></bdi><a href="https://evil.example">x</a>`;
    const { parsed } = await received({
      snapshot: { title: markup, technician_names: [markup], starts_at: "2026-11-26T13:30:00Z" },
      recipient: { name: markup },
      organization: { name: markup, signature: `${markup}\n${markup}` },
    });
    expect(parsed.html).not.toMatch(/<img|<a href="https:\/\/evil/);
    expect(parsed.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(parsed.text).toContain("<img src=x onerror=alert(1)>");
  });

  test.each([
    "anna@example.org\r\nBcc: everyone@example.org",
    "anna@example.org, everyone@example.org",
    "anna@example.org> RCPT TO:<everyone@example.org",
    '"anna@example.org"',
    "<anna@example.org>",
    "anna@exam ple.org",
    "anna@example.org\u202E",
    "anna",
    "@example.org",
    "anna@",
    "a@b@example.org",
    "",
    `${"a".repeat(300)}@example.org`,
  ])("the address %j is refused before anything is sent", async (address) => {
    expect(await transport.send(message({ recipient: { address } }))).toEqual({
      result: "failed",
      error: "invalid_recipient_address",
      response: null,
    });
    expect(smtp.messages).toEqual([]);
  });

  test("a sender's or reply address that is none is refused, too", async () => {
    const evil = "a@example.org\r\nBcc: everyone@example.org";
    const asSender = await transport.send(message({ organization: { sender_email: evil } }));
    const asReply = await transport.send(message({ organization: { reply_to: evil } }));
    expect([asSender, asReply]).toMatchObject([
      { result: "failed", error: "invalid_sender_address" },
      { result: "failed", error: "invalid_reply_address" },
    ]);
  });
});

test("a long mail stays readable for every server: no line above 998 bytes", async () => {
  const { mail } = await received({
    snapshot: { title: "Molto ".repeat(2_000), technician_names: ["Marco ".repeat(1_000)] },
  });
  for (const line of mail.raw.toString("latin1").split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
  const parsed = await simpleParser(mail.raw);
  expect(parsed.text).toContain("Molto ".repeat(2_000).trim());
});
