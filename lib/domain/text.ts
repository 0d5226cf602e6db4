/**
 * Text that people typed, made safe for one line: a mail header, a subject, the title of a push. Everything that breaks
 * a line becomes a space; control characters, bidi controls (they would let a name rewrite the words around it) and
 * invisible fillers go; half a surrogate pair becomes U+FFFD.
 */
export function singleLine(text: string): string {
  return withoutBreaks(text).trim();
}

/** The same for a part of a line, which may begin or end with a space. */
export function withoutBreaks(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\u0085]+/gu, " ")
    .replace(/[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu, "")
    .replace(/ {2,}/g, " ");
}

/** At most so many UTF-16 units, and never half a character. */
export function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * At most `limit` graphemes, the last of them an ellipsis when something was left out; rather after a word than in it. A grapheme is what a reader takes
 * for one character (a family emoji, a letter with its accents); because one may hide thousands of combining marks, the
 * result never has more than `4 * limit` UTF-16 units either.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = 0;
  let room = "";
  for (const { segment, index } of graphemes.segment(text)) {
    const end = index + segment.length;
    if (kept === limit || end > 4 * limit) return `${wholeWords(room, text)}…`;
    kept += 1;
    if (kept < limit && end < 4 * limit) room = text.slice(0, end);
  }
  return text;
}

/** Gives up a cut word, unless that would cost more than a fifth of what there is room for. */
function wholeWords(room: string, text: string): string {
  const isCut = !/\s$/u.test(room) && !/^\s/u.test(text.slice(room.length));
  const end = isCut ? room.lastIndexOf(" ") : -1;
  return (end >= 0.8 * room.length ? room.slice(0, end) : room).trimEnd();
}
