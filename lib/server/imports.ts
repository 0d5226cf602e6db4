import { ownFields } from "../db/contact-fields.ts";
import * as imports from "../db/imports.ts";
import { identities } from "../domain/imports/field.ts";
import { type ContactImport, identitiesOf } from "../domain/imports/import.ts";
import { translator } from "../messages/index.ts";
import { fileAnswer, type TableRows, tableAnswer } from "./exports/file-answer.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/imports.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";

export async function beginImport({
  transaction,
  query,
  bytes,
}: Call<typeof operations.beginImport>): Promise<ContactImport> {
  if (bytes.length === 0) throw new Refusal("invalid_input", { reason: "body_required" });
  return imported(transaction, await imports.beginImport(transaction, query.file_name, bytes, query.has_consent));
}

/** Reading it another way makes other columns: what was said of the old ones is not kept. */
export async function changeImport({
  transaction,
  params,
  body,
}: Call<typeof operations.changeImport>): Promise<ContactImport> {
  const { settings, content } = await imported(transaction, params.id);
  const { reading, ...given } = body;
  const chosen = given.identities;
  // Which is the stronger of them is not to be chosen.
  const choices = chosen ? { ...given, identities: identities.filter((one) => chosen.includes(one)) } : given;
  if (choices.columns && choices.columns.length !== content?.columns.length) throw refusedAt("columns", "not_possible");
  for (const field of choices.columns ?? []) {
    if (field?.startsWith("own_fields.") && !(await ownFieldsOf(transaction)).has(field))
      throw refusedAt("columns", "unknown_own_field");
  }
  if (reading !== undefined) {
    const { country, kind, is_customer, empty_erases, groups } = { ...settings, ...choices };
    const kept = { country, kind, is_customer, empty_erases, groups, reading };
    await imports.setImport(transaction, params.id, kept, true);
  } else {
    const known = choices.columns ? { identities: identitiesOf(choices.columns) } : {};
    await imports.setImport(transaction, params.id, { ...settings, ...known, ...choices }, false);
  }
  return imported(transaction, params.id);
}

async function ownFieldsOf(transaction: Call["transaction"]): Promise<Set<string>> {
  return new Set((await ownFields(transaction)).map(({ key }) => `own_fields.${key}`));
}

export async function imported(transaction: Call["transaction"], id: number): Promise<ContactImport> {
  return found(await imports.importById(transaction, id));
}

export async function downloadCorrections({
  transaction,
  account,
  params,
}: Call<typeof operations.downloadCorrections>): Promise<Response> {
  const { file_name, content } = await imported(transaction, params.id);
  const bytes = found(await imports.importCorrections(transaction, params.id));
  const { text } = translator(account.language);
  const stem = file_name.replace(/\.\w{1,5}$/, "") || text("export_words.file_contacts");
  return fileAnswer(bytes, `${stem} – ${text("registry.file_corrections")}`, content?.format ?? "csv");
}

/** Two people as an example, in the columns that most have and those of the company's own. */
export async function downloadSample({
  transaction,
  account,
  query,
}: Call<typeof operations.downloadSample>): Promise<Response> {
  const { text } = translator(account.language);
  const own = await ownFields(transaction);
  const examples = { text: "abc", number: 12, date: "2027-01-31" };
  const head = [...sampleColumns.map((column) => text(`contact_columns.${column}`)), ...own.map(({ name }) => name)];
  const title = text("registry.file_sample");
  return tableAnswer({ format: query.format, title, name: title, head, rows: rows(), language: account.language });

  async function* rows(): TableRows {
    yield samplePeople.map((person) => [...person, ...own.map(({ type }) => examples[type])]);
    return undefined;
  }
}

const sampleColumns = [
  "code",
  "name",
  "kind",
  "email",
  "phone",
  "street",
  "postal_code",
  "city",
  "group",
  "note",
] as const;
const samplePeople = [
  ["C-0001", "Anna Neri", "", "anna.neri@example.com", "+39 333 123 4567", "Via Roma 12", "20121", "Milano", "VIP", ""],
  [
    "C-0002",
    "Example Ltd",
    "company",
    "info@example.com",
    "+39 02 1234 5678",
    "Via Verdi 3",
    "24121",
    "Bergamo",
    "",
    "",
  ],
];
