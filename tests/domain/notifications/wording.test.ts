import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toldEventKinds } from "#lib/domain/events.ts";
import {
  type Audience,
  audiences,
  type InterventionSnapshot,
  type Message,
  type Wording,
} from "#lib/domain/notifications/message.ts";
import { wordingOf } from "#lib/domain/notifications/wording.ts";
import { translator } from "#lib/messages/index.ts";
import { cancelled, closed, open, organization, planned, snapshot } from "./examples.ts";

const marco = { name: "Marco Bianchi", language: "it" };
const italian = translator("it");

function told(differences: Partial<InterventionSnapshot>, to: Audience[] = ["technician"], recipient = marco) {
  const message: Message = { kind: "intervention.status_changed", audiences: to, snapshot: snapshot(differences) };
  return everyWord(wordingOf(message, recipient, organization, italian));
}

function everyWord({ mail, ...wording }: Wording) {
  return { ...wording, ...mail() };
}

describe("wording for a person in several audiences", () => {
  test("is the technician's, and the reason names every audience", () => {
    const wording = told({ status_change: { from: open } }, ["admin", "technician"]);
    expect(wording.reason).toBe(
      "Ricevi questo messaggio perché amministri Termoidraulica Brambilla e perché questo intervento è assegnato a te.",
    );
    expect(wording.action?.path).toBe("/interventions/1042");
  });

  test("is the administrator's rather than the customer's", () => {
    const wording = told({ status_change: { from: open } }, ["customer", "admin"]);
    expect(wording.action).not.toBeNull();
    expect(wording.reason).toBe(
      "Ricevi questo messaggio perché sei il contatto indicato per questo intervento e perché amministri Termoidraulica Brambilla.",
    );
  });
});

describe("NT-13: staff get the way to the intervention", () => {
  test.each(toldEventKinds)("%s leads to it", (kind) => {
    for (const audience of ["technician", "admin"] as const) {
      const wording = wordingOf({ kind, audiences: [audience], snapshot: snapshot() }, marco, organization, italian);
      expect(wording.action?.path).toBe("/interventions/1042");
    }
  });

  test("a customer, who has no login, gets none", () => {
    expect(told({ status_change: { from: open } }, ["customer"]).action).toBeNull();
  });
});

describe("NT-22: an assignment", () => {
  test("names the status, the time and the place", () => {
    const { body, title } = wordingOf(
      { kind: "intervention.assigned", audiences: ["technician"], snapshot: snapshot({ status: planned }) },
      marco,
      organization,
      italian,
    );
    expect(title).toBe("#1042 Assegnato a te · Caldaia in blocco");
    expect(body).toContain("Pianificato");
    expect(body).toContain("Gio 26 nov, 14:30–16:00");
    expect(body).toContain("Via Roma 12, 20121 Milano");
  });
});

describe("a customer", () => {
  const internal = { actor_name: "Giulia Ferri", priority: "urgent", type_names: { it: "Riparazione" } } as const;

  test.each([open, planned, closed, cancelled])("is not told who did it or anything internal (%o)", (status) => {
    const everything = JSON.stringify(told({ ...internal, status, status_change: { from: planned } }, ["customer"]));
    expect(everything).not.toMatch(/Giulia|urgente|Riparazione|Via Roma|Girasole/);
  });

  test("is not told the technicians while nothing is planned", () => {
    const wording = told({ status: open, status_change: { from: null }, starts_at: null }, ["customer"]);
    expect(JSON.stringify(wording)).not.toContain('Marco Bianchi"');
    expect(wording.details.map((detail) => detail.label)).toEqual(["Stato"]);
  });

  test("is not asked to reply when the company reads no replies", () => {
    const silent = { ...organization, reply_to: null };
    const wording = wordingOf(
      {
        kind: "intervention.status_changed",
        audiences: ["customer"],
        snapshot: snapshot({ status_change: { from: open } }),
      },
      marco,
      silent,
      italian,
    );
    expect(wording.mail().paragraphs.join()).not.toContain("rispondere");
  });
});

describe("names of statuses", () => {
  const names = { lv: "Slēgts", it: "Chiuso" };

  test("are in the reader's language even where the texts are not", () => {
    const latvian = { name: "Jānis", language: "lv" };
    expect(told({ status: { ...closed, names }, status_change: { from: open } }, ["admin"], latvian).title).toBe(
      "#1042 Slēgts · Caldaia in blocco",
    );
  });

  test("else in the organisation's, else in any", () => {
    const english = { name: "Ann", language: "en" };
    expect(told({ status: { ...closed, names } }, ["admin"], english).title).toContain("Chiuso");
    expect(told({ status: { ...closed, names: { de: "Zu" } } }, ["admin"], english).title).toContain("Zu");
  });
});

test("times are told in the organisation's zone, across the change to winter time", () => {
  const before = told({ status: planned, starts_at: "2026-10-24T22:30:00Z", duration_minutes: null });
  const after = told({ status: planned, starts_at: "2026-10-25T22:30:00Z", duration_minutes: null });
  expect(before.body).toContain("Dom 25 ott, 00:30");
  expect(after.body).toContain("Dom 25 ott, 23:30");
});

test("a time that only PostgreSQL can hold is shown as stored", () => {
  expect(told({ starts_at: "12026-01-01T00:00:00+00:00" }).body).toContain("12026-01-01T00:00:00+00:00");
});

describe("hostile input", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        ..."\r\n\t\0\u0085\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C",
        "{",
        "}",
        "<",
        "'",
        '"',
        "#",
        "=?utf-8?q?x?=",
        "👩‍🔧",
        "é",
        "ש",
        "\uD800",
      ),
      maxLength: 40,
    }),
    fc.constantFrom(
      "x".repeat(10_000),
      "👩‍🔧".repeat(3_000),
      `e${"\u0301".repeat(9_999)}`,
      "\r\nBcc: everyone@example.org",
    ),
  );
  const hostile: fc.Arbitrary<InterventionSnapshot> = fc.record({
    number: fc.integer({ min: 1 }),
    title: nasty,
    priority: fc.constantFrom("low", "normal", "high", "urgent"),
    type_names: fc.option(fc.dictionary(nasty, nasty, { maxKeys: 2 })),
    status: fc.option(nasty.map((name) => ({ ...closed, names: { it: name } }))),
    status_change: fc.option(fc.record({ from: fc.option(nasty.map((name) => ({ ...open, names: { en: name } }))) })),
    schedule_change: fc.constantFrom(null, { starts_at: null, duration_minutes: null }),
    declined: fc.option(fc.record({ name: nasty, reason: nasty })),
    is_new: fc.boolean(),
    starts_at: fc.constantFrom(null, "2026-11-26T13:30:00+00:00"),
    duration_minutes: fc.option(fc.integer({ min: 1, max: 100_000 })),
    due_at: fc.constant(null),
    customer_fields: fc.constant(null),
    customer_name: fc.option(nasty),
    contact_person_name: fc.option(nasty),
    site_address: fc.option(nasty),
    technician_names: fc.array(nasty, { maxLength: 3 }),
    actor_name: fc.option(nasty),
  });
  /** Those that keep a name apart, opened and closed around it. */
  const withoutIsolates = (line: string) => line.replace(/\u2068([^\u2066-\u2069]*)\u2069/gu, "$1");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  const unsafe = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

  test("breaks no line, turns no direction and stays short, whatever is typed", () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom(...toldEventKinds),
        fc.subarray([...audiences], { minLength: 1 }),
        nasty,
        fc.constantFrom("it", "en"),
        (what, kind, to, name, language) => {
          const wording = everyWord(
            wordingOf(
              { kind, audiences: to, snapshot: what },
              { name, language },
              { ...organization, name },
              translator(language),
            ),
          );
          const lines = [
            wording.subject,
            wording.title,
            wording.body,
            wording.reason,
            wording.heading.text,
            ...wording.paragraphs,
            ...wording.details.flatMap((detail) => [detail.label, detail.value]),
          ];
          for (const line of lines) {
            expect(withoutIsolates(line)).not.toMatch(unsafe);
            expect(line.isWellFormed()).toBe(true);
          }
          expect(wording.subject.length).toBeLessThan(800);
          expect(wording.body.length).toBeLessThanOrEqual(1200);
          expect(wording.subject.startsWith(`[#${what.number}] `)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("a long title is short in the subject and whole in the mail's details", () => {
    const title = `Caldaia ${"molto ".repeat(2_000)}`;
    const wording = told({ title, status_change: { from: open } });
    expect([...wording.subject].length).toBeLessThan(130);
    expect(wording.subject.endsWith("…")).toBe(true);
    expect(wording.details[0]).toEqual({ label: "Titolo", value: title.trim() });
  });

  test("a token leads only to its own page", () => {
    const wording = wordingOf(
      {
        kind: "account.password_reset_requested",
        payload: { token: "../../@evil.example", expires_at: "2026-11-26T14:30:00Z" },
      },
      marco,
      organization,
      italian,
    );
    expect(wording.action?.path).toBe("/password-resets/..%2F..%2F%40evil.example");
  });
});
