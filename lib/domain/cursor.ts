import { z } from "zod";
import { because } from "./reasons.ts";

/** Where a page ended: the sort key of its last row, opaque to clients. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return btoa(encodeURIComponent(JSON.stringify(key)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The sort key that a cursor stands for; a cursor of another list or order is refused. */
export const cursorOf = <Key extends z.ZodType>(key: Key) =>
  z
    .string()
    .max(2000)
    .transform((cursor, context) => {
      const parsed = key.safeParse(decode(cursor));
      if (parsed.success) return parsed.data;
      context.addIssue({
        code: "invalid_format",
        format: "base64url",
        input: cursor,
        message: because("not_a_cursor"),
      });
      return z.NEVER;
    });

/** @returns undefined for what encodeCursor did not make */
function decode(cursor: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch {
    return undefined;
  }
}
