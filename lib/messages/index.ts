import { createFormatter, createTranslator } from "use-intl/core";
import { baseLanguage } from "../domain/notifications/names.ts";
import type { TimeStyle, WordingTranslator } from "../domain/notifications/wording-translator.ts";
import type { Reason } from "../domain/reasons.ts";
import type { Catalogue } from "./catalogue.ts";
import { en } from "./en.ts";
import { isolatedValue, isolatedValues } from "./isolated.ts";
import { it } from "./it.ts";
import { type Language, languages } from "./languages.ts";
import { memory } from "./memory.ts";
import { withPlainArguments } from "./plain-arguments.ts";

export type { Catalogue, ErrorCode } from "./catalogue.ts";
export { type Language, languages } from "./languages.ts";

const catalogues: Record<Language, Catalogue> = { en, it };

const timeStyles = {
  short: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<TimeStyle, Intl.DateTimeFormatOptions>;

export type Translator = ReturnType<typeof createFor>;

const translators = new Map<string, Translator>();

/**
 * The words and formats of the first of the wanted languages that there is a catalogue for, else of English: call it with
 * the person's language, then the organisation's. A region in the tag (`en-US`) chooses how dates and numbers look.
 *
 * @throws IntlError when a text is asked for without one of its arguments. The types and a test keep that from happening.
 */
export function translator(...wanted: (string | null | undefined)[]): Translator {
  for (const tag of wanted) {
    const language = languages.find((known) => known.tag === baseLanguage(tag ?? ""));
    if (language)
      return cachedFor(language.tag, /^[a-z]{2}-[a-z]{2}$/i.test(tag ?? "") ? (tag ?? "") : language.locale);
  }
  return cachedFor("en", "en-GB");
}

/** Texts are parsed once for each translator, so translators are kept. */
function cachedFor(language: Language, locale: string): Translator {
  const known = translators.get(locale);
  if (known) return known;
  const created = createFor(language, locale);
  translators.set(locale, created);
  return created;
}

function createFor(tag: Language, locale: string) {
  const { direction } = languages.find((known) => known.tag === tag) ?? languages[0];
  // Every catalogue has the keys of English (by its type) and its arguments (by a test), so English types them all.
  const messages = catalogues[tag] as typeof en;
  const intl = { locale, timeZone: "UTC", onError };
  const text = createTranslator({ ...intl, messages });
  const { notifications, reasons } = catalogues[tag];
  const notificationText = createTranslator({ ...intl, messages: notifications });
  const format = createFormatter(intl);
  const times = memory(1_000);
  const lists = memory(1_000);
  const durations = memory(1_000);
  const plurals = memory(1_000);

  const wording: WordingTranslator = {
    language: tag,
    notification: (key, given) => {
      const values = isolatedValues(given, direction);
      return (
        withPlainArguments(notifications[key], values) ??
        plurals(`${key} ${JSON.stringify(values)}`, () => notificationText(key, values))
      );
    },
    isolated: (value) => isolatedValue(value, direction),
    list: (items) => lists(JSON.stringify(items), () => format.list([...items])),
    dateTime: (at, timeZone, style) =>
      times(`${at.getTime()} ${timeZone} ${style}`, () => format.dateTime(at, { ...timeStyles[style], timeZone })),
    dateTimeRange: (from, to, timeZone, style) =>
      times(`${from.getTime()} ${to.getTime()} ${timeZone} ${style}`, () =>
        format.dateTimeRange(from, to, { ...timeStyles[style], timeZone }),
      ),
    day: (date) => format.dateTime(new Date(`${date}T00:00:00Z`), { day: "numeric", month: "long", year: "numeric" }),
    number: (value) => format.number(value, { maximumFractionDigits: 20 }),
    duration: (minutes) => durations(String(minutes), () => inHoursAndMinutes(minutes)),
  };
  // `text` is any text of the catalogue by `section.key`, its arguments checked by the compiler.
  return { ...wording, language: tag, locale, direction, text, reason, format };

  /** Why something was refused; reasons have plain arguments only. */
  function reason(key: Reason, values?: Record<string, string | number>): string {
    return withPlainArguments(reasons[key], values) ?? onError(new Error(`The reason ${key} lacks an argument`));
  }

  function inHoursAndMinutes(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    const parts = [hours > 0 ? unit(hours, "hour") : "", rest > 0 || hours === 0 ? unit(rest, "minute") : ""];
    return parts.filter(Boolean).join(" ");
  }

  function unit(value: number, name: "hour" | "minute"): string {
    return format.number(value, { style: "unit", unit: name, unitDisplay: "short" });
  }
}

/** A text that cannot be said is a mistake of ours, and must not go out as the name of its key. */
function onError(error: Error): never {
  throw error;
}
