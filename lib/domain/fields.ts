import { z } from "zod";
import { because } from "./reasons.ts";
import { singleLine } from "./text.ts";

/** Identity keys; PostgreSQL's bigint, of which JSON can carry 2^53. */
export const id = z.int().positive();

/** The same in a path, where what is no number is simply not there. */
export const idInPath = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, because("not_an_id"))
  .transform(Number);

/** Text for one line: names, titles. Line breaks become spaces, invisible characters go. */
export const line = (longest: number) => z.string().max(longest).overwrite(singleLine).min(1);

/** The same, where a line break is refused instead: what stands in headers of mails is what was meant. */
export const oneLine = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\r\n\v\f\u0085\u2028\u2029]*$/, because("one_line_only"))
    .overwrite(singleLine)
    .min(1);

/** The same, where nothing is an answer, too. */
export const optionalLine = (longest: number) => z.string().max(longest).overwrite(singleLine);

/** Text of any number of lines, without what PostgreSQL cannot store. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .overwrite((typed) => typed.toWellFormed().replaceAll("\0", ""));

/** ISO 8601 with zone. Four digits make the year, and PostgreSQL knows no year 0. */
export const instant = z.iso.datetime({ offset: true }).regex(/^(?!0000)/, because("not_a_time"));

/** ISO 639: `it`, `en`. */
export const language = z.string().regex(/^[a-z]{2,3}$/, because("not_a_language"));

/** ISO 3166: `IT`. */
export const country = z.string().regex(/^[A-Z]{2}$/, because("not_a_country"));

/** IANA: `Europe/Rome`. The database knows which exist. */
export const timeZone = z.string().min(1).max(100);

/** `#rrggbb` */
export const color = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, because("not_a_color"));

/** Names of one thing by language: `{"it": "Chiuso", "en": "Closed"}`. */
export const names = z
  .record(language, line(200))
  .refine((given) => Object.keys(given).length > 0, because("name_required"));

/** Where a thing of the company's own stands among its like. */
export const position = z.int().min(0).max(100_000);

/** Counts the versions of a row: the one that the caller has seen. */
export const version = z.int().positive().max(2_147_483_647);

/** `true` in a query string. */
export const flag = z.enum(["true", "false"]).transform((given) => given === "true");

/** A person or a thing, and what it is called in the caller's language. */
export const reference = z.object({ id, name: z.string() });
