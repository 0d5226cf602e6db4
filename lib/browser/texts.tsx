"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { createTranslator } from "use-intl/core";
import { type Language, languages } from "../messages/languages.ts";
import { pseudoLanguages } from "../messages/pseudo-languages.ts";
import { say, type Values } from "../messages/say.ts";
import { type EnglishScreenTexts, type ScreenTexts, screenTexts } from "../messages/screens.ts";

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

async function loadTexts(tag: string): Promise<Texts> {
  const made = pseudoLanguages.find((language) => language.tag === tag);
  if (made) {
    const { pseudo } = await import("../messages/pseudo.ts");
    const texts = pseudo(await screenTexts.en(), made.direction);
    return { tag, locale: made.locale, direction: made.direction, t: translatorOf(made.locale, texts) };
  }
  const language = languages.find((known) => known.tag === tag) ?? languages[0];
  const texts = await screenTexts[language.tag as Language]();
  // The region that the device is set to decides how dates look, if it speaks this language.
  const locale = navigator.languages.find((own) => own.startsWith(`${language.tag}-`)) ?? language.locale;
  return { tag, locale, direction: language.direction, t: translatorOf(locale, texts) };
}

function translatorOf(locale: string, texts: ScreenTexts): Translate {
  const translate = (key: string, values: Values = {}) => {
    const text = key.split(".").reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], texts);
    return typeof text === "string" ? say(text, values, locale) : key;
  };
  return translate as unknown as Translate;
}
