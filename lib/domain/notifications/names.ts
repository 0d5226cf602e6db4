import { singleLine } from "../text.ts";
import type { Names } from "./message.ts";

/**
 * The name to show to somebody: in the first of the languages that has one, else in any. Null when there is none at all.
 * Languages are compared by their first part, so `it-CH` finds `it`.
 */
export function nameIn(names: Names, languages: readonly string[]): string | null {
  const byLanguage = new Map<string, string>();
  for (const tag of Object.keys(names).sort()) {
    const name = singleLine(names[tag] ?? "");
    if (name && !byLanguage.has(baseLanguage(tag))) byLanguage.set(baseLanguage(tag), name);
  }
  for (const language of languages) {
    const name = byLanguage.get(baseLanguage(language));
    if (name) return name;
  }
  return byLanguage.values().next().value ?? null;
}

/** `it` of `it-CH`. */
export function baseLanguage(tag: string): string {
  return (tag.split("-")[0] ?? "").toLowerCase();
}
