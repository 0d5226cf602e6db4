import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { contactsTexts as englishContacts } from "#lib/messages/en/contacts.ts";
import { exportsTexts as englishExports } from "#lib/messages/en/exports.ts";
import { fieldTexts as englishField } from "#lib/messages/en/field.ts";
import { personTexts as englishPerson } from "#lib/messages/en/person.ts";
import { screens as english } from "#lib/messages/en/screens.ts";
import { settingsTexts as englishSettings } from "#lib/messages/en/settings.ts";
import { workTexts as englishWork } from "#lib/messages/en/work.ts";
import { contactsTexts as italianContacts } from "#lib/messages/it/contacts.ts";
import { exportsTexts as italianExports } from "#lib/messages/it/exports.ts";
import { fieldTexts as italianField } from "#lib/messages/it/field.ts";
import { personTexts as italianPerson } from "#lib/messages/it/person.ts";
import { screens as italian } from "#lib/messages/it/screens.ts";
import { settingsTexts as italianSettings } from "#lib/messages/it/settings.ts";
import { workTexts as italianWork } from "#lib/messages/it/work.ts";
import { say } from "#lib/messages/say.ts";

const counts = [0, 1, 2, 5, 21, 1_234];

describe("say", () => {
  test.each([
    [
      "en-GB",
      {
        ...english,
        ...englishContacts,
        ...englishExports,
        ...englishField,
        ...englishPerson,
        ...englishSettings,
        ...englishWork,
      },
    ],
    [
      "it-IT",
      {
        ...italian,
        ...italianContacts,
        ...italianExports,
        ...italianField,
        ...italianPerson,
        ...italianSettings,
        ...italianWork,
      },
    ],
  ])("says every text of the screens as use-intl does, %s", (locale, texts) => {
    for (const [section, given] of Object.entries(texts))
      for (const [key, text] of Object.entries<string>(given))
        for (const count of text.includes("plural") ? counts : [1]) {
          const values = Object.fromEntries(argumentsOf(text).map((name) => [name, name.length + count]));
          const translate = createTranslator({ locale, messages: { text } as Record<string, string> });
          expect(say(text, values, locale), `${section}.${key}`).toBe(translate("text", values));
        }
  });

  test("does not take what is filled in for a text of ours", () => {
    expect(say("{name}: {count, plural, one {# job} other {# jobs}}", { name: "{count} #", count: 2 }, "en")).toBe(
      "{count} #: 2 jobs",
    );
    expect(say("{count, plural, other {{name} has #}}", { name: "#1", count: 3 }, "en")).toBe("#1 has 3");
  });
});

function argumentsOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = ""]) => name);
}
