"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { createTranslator } from "use-intl/core";
import { type Language, languages } from "../messages/languages.ts";
import { pseudoLanguages } from "../messages/pseudo-languages.ts";
import { say, type Values } from "../messages/say.ts";
import {
  contactsTexts,
  type EnglishScreenTexts,
  exportsTexts,
  fieldTexts,
  personTexts,
  screenTexts,
  settingsTexts,
  workTexts,
} from "../messages/screens.ts";

/** A language as the screens speak it: words, and how dates and numbers look. */
export type Texts = {
  tag: string;
  locale: string;
  direction: "ltr" | "rtl";
  /** A text by `section.key`; its arguments are checked by the compiler. */
  t: Translate;
};

// Every language has the keys of English by its type and its arguments by a test, so English types them all.
type Translate = ReturnType<typeof createTranslator<EnglishScreenTexts>>;

const TextsContext = createContext<Texts | null>(null);

export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error("useTexts is called outside of TextsProvider");
  return texts;
}

/** The texts of a language; null while they come. */
export function useLoadedTexts(wanted: readonly (string | null | undefined)[]): Texts | null {
  const tag = knownTag(wanted);
  const [texts, setTexts] = useState<Texts | null>(null);
  useEffect(() => {
    let isWanted = true;
    void loadTexts(tag).then((loaded) => {
      if (!isWanted) return;
      document.documentElement.lang = loaded.tag;
      document.documentElement.dir = loaded.direction;
      setTexts(loaded);
    });
    return () => {
      isWanted = false;
    };
  }, [tag]);
  return texts;
}

/** The first of the wanted languages that the product speaks, else English. */
export function knownTag(wanted: readonly (string | null | undefined)[]): string {
  const known: readonly { tag: string }[] = [...pseudoLanguages, ...languages];
  for (const tag of wanted) {
    const exact = known.find((language) => language.tag === tag);
    const base = languages.find((language) => language.tag === tag?.slice(0, 2).toLowerCase());
    if (exact ?? base) return (exact ?? base)?.tag ?? "en";
  }
  return "en";
}

type Section = { readonly [key: string]: string };
type Sections = { [section: string]: Section };

/** What the app needs from the start, and what some screens need beside it. */
const parts = {
  screens: screenTexts,
  contacts: contactsTexts,
  exports: exportsTexts,
  field: fieldTexts,
  person: personTexts,
  settings: settingsTexts,
  work: workTexts,
};
type Part = keyof typeof parts;

const wantedParts = new Set<Part>(["screens"]);
/** The language that is spoken, as far as it is loaded. */
let spoken: { tag: string; sections: Sections } | null = null;

/** For a screen whose texts are not loaded with the app: they are there when it is, also in another language later. */
export async function withTexts<Screen>(wanted: Part | readonly Part[], screen: Promise<Screen>): Promise<Screen> {
  const [loaded] = await Promise.all([screen, ...[wanted].flat().map(loadPart)]);
  return loaded;
}

async function loadPart(part: Part): Promise<void> {
  wantedParts.add(part);
  if (spoken) Object.assign(spoken.sections, await sectionsOf(part, spoken.tag));
}

async function loadTexts(tag: string): Promise<Texts> {
  const sections: Sections = {};
  for (const part of wantedParts) Object.assign(sections, await sectionsOf(part, tag));
  spoken = { tag, sections };
  const made = pseudoLanguages.find((language) => language.tag === tag);
  if (made) return { ...made, t: translatorOf(made.locale, sections) };
  const language = languageOf(tag);
  // The region that the device is set to decides how dates look, if it speaks this language.
  const locale = navigator.languages.find((own) => own.startsWith(`${language.tag}-`)) ?? language.locale;
  return { tag, locale, direction: language.direction, t: translatorOf(locale, sections) };
}

async function sectionsOf(part: Part, tag: string): Promise<Sections> {
  const made = pseudoLanguages.find((language) => language.tag === tag);
  if (!made) return parts[part][languageOf(tag).tag as Language]();
  const { pseudo } = await import("../messages/pseudo.ts");
  return pseudo(await parts[part].en(), made.direction);
}

function languageOf(tag: string): (typeof languages)[number] {
  return languages.find((known) => known.tag === tag) ?? languages[0];
}

function translatorOf(locale: string, sections: Sections): Translate {
  const translate = (key: string, values: Values = {}) => {
    const [section = "", name = ""] = key.split(".");
    const text = sections[section]?.[name];
    return text === undefined ? key : say(text, values, locale);
  };
  return translate as unknown as Translate;
}
