import { shorten, singleLine } from "../domain/text.ts";

/**
 * A provider's answer as it is kept and shown: one short line in which mail addresses have lost their first part and
 * URLs everything after the host (a push endpoint's path is a capability).
 */
export function providerAnswer(...parts: (string | number | null | undefined)[]): string {
  const text = parts.filter((part) => part !== null && part !== undefined && part !== "").join(" ");
  const masked = singleLine(text)
    .replace(/(https?:\/\/[^\s/<>"]+)\/[^\s<>"]*/gi, "$1/…")
    .replace(/[^\s<>@"',;:()[\]]+@(?=[^\s@])/g, "…@");
  return shorten(masked, 300);
}
