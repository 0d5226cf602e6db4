import { withoutBreaks } from "../text.ts";
import { isPlaceholder, type Placeholder } from "./placeholder.ts";

/** Why a template cannot be used; `place` counts the characters before what is wrong, `text` is what is wrong. */
export type TemplateFault = {
  reason: "unknown_placeholder" | "brace_not_closed" | "brace_not_opened";
  place: number;
  text: string;
};

/** Either words of ours, or what stands for a value. A value is never looked at for placeholders again. */
type Part = string | { placeholder: Placeholder };
/** A sentence, or what stands between two dots: it is left out when nothing is known of what it is about. */
type Piece = { separator: string; parts: Part[] };
export type TemplateText = { lines: Piece[][] };

const token = /\{\{|\}\}|\{([^{}\r\n]*)\}|[{}]/g;

/**
 * Reads the text of a template: `{title}` stands for a value, `{{` and `}}` write a brace. There is nothing else: no
 * condition, no function, no markup.
 *
 * @param fields the keys of the company's own fields; without them any key is taken for one
 */
export function parseTemplate(text: string, fields?: ReadonlySet<string>): TemplateText | TemplateFault {
  const parts: Part[] = [];
  let words = "";
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [found, name] = match;
    words += text.slice(end, match.index);
    end = match.index + found.length;
    if (found === "{{" || found === "}}") words += found[0];
    else if (name === undefined) {
      const reason = found === "{" ? "brace_not_closed" : "brace_not_opened";
      return { reason, place: match.index, text: found };
    } else if (isPlaceholder(name, fields)) {
      parts.push(words, { placeholder: name });
      words = "";
    } else return { reason: "unknown_placeholder", place: match.index, text: found };
  }
  parts.push(words + text.slice(end));
  return { lines: linesOf(parts) };
}

export function isFault(parsed: TemplateText | TemplateFault): parsed is TemplateFault {
  return "reason" in parsed;
}

const lineBreak = /\r\n?|[\n\u2028\u2029]/;
/** Between two sentences, or a dot with room on both sides. */
const pieceBreak = /((?<=[.!?…])\s+|\s+·\s+)/;

function linesOf(parts: readonly Part[]): Piece[][] {
  let piece: Piece = { separator: "", parts: [] };
  let pieces = [piece];
  const lines = [pieces];
  for (const part of parts) {
    if (typeof part === "string") addWords(part);
    else piece.parts.push(part);
  }
  return lines;

  function addWords(words: string): void {
    for (const [row, line] of words.split(lineBreak).entries()) {
      if (row > 0) beginLine();
      // Every second of them is what separates the others.
      for (const [index, text] of line.split(pieceBreak).entries()) {
        if (index % 2 === 0) piece.parts.push(withoutBreaks(text));
        else beginPiece(withoutBreaks(text));
      }
    }
  }

  function beginLine(): void {
    pieces = [];
    lines.push(pieces);
    beginPiece("");
  }

  function beginPiece(separator: string): void {
    piece = { separator, parts: [] };
    pieces.push(piece);
  }
}

/** The value of a placeholder; `begins`: a sentence begins with it. Null when there is none. */
type ValueFor = (placeholder: Placeholder, begins: boolean) => string | null;

/** Stands in a sentence for a value that is missing where another one is there. */
const missing = "—";

/**
 * The lines with their values. A sentence all of whose values are missing is left out, and a line with nothing left in it:
 * "Planned for {starts_at}." of an intervention without a date leaves no hole.
 */
export function fillTemplate({ lines }: TemplateText, valueFor: ValueFor): string[] {
  return lines.map((pieces) => filledLine(pieces, valueFor)).filter(Boolean);
}

function filledLine(pieces: readonly Piece[], valueFor: ValueFor): string {
  let line = "";
  for (const { separator, parts } of pieces) {
    const begins = !separator.includes("·");
    const first = parts.findIndex((part) => part !== "");
    const values = parts.map((part, index) =>
      typeof part === "string" ? part : valueFor(part.placeholder, begins && index === first),
    );
    const isAbout = parts.some((part) => typeof part !== "string");
    const isKnown = parts.some((part, index) => typeof part !== "string" && values[index] !== null);
    const text = isAbout && !isKnown ? "" : values.map((value) => value ?? missing).join("");
    if (text) line += (line ? separator : "") + text;
  }
  return line.trim();
}
