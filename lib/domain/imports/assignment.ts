import type { OwnField } from "../contacts/own-field.ts";
import { type GivenField, type ImportField, importFields, mostColumns } from "./field.ts";
import { foldedHeader, headerWords } from "./header-words.ts";

/** What is known of a column: what it is called, and values of it. */
export type Column = { header: string; samples: readonly string[] };

const fieldByWord = new Map<string, GivenField>(
  importFields.flatMap((field) => headerWords[field].map((word) => [foldedHeader(word), field] as const)),
);

/**
 * Which column is which field [CT-32]: by its name, in any of our languages, shortened or with a typing error; else by its
 * values.
 * A field is given away once, or as often as it may be; the column that says it best gets it.
 */
export function assignColumns(columns: readonly Column[], ownFields: readonly Pick<OwnField, "key" | "name">[]) {
  const proposals = columns
    .map((column, index) => ({ index, ...bestField(column, ownFields) }))
    .sort((a, b) => b.certainty - a.certainty || a.index - b.index);
  const assigned: (ImportField | null)[] = columns.map(() => null);
  for (const { index, field } of proposals) {
    if (field !== null && assigned.filter((other) => other === field).length < (mostColumns[field] ?? 1))
      assigned[index] = field;
  }
  return withName(assigned);
}

type Proposal = { field: ImportField | null; certainty: number };

function bestField(column: Column, ownFields: readonly Pick<OwnField, "key" | "name">[]): Proposal {
  const header = foldedHeader(column.header);
  // "Email 2", "Telefono 1": the number only counts them.
  const word = header.replace(/ ?\d+$/, "") || header;
  const own = ownFields.find(({ key, name }) => foldedHeader(name) === header || key === column.header.trim());
  if (own) return { field: `own_fields.${own.key}`, certainty: 4 };
  const exact = fieldByWord.get(header) ?? fieldByWord.get(word);
  if (exact) return { field: exact, certainty: 3 };
  const byValues = fieldOfValues(column.samples);
  if (byValues) return { field: byValues, certainty: 2 };
  const like = ownFields.find(({ name }) => isMeant(word, foldedHeader(name)));
  if (like) return { field: `own_fields.${like.key}`, certainty: 1 };
  for (const [known, field] of fieldByWord) if (isMeant(word, known)) return { field, certainty: 1 };
  return { field: null, certainty: 0 };
}

/** Without a name the company is what the contact is called; a given name without a family name is the whole of it. */
function withName(assigned: (ImportField | null)[]): (ImportField | null)[] {
  if (assigned.includes("name")) return assigned;
  if (assigned.includes("first_name") && assigned.includes("last_name")) return assigned;
  const only = (["first_name", "last_name", "company"] as const).find((field) => assigned.includes(field));
  return assigned.map((field) => (only !== undefined && field === only ? "name" : field));
}

function fieldOfValues(samples: readonly string[]): ImportField | null {
  const most = (test: RegExp) =>
    samples.length > 0 && samples.filter((value) => test.test(value)).length > samples.length / 2;
  if (most(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) return "email";
  if (most(/^(\+|00)\d[\d\s./()-]{6,}$/)) return "phone";
  return null;
}

function isMeant(word: string, known: string): boolean {
  return (word.length > 4 && areAlike(word, known)) || isShortFor(word, known);
}

/** "Rag. soc.", "Scad. contratto": each word is the beginning of one. */
function isShortFor(header: string, known: string): boolean {
  const [given, whole] = [header.split(" "), known.split(" ")];
  const least = given.length > 1 ? 3 : 4;
  return (
    given.length === whole.length &&
    given.every((word, place) => word.length >= least && whole[place]?.startsWith(word) === true)
  );
}

/** One letter more, less or another, as typing errors are. */
function areAlike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
