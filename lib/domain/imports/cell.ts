import { isValid as isDate } from "date-fns/isValid";
import { assignedPhone, canonicalEmail } from "../contacts/canonical-address.ts";
import { singleLine } from "../text.ts";
import type { FaultReason } from "./fault.ts";

export type Read<Value> = { value: Value } | { fault: FaultReason };

/** An address as it is compared, and as it was written. */
export type ReadAddress = { value: string; typed: string };

/** In which order a date is written where that cannot be seen: 3/4 is April in Italy and March in America. */
export const dateOrders = ["day_first", "month_first"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** "3.7E+11": a spreadsheet took a long number for a quantity, and its digits are gone. */
const rounded = /^\d([.,]\d+)?E\+?\d+$/i;

export function isRounded(text: string): boolean {
  return rounded.test(text);
}

/** The addresses of a cell; some hold several, or a name beside the address. */
export function splitEmails(text: string): string[] {
  // "Rossi, Anna <anna@x.it>; b@x.it": what stands in brackets is the whole of its part.
  const parts = text.split(/;|,(?=[^;<>]*(?:;|$))/).flatMap((part) => {
    const bracketed = /<([^<>]+)>/.exec(part)?.[1];
    return bracketed === undefined ? part.split(/[,\s]+/) : [bracketed];
  });
  return parts.map((part) => part.replace(/^mailto:/i, "").trim()).filter((part) => part !== "");
}

export function readEmail(text: string): Read<ReadAddress> {
  const value = canonicalEmail(text);
  // Nobody outside of one's own network has an address without a dot in its domain: "rossi@gmail" is half of one.
  if (value === null || !/@[^@]+\.[^@.]{2,}$/.test(value) || /\.\.|^\.|\.@/.test(value))
    return { fault: "not_an_email" };
  return { value: { value, typed: singleLine(text) } };
}

export function splitPhones(text: string): string[] {
  return text
    .replace(/^tel:/i, "")
    .split(/[;\n]| \/ |, /)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/**
 * Stricter than a form: nobody looks at each of a thousand numbers, so a digit that is missing has to be noticed [CT-42].
 * @param country ISO 3166, where numbers without a country code are at home
 */
export function readPhone(text: string, country: string): Read<ReadAddress> {
  if (isRounded(text)) return { fault: "spreadsheet_rounded" };
  const typed = singleLine(text);
  const value = assignedPhone(typed, country);
  if (value !== null) return { value: { value, typed } };
  const hasLostZero = /^[1-9]/.test(typed) && assignedPhone(`0${typed}`, country) !== null;
  return { fault: hasLostZero ? "phone_lost_zero" : "not_a_phone_number" };
}

/** A day that exists, as `2026-11-26`. */
export function readDate(text: string, order: DateOrder): Read<string> {
  const parts = /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})(?:[T ].*)?\.?$/.exec(text.trim());
  if (!parts) return { fault: "not_a_date" };
  const [first = 0, second = 0, third = 0] = parts.slice(1).map(Number);
  const isYearFirst = (parts[1]?.length ?? 0) === 4;
  const year = fullYear(isYearFirst ? first : third, isYearFirst ? parts[1] : parts[3]);
  const isMonthFirst = order === "month_first" ? first <= 12 : second > 12;
  const [month, day] = isYearFirst ? [second, third] : isMonthFirst ? [first, second] : [second, first];
  if (year === null || !exists(year, month, day)) return { fault: "not_a_date" };
  return { value: [String(year).padStart(4, "0"), two(month), two(day)].join("-") };
}

/** "26" is 2026, "45" is 1945: contracts end within ten years, and births are further back. */
function fullYear(year: number, digits = ""): number | null {
  if (digits.length === 4) return year > 0 ? year : null;
  if (digits.length !== 2) return null;
  return year <= new Date().getUTCFullYear() - 2000 + 10 ? 2000 + year : 1900 + year;
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return isDate(date) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** Values that can only be read one way say how the others of their column are meant; null when none does. */
export function dateOrderOf(values: readonly string[]): DateOrder | null {
  const seen = new Set<DateOrder>();
  for (const value of values) {
    const [, first, second] = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*\d{2,4}/.exec(value.trim()) ?? [];
    if (first === undefined || second === undefined) continue;
    if (Number(first) > 12 && Number(second) <= 12) seen.add("day_first");
    if (Number(second) > 12 && Number(first) <= 12) seen.add("month_first");
  }
  // Where both are there, none of them says anything of the others.
  return seen.size === 1 ? ([...seen][0] ?? null) : null;
}

export const decimalMarks = [",", "."] as const;
export type DecimalMark = (typeof decimalMarks)[number];

/** "1.234,50" and "1,234.50": the other mark groups the thousands. */
export function readNumber(text: string, decimal: DecimalMark): Read<number> {
  if (isRounded(text)) return { fault: "spreadsheet_rounded" };
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, "");
  const group = decimal === "," ? "." : ",";
  // The same mark twice can only group.
  if (/^-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})+$/.test(bare)) return { value: Number(bare.replace(/[.,]/g, "")) };
  const groups = new RegExp(`^-?[1-9]\\d{0,2}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
  // What cannot be thousands is decimals, whichever mark it has.
  const plain = groups.test(bare) ? bare.replaceAll(group, "").replace(decimal, ".") : bare.replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? { value: Number(plain) } : { fault: "not_a_number" };
}

/** As people write them who read this language. */
export function decimalMarkIn(language: string): DecimalMark {
  return new Intl.NumberFormat(language).format(1.5).includes(",") ? "," : ".";
}

/** "12.345" may be twelve thousand, or twelve and a bit. */
export function isThousandsOrDecimals(text: string): boolean {
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text.trim());
}

export function decimalMarkOf(values: readonly string[]): DecimalMark | null {
  for (const value of values) {
    const mark = /[\d\s](?:([.,])\d{3})*([.,])(\d+)$/.exec(value.trim());
    if (!mark) continue;
    if (mark[1] !== undefined && mark[1] !== mark[2]) return mark[2] as DecimalMark;
    if (mark[3]?.length !== 3) return mark[2] as DecimalMark;
  }
  return null;
}
