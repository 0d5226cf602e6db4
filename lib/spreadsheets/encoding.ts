import type { Encoding } from "../domain/table-text.ts";

/** What each single-byte encoding is for: letters beyond ASCII in the languages that use it, the common ones twice; the first wins a tie. */
const letters: [Encoding, string][] = [
  ["windows-1252", "àèéìòùÀÈÉÌÒÙäöüõšžÄÖÜÕŠŽàèéòùäöüõ"],
  ["windows-1257", "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽāēīūšņļ"],
  ["windows-1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"],
];
const lookedAt = 256 * 1024;

/**
 * In which encoding text is written. A mark at its beginning says so, zero bytes mean UTF-16, and what is valid UTF-8 is
 * it; else the encoding wins whose letters make the most sense. Estonian in Windows-1252 and -1257 can be the same bytes:
 * whoever imports sees a preview, and chooses.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const start = bytes.subarray(0, lookedAt);
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Half of the bytes of Latin text in UTF-16 are zero, and a fifth of Hebrew's with its digits and spaces.
  if (Math.max(even, odd) > start.length / 16) return odd > even ? "utf-16le" : "utf-16be";
  if (isUtf8(bytes)) return "utf-8";
  // From where the first letter is that is not ASCII: it may come late.
  const first = bytes.findIndex((byte) => byte > 127);
  const part = bytes.subarray(first, first + lookedAt);
  const scored = letters.map(([encoding, known]) => ({ encoding, score: sense(decode(part, encoding), known) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding;
}

export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** One for each letter of the language, minus two for whatever words do not contain; mixed scripts within a word, too. */
function sense(text: string, known: string): number {
  let score = 0;
  for (const character of text.replace(/[\p{ASCII}]/gu, "")) {
    if (known.includes(character)) score += known.indexOf(character) !== known.lastIndexOf(character) ? 2 : 1;
    else if (!/[€“”‘’„–—°«»\u00a0\u200e\u200f\u05b0-\u05c7]/.test(character)) score -= 2;
  }
  const mixed = text.match(/\p{Script=Hebrew}\p{Script=Latin}|\p{Script=Latin}\p{Script=Hebrew}/gu);
  return score - 3 * (mixed?.length ?? 0);
}

/** Whether an encoding has a letter for each of the text's. */
export function canEncode(text: string, encoding: Encoding): boolean {
  return encoding.startsWith("utf-") || decode(encode(text, encoding), encoding) === text;
}

/** The other way round, with the mark by which Excel knows Unicode; what an encoding has no letter for becomes "?". */
export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(`\ufeff${text}`, "utf8");
  if (encoding === "utf-16le") return Buffer.from(`\ufeff${text}`, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(byte), encoding), byte] as const),
  );
  return Uint8Array.from(Array.from(text, (character) => table.get(character) ?? 0x3f));
}
