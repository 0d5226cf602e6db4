import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Audience, InterventionSnapshot } from "#lib/domain/notifications/message.ts";
import { placeholders } from "#lib/domain/notifications/placeholder.ts";
import { shippedTemplate } from "#lib/domain/notifications/shipped-template.ts";
import { type MessageTemplate, templateBook } from "#lib/domain/notifications/template-book.ts";
import { fillTemplate, isFault, parseTemplate } from "#lib/domain/notifications/template-text.ts";
import { wordingOf } from "#lib/domain/notifications/wording.ts";
import { templateChoice } from "#lib/domain/templates/template.ts";
import { translator } from "#lib/messages/index.ts";
import { cancelled, closed, open, organization, planned, snapshot } from "./examples.ts";

function template(differences: Partial<MessageTemplate>): MessageTemplate {
  const nothing = { subject: null, heading: null, text: null, title: null, body: null };
  return { status_id: null, audience: "customer", channel: "email", language: "it", ...nothing, ...differences };
}

type Told = {
  audiences?: Audience[];
  language?: string;
  name?: string;
  kind?: "intervention.status_changed" | "intervention.assigned";
  facts?: Partial<InterventionSnapshot>;
};

function told(templates: MessageTemplate[], { audiences = ["customer"], language = "it", ...rest }: Told = {}) {
  const faults: string[] = [];
  const wording = wordingOf(
    {
      kind: rest.kind ?? "intervention.status_changed",
      audiences,
      snapshot: snapshot({ status_change: { from: open }, ...rest.facts }),
    },
    { name: rest.name ?? "Anna Neri", language },
    organization,
    translator(language, organization.language),
    templateBook(templates, (key, problem) => faults.push(`${key} ${problem}`)),
  );
  return { ...wording, ...wording.mail(), faults };
}

function filled(text: string, values: Record<string, string | null> = {}): string[] {
  const parsed = parseTemplate(text);
  if (isFault(parsed)) throw new Error(parsed.reason);
  return fillTemplate(parsed, (name) => values[name] ?? null);
}

describe("the grammar", () => {
  test.for([
    ["{titel}", "unknown_placeholder", 0, "{titel}"],
    ["Ciao {__proto__}", "unknown_placeholder", 5, "{__proto__}"],
    ["{constructor}", "unknown_placeholder", 0, "{constructor}"],
    ["{ title }", "unknown_placeholder", 0, "{ title }"],
    ["{}", "unknown_placeholder", 0, "{}"],
    ["a {title", "brace_not_closed", 2, "{"],
    ["{title\n}", "brace_not_closed", 0, "{"],
    ["a } b", "brace_not_opened", 2, "}"],
    ["{title}}", "brace_not_opened", 7, "}"],
    ["{{title}", "brace_not_opened", 7, "}"],
  ] as const)("refuses %j and says where", ([text, reason, place, found]) => {
    expect(parseTemplate(text)).toEqual({ reason, place, text: found });
  });

  test("two braces write one", () => {
    expect(filled("{{title}} is {title}, {{{title}}}", { title: "x" })).toEqual(["{title} is x, {x}"]);
  });

  test("any text is read or refused, and what is read has no line break in a line", () => {
    const text = fc.string({
      unit: fc.constantFrom("{", "}", "{title}", "a", ".", " ", "·", "\n", "\r", "\u2028", "\u202e"),
    });
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseTemplate(typed);
        if (isFault(parsed)) expect(typed.slice(parsed.place)).toMatch(/^[{}]/);
        else for (const line of fillTemplate(parsed, () => "v")) expect(line).not.toMatch(/[\r\n\u2028\u202e]/);
      }),
    );
  });

  test("a sentence about nothing is left out, and so is its line", () => {
    expect(filled("Ciao {recipient},\n\nArriva {technicians}. Il {starts_at}. Grazie.", { recipient: "Anna" })).toEqual(
      ["Ciao Anna,", "Grazie."],
    );
    expect(filled("{starts_at} · {customer} · {site}", { customer: "Rossi" })).toEqual(["Rossi"]);
    expect(filled("{starts_at}")).toEqual([]);
  });

  test("where another value is there, a dash stands for what is missing", () => {
    expect(filled("{actor}: {status}", { status: "Chiuso" })).toEqual(["—: Chiuso"]);
  });

  test("a value is data: it is never read as a template again", () => {
    expect(filled("{title}", { title: "{actor} {{ } {", actor: "Giulia" })).toEqual(["{actor} {{ } {"]);
  });
});

describe("which template words a message", () => {
  const any = template({ subject: "any" });
  const ofClosed = template({ status_id: closed.id, subject: "closed" });

  test("the one of its status, else the one of every status, else the shipped one", () => {
    expect(told([any, ofClosed]).subject).toBe("[#1042] closed");
    expect(told([any, ofClosed], { facts: { status: planned } }).subject).toBe("[#1042] any");
    expect(told([ofClosed], { facts: { status: planned } }).subject).toBe(
      told([], { facts: { status: planned } }).subject,
    );
  });

  test("never another audience's, channel's or language's", () => {
    const staff = { audiences: ["admin"] as Audience[] };
    expect(told([any], staff)).toMatchObject({ subject: told([], staff).subject });
    expect(told([any], { language: "en" }).subject).toBe(told([], { language: "en" }).subject);
    expect(told([any]).title).toBe(told([]).title);
    const push = template({ audience: "technician", channel: "push", title: "mine" });
    expect(told([push], { audiences: ["technician"] })).toMatchObject({
      title: "mine",
      subject: told([], { audiences: ["technician"] }).subject,
    });
  });

  test("who reads a language that we do not speak gets a template in it, else the company's language, templates included", () => {
    const german = template({ language: "de", subject: "deutsch" });
    expect(told([german, any], { language: "de" }).subject).toBe("[#1042] deutsch");
    expect(told([any], { language: "de" }).subject).toBe("[#1042] any");
    expect(told([any], { language: "it-CH" }).subject).toBe("[#1042] any");
  });

  test("NT-22 an assignment keeps its wording", () => {
    const push = template({ audience: "technician", channel: "push", title: "mine" });
    const assigned = { kind: "intervention.assigned", audiences: ["technician"] } as const;
    expect(told([push], { ...assigned, audiences: ["technician"] }).title).toContain("#1042");
  });

  test("what a template leaves alone stays as shipped", () => {
    const shipped = told([]);
    const own = told([template({ text: "Uno.\nDue {title}." })]);
    expect(own).toMatchObject({
      ...shipped,
      faults: [],
      mail: own.mail,
      paragraphs: ["Uno.", "Due Caldaia in blocco."],
      preheader: "Uno. Due Caldaia in blocco.",
    });
  });

  test("a text of which nothing is left is the shipped one", () => {
    const nothing = { starts_at: null };
    expect(told([template({ text: "{starts_at}", heading: "{starts_at}" })], { facts: nothing })).toMatchObject({
      paragraphs: told([], { facts: nothing }).paragraphs,
      heading: told([]).heading,
    });
  });
});

describe("no template and no value breaks a message", () => {
  const everything = placeholders.map((name) => `{${name}}`).join(" ");
  const hostile = "x\r\nBcc: all@example.org <script>alert(1)</script> {actor} \u202e\u2066{{ =?utf-8?Q?a?= ".repeat(
    200,
  );

  test("whatever is typed into an intervention, subject and headline stay one short line", () => {
    const { subject, title, heading } = told(
      [
        template({ audience: "admin", subject: everything, heading: everything }),
        template({ audience: "admin", channel: "push", title: everything, body: everything }),
      ],
      {
        audiences: ["admin"],
        facts: {
          title: hostile,
          customer_fields: null,
          customer_name: hostile,
          contact_person_name: hostile,
          site_address: hostile,
          technician_names: [hostile],
          actor_name: hostile,
          type_names: { it: hostile },
        },
      },
    );
    for (const line of [subject, title, heading.text]) {
      expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      expect([...line].length).toBeLessThanOrEqual(220);
    }
    expect(subject).toMatch(/\[#1042\]/);
  });

  test("the number stands in every subject, however long the title before it", () => {
    const own = [template({ subject: "{title} {title} {title} [#{number}]" })];
    expect(told(own, { facts: { title: "Caldaia ".repeat(1250) } }).subject).toMatch(/^\[#1042\] Caldaia/);
    expect(told([template({ subject: "{title} [#{number}]" })]).subject).toBe("Caldaia in blocco [#1042]");
  });

  test("a 10,000-character title is whole in the mail's text", () => {
    const title = "Caldaia ".repeat(1250).trim();
    expect(told([template({ text: "{title}" })], { facts: { title } }).paragraphs).toEqual([title]);
  });

  test("a name that runs the other way is kept apart from the words around it", () => {
    const { paragraphs } = told([template({ text: "Ciao {recipient}." })], { name: "יעל \u202eכהן" });
    expect(paragraphs).toEqual(["Ciao \u2068יעל כהן\u2069."]);
  });

  test("own fields of the customer are worded by their type, and what there is not leaves no hole", () => {
    const customer_fields = {
      ends: { type: "date" as const, value: "2027-03-01" },
      boilers: { type: "number" as const, value: 12345.5 },
      area: { type: "text" as const, value: hostile },
    };
    const own = (text: string) => told([template({ text })], { facts: { customer_fields } }).paragraphs;
    expect(own("Scade il {customer.ends}, {customer.boilers} caldaie.")).toEqual([
      "Scade il 1 marzo 2027, 12.345,5 caldaie.",
    ]);
    expect(own("Ciao. Zona {customer.constructor}. Fine.")).toEqual(["Ciao. Fine."]);
    const [area = ""] = own("{customer.area}");
    expect(area).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect([...area].length).toBeLessThanOrEqual(210);
  });

  test.for(["{titel}", "{title", "}", "{__proto__}"])(
    "one that SQL broke (%s) is as good as none, and is reported once",
    (text) => {
      const book = [template({ subject: "good", text })];
      const shipped = told([]);
      const { faults, mail, ...wording } = told(book);
      expect({ ...wording, mail: shipped.mail, faults: [] }).toEqual(shipped);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain("*:email:customer:it text");
      expect(mail().paragraphs).toEqual(shipped.paragraphs);
    },
  );
});

describe("the shipped wording as a template", () => {
  const words = translator("it");
  test.for([
    ["customer", "email"],
    ["technician", "email"],
    ["technician", "push"],
    ["admin", "email"],
    ["admin", "push"],
  ] as const)("to %s by %s says of an intervention what the shipped wording says", ([audience, channel]) => {
    for (const status of [open, planned, closed, cancelled, { ...cancelled, names: { it: "Cliente assente" } }]) {
      const start = shippedTemplate({ status, audience, channel }, organization, words);
      const facts = { status, status_change: { from: planned.id === status.id ? open : planned } };
      const shipped = told([], { audiences: [audience], facts });
      const own = told([template({ audience, channel, ...start })], { audiences: [audience], facts });
      expect(own.faults).toEqual([]);
      const { preheader: _, mail: __, ...rest } = own;
      expect({ ...rest, mail: shipped.mail }).toEqual(shipped);
    }
  });
});

describe("what may be saved", () => {
  const given = { status_id: null, audience: "customer", channel: "email", language: "it" };
  const wrong = (input: object) =>
    templateChoice
      .safeParse({ ...given, ...input })
      .error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);

  test.for([
    [{}, "subject template_says_nothing"],
    [{ subject: " " }, "subject template_says_nothing"],
    [{ subject: "{titel}" }, "subject unknown_placeholder"],
    [{ text: "a {" }, "text brace_not_closed"],
    [{ subject: "x", title: "y" }, "title not_a_field_of_the_channel"],
    [{ channel: "push", title: "x" }, "channel customers_get_no_push"],
  ] as const)("number %#", ([input, expected]) => {
    expect(wrong(input)).toEqual([expected]);
  });

  test("an empty field is no wording of one's own", () => {
    expect(templateChoice.parse({ ...given, subject: "x", text: "" })).toMatchObject({ subject: "x", text: null });
  });
});
