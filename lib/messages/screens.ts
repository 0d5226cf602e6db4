import type { screens as english } from "./en/screens.ts";
import type { Language } from "./languages.ts";

type Texts<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]> };

/** The texts of the screens: the sections and keys of English. */
export type ScreenTexts = Texts<typeof english>;
/** English, which types the arguments of every text, too. */
export type EnglishScreenTexts = typeof english;

/** A language is loaded when it is spoken, so that nobody loads the others. */
export const screenTexts: Record<Language, () => Promise<ScreenTexts>> = {
  en: () => import("./en/screens.ts").then(({ screens }) => screens),
  it: () => import("./it/screens.ts").then(({ screens }) => screens),
};
