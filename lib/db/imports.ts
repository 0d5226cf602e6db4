import { sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type {
  ContactImport,
  ImportInList,
  ImportRow,
  ImportRowQuery,
  ImportSettings,
  RowOutcome,
} from "../domain/imports/import.ts";
import { rowOutcomes } from "../domain/imports/import.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type Row = Omit<ContactImport, "created_at" | "finished_at" | "consent_at"> & {
  created_at: Date;
  finished_at: Date | null;
  consent_at: Date | null;
};

/** Null to whoever may not see it. */
export async function importById(transaction: CallerTransaction, id: number): Promise<ContactImport | null> {
  const { rows } = await sql<Row>`
    select i.id, i.file_name, i.actor_name, i.state, i.failure,
           case when i.content is not null then i.settings end as settings, i.content, i.summary, i.consent_at,
           i.position, i.total, octet_length(private.import_corrections(i.id)) is not null as has_corrections, i.created_at, i.finished_at
    from imports i where i.id = ${id}
  `.execute(transaction);
  const [row] = rows;
  if (!row) return null;
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    finished_at: instantOf(row.finished_at),
    consent_at: instantOf(row.consent_at),
  };
}

/** Newest first. */
export async function listImports(
  transaction: CallerTransaction,
  { limit, cursor }: { limit: number; cursor?: [number] },
): Promise<Page<ImportInList>> {
  const { rows } = await sql<Omit<ImportInList, "created_at"> & { created_at: Date }>`
    select i.id, i.file_name, i.actor_name, i.state, i.position, i.total, i.created_at,
           (i.summary -> 'new')::integer as new, (i.summary -> 'changed')::integer as changed, (i.summary -> 'faults')::integer as faults
    from imports i where i.id < ${cursor?.[0] ?? Number.MAX_SAFE_INTEGER} order by i.id desc limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({ ...row, created_at: row.created_at.toISOString() })),
    next_cursor: last && rows.length > limit ? encodeCursor([last.id]) : null,
  };
}

/** @param fileName empty: pasted */
export async function beginImport(
  transaction: CallerTransaction,
  fileName: string,
  content: Buffer,
  hasConsent: boolean,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select private.begin_import(${fileName}, ${content}, ${hasConsent}) as id
  `.execute(transaction);
  if (!rows[0]) throw new Error("begin_import answered nothing");
  return rows[0].id;
}

export async function setImport(
  transaction: CallerTransaction,
  id: number,
  settings: Partial<ImportSettings>,
  readsAgain: boolean,
): Promise<void> {
  await sql`select private.set_import(${id}, ${JSON.stringify(settings)}, ${readsAgain})`.execute(transaction);
}

export async function checkImport(transaction: CallerTransaction, id: number, hasConsent: boolean): Promise<void> {
  await sql`select private.check_import(${id}, ${hasConsent})`.execute(transaction);
}

export async function runImport(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.run_import(${id})`.execute(transaction);
}

export async function stopImport(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.stop_import(${id})`.execute(transaction);
}

export async function undoImport(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.undo_import(${id})`.execute(transaction);
}

export async function discardImport(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.discard_import(${id})`.execute(transaction);
}

type StoredRow = Omit<ImportRow, "id" | "contact" | "changes"> & {
  seq: number;
  outcome: RowOutcome;
  contact_id: number | null;
  changes: ImportRow["changes"] | null;
};

/** In the order of the file. */
export async function listImportRows(
  transaction: CallerTransaction,
  id: number,
  { outcome, limit, cursor }: ImportRowQuery,
): Promise<Page<ImportRow>> {
  const { rows } = await sql<StoredRow>`
    select * from private.import_rows_of(${id}, ${outcome ? [outcome] : [...rowOutcomes]}, ${cursor?.[0] ?? 0}, ${limit + 1})
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ seq, contact_id, changes, ...row }) => {
      const { faults: _, ...plain } = changes ?? {};
      return {
        id: seq,
        ...row,
        contact: contact_id === null ? null : { id: contact_id, name: row.name },
        changes: plain,
      };
    }),
    next_cursor: last && rows.length > limit ? encodeCursor([last.seq]) : null,
  };
}

export async function importCorrections(transaction: CallerTransaction, id: number): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer | null }>`
    select private.import_corrections(${id}) as content
  `.execute(transaction);
  return rows[0]?.content ?? null;
}
