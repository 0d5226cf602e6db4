import type { Names } from "../domain/notifications/message.ts";
import { nameIn } from "../domain/notifications/names.ts";

/** `names` and, over it, `name` in the caller's language. */
export function namesOf(given: { name?: string; names?: Record<string, string> }, language: string): string {
  return JSON.stringify({ ...given.names, ...(given.name === undefined ? {} : { [language]: given.name }) });
}

/** `name` in the caller's language, to be laid over the names that there are. */
export function nameOf(given: { name?: string }, language: string): string {
  return namesOf({ name: given.name }, language);
}

/** A row with its name in one language. */
export function named<Row extends { names: Names }>(row: Row, language: string): Row & { name: string } {
  return { ...row, name: nameIn(row.names, [language]) ?? "" };
}
