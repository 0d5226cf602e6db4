import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { contactsTexts as englishContacts } from "#lib/messages/en/contacts.ts";
import { exportsTexts as englishExports } from "#lib/messages/en/exports.ts";
import { fieldTexts as englishField } from "#lib/messages/en/field.ts";
import { personTexts as englishPerson } from "#lib/messages/en/person.ts";
import { screens as englishScreens } from "#lib/messages/en/screens.ts";
import { settingsTexts as englishSettings } from "#lib/messages/en/settings.ts";
import { workTexts as englishWork } from "#lib/messages/en/work.ts";
import { en } from "#lib/messages/en.ts";
import { type Language, languages, translator } from "#lib/messages/index.ts";
import { contactsTexts as italianContacts } from "#lib/messages/it/contacts.ts";
import { exportsTexts as italianExports } from "#lib/messages/it/exports.ts";
import { fieldTexts as italianField } from "#lib/messages/it/field.ts";
import { personTexts as italianPerson } from "#lib/messages/it/person.ts";
import { screens as italianScreens } from "#lib/messages/it/screens.ts";
import { settingsTexts as italianSettings } from "#lib/messages/it/settings.ts";
import { workTexts as italianWork } from "#lib/messages/it/work.ts";
import { it as italian } from "#lib/messages/it.ts";
import {
  contactsTexts,
  exportsTexts,
  fieldTexts,
  personTexts,
  screenTexts,
  settingsTexts,
  workTexts,
} from "#lib/messages/screens.ts";

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(path + key, value);
    else for (const [inner, text] of flat(value, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

/** `{name}` and `{count, plural, …}`: the arguments, not the branches of a plural. */
function argumentsOf(text: string): string[] {
  const found = [...text.matchAll(/(?<!\b(?:zero|one|two|few|many|other)\s*|=\d+\s*)\{\s*(\w+)\s*(?=[,}])/g)];
  return [...new Set(found.map((match) => match[1] ?? ""))].sort();
}

const catalogues: Record<Language, Map<string, string>> = {
  en: flat({
    ...en,
    screens: {
      ...englishScreens,
      ...englishContacts,
      ...englishExports,
      ...englishField,
      ...englishPerson,
      ...englishSettings,
      ...englishWork,
    },
  }),
  it: flat({
    ...italian,
    screens: {
      ...italianScreens,
      ...italianContacts,
      ...italianExports,
      ...italianField,
      ...italianPerson,
      ...italianSettings,
      ...italianWork,
    },
  }),
};

describe.each(languages.map(({ tag }) => tag))("the catalogue in %s", (tag) => {
  test("has every text of the English one, with the same arguments, and no other", () => {
    expect([...catalogues[tag].keys()]).toEqual([...catalogues.en.keys()]);
    for (const [key, text] of catalogues[tag]) {
      expect([key, argumentsOf(text)]).toEqual([key, argumentsOf(catalogues.en.get(key) ?? "")]);
    }
  });

  test("uses no straight apostrophe: ICU would take it for a quotation mark", () => {
    for (const [key, text] of catalogues[tag]) expect([key, text.includes("'")]).toEqual([key, false]);
  });

  test("leaves nothing empty and nothing with a stray space", () => {
    for (const [key, text] of catalogues[tag])
      expect([key, text]).toEqual([key, text.trim().replace(/ {2,}/g, " ") || "?"]);
  });
});

describe("the screens' texts", () => {
  test.for(languages.map(({ tag }) => tag))("can all be said in %s, the plurals included", async (tag) => {
    const say = createTranslator({
      locale: tag,
      messages: {
        ...(await screenTexts[tag]()),
        ...(await contactsTexts[tag]()),
        ...(await exportsTexts[tag]()),
        ...(await fieldTexts[tag]()),
        ...(await personTexts[tag]()),
        ...(await settingsTexts[tag]()),
        ...(await workTexts[tag]()),
      },
      onError: (error) => {
        throw error;
      },
    }) as never as (key: string, values: object) => string;
    for (const [key, text] of catalogues[tag]) {
      if (!key.startsWith("screens.")) continue;
      for (const count of [0, 1, 5]) {
        const values = Object.fromEntries(argumentsOf(text).map((name) => [name, count]));
        expect(say(key.slice("screens.".length), values), key).not.toBe("");
      }
    }
  });
});

describe("translator", () => {
  test("takes the first language that there is a catalogue for, else English", () => {
    expect(translator("lv", "it").language).toBe("it");
    expect(translator("it-CH", "en").language).toBe("it");
    expect(translator(null, undefined, "", "xx").language).toBe("en");
  });

  test("formats by the region of the tag, else by the language's home", () => {
    const at = new Date("2026-11-26T13:30:00Z");
    expect(translator("en").dateTime(at, "Europe/Rome", "short")).toBe("Thu 26 Nov, 14:30");
    expect(translator("en-US").dateTime(at, "Europe/Rome", "short")).toBe("Thu, Nov 26, 02:30 PM");
    expect(translator("it").dateTime(at, "Asia/Kathmandu", "long")).toBe("giovedì 26 novembre 2026 alle ore 19:15");
  });

  test("says durations in words", () => {
    const { duration } = translator("it");
    expect([duration(45), duration(60), duration(150), duration(0)]).toEqual(["45 min", "1 h", "2 h 30 min", "0 min"]);
  });

  test("refuses a text without its arguments instead of sending the name of the key", () => {
    expect(() => translator("it").notification("status_is")).toThrow(/status/);
  });

  test("is typed: a key or an argument that does not exist is refused by the compiler", () => {
    const { text } = translator("en");
    expect(text("errors.not_found")).toBe(en.errors.not_found);
    // @ts-expect-error there is no such text
    const missingText = () => text("errors.nonsense");
    // @ts-expect-error an argument is missing
    const missingArgument = () => text("unsubscribe.done_text", {});
    expect(missingText).toThrow();
    expect(missingArgument).toThrow();
  });

  test("keeps a name that runs the other way apart from the sentence", () => {
    const { notification } = translator("en");
    const by = (actor: string) =>
      notification("invitation_text_by", { actor, organization: "Aurora", profile: "as a technician" });
    expect(by("יעל כהן")).toMatch(/^\u2068יעל כהן\u2069 invites you/);
    expect(by("Anna Neri")).toMatch(/^Anna Neri invites you/);
  });
});
