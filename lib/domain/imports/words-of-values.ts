import { isSupportedCountry } from "libphonenumber-js";
import { foldedHeader } from "./header-words.ts";

const ourLanguages = ["en", "it", "lv", "et", "he", "ru", "de", "fr"];

const kinds = new Map<string, "person" | "company">(
  Object.entries({
    person: [
      "person",
      "private",
      "individual",
      "persona",
      "privato",
      "fisica",
      "persona fisica",
      "fiziska persona",
      "privatpersona",
    ],
    company: [
      "company",
      "business",
      "azienda",
      "societa",
      "ditta",
      "ente",
      "giuridica",
      "persona giuridica",
      "uznemums",
      "ettevote",
    ],
  }).flatMap(([kind, words]) => words.map((word) => [word, kind as "person" | "company"] as const)),
);
for (const word of ["era isik", "eraisik", "isik", "פרטי", "אדם"]) kinds.set(foldedHeader(word), "person");
for (const word of ["firma", "asutus", "juridiska persona", "חברה", "עסק"]) kinds.set(foldedHeader(word), "company");

/** "Azienda", "privato" … */
export function kindCalled(text: string): "person" | "company" | null {
  return kinds.get(foldedHeader(text)) ?? null;
}

const languageCodes = [
  "en",
  "it",
  "lv",
  "et",
  "he",
  "ru",
  "de",
  "fr",
  "es",
  "pt",
  "pl",
  "lt",
  "fi",
  "sv",
  "uk",
  "ar",
  "ro",
  "nl",
  "sl",
  "hr",
];
const languages = byName("language", languageCodes);

/** ISO 639 of "it", "Italian", "italiano". */
export function languageCalled(text: string): string | null {
  const word = foldedHeader(text);
  const [code = ""] = word.split(" ");
  return languages.get(word) ?? (/^[a-z]{2,3}$/.test(code) && languageCodes.includes(code) ? code : null);
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const countryCodes: readonly string[] = letters
  .flatMap((a) => letters.map((b) => a + b))
  .filter((code) => isSupportedCountry(code));
const countries = byName("region", countryCodes);

/** ISO 3166 of "IT", "Italy", "Italia", "Latvija". */
export function countryCalled(text: string): string | null {
  const code = text.trim().toUpperCase();
  return countryCodes.includes(code) ? code : (countries.get(foldedHeader(text)) ?? null);
}

function byName(type: "language" | "region", codes: readonly string[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const language of ourLanguages) {
    const names = new Intl.DisplayNames([language], { type, fallback: "none" });
    for (const code of codes) {
      const name = names.of(code);
      if (name) named.set(foldedHeader(name), code);
    }
  }
  return named;
}
