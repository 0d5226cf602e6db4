import { type RawBuilder, sql } from "kysely";
import type {
  AssignmentResponse,
  Attachment,
  Entries,
  Note,
  NoteInput,
  WorkLine,
  WorkLineInput,
} from "../domain/interventions/entries.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

/** As the database tells it: of which intervention, and times as dates, or within JSON as text. */
export type Row<Entry> = Omit<Entry, "created_at" | "started_at"> & {
  intervention_id: number;
  created_at: Date | string;
  started_at?: Date | string | null;
};
/** Of which intervention, and under which key. */
export type Place = { interventionId: number; id: string };

const authored = sql`
  e.id, e.intervention_id, e.created_at,
  case when e.created_by is not null then jsonb_build_object('id', e.created_by, 'name', private.entry_author(e.created_by)) end as author`;

/** By the intervention's id; those that have gathered nothing have empty lists. */
export async function entriesOf(
  transaction: CallerTransaction,
  interventionIds: readonly number[],
): Promise<Map<number, Entries>> {
  const { rows } = await sql<{ notes: Row<Note>[]; work_lines: Row<WorkLine>[]; attachments: Row<Attachment>[] }>`
    select (select coalesce(jsonb_agg(n order by n.created_at, n.id), '[]') from (${notesOf(interventionIds)}) n) as notes,
           (select coalesce(jsonb_agg(w order by w.created_at, w.id), '[]') from (${workOf(interventionIds)}) w) as work_lines,
           (select coalesce(jsonb_agg(f order by f.created_at, f.id), '[]') from (${filesOf(interventionIds)}) f) as attachments
  `.execute(transaction);
  const found = new Map<number, Entries>(
    interventionIds.map((id) => [id, { notes: [], work_lines: [], attachments: [] }]),
  );
  const { notes = [], work_lines = [], attachments = [] } = rows[0] ?? {};
  for (const row of notes) found.get(row.intervention_id)?.notes.push(entryOf(row));
  for (const row of work_lines) found.get(row.intervention_id)?.work_lines.push(entryOf(row));
  for (const row of attachments) found.get(row.intervention_id)?.attachments.push(entryOf(row));
  return found;
}

/** @returns null when the key is that of another intervention's note */
export async function keepNote(
  transaction: CallerTransaction,
  { interventionId, id }: Place,
  { text }: NoteInput,
): Promise<Note | null> {
  await sql`
    insert into intervention_notes as e (id, intervention_id, text) values (${id}, ${interventionId}, ${text})
    on conflict (id) do update set text = excluded.text
    where e.intervention_id = excluded.intervention_id and e.text <> excluded.text
  `.execute(transaction);
  const { rows } = await sql<Row<Note>>`${notesOf([interventionId])} and e.id = ${id}`.execute(transaction);
  return rows[0] ? entryOf(rows[0]) : null;
}

/** @returns null when the key is that of another intervention's line */
export async function keepWorkLine(
  transaction: CallerTransaction,
  { interventionId, id }: Place,
  line: WorkLineInput,
): Promise<WorkLine | null> {
  await sql`
    insert into work_lines as e (id, intervention_id, description, started_at, minutes, material, quantity, unit)
    values (${id}, ${interventionId}, ${line.description}, ${line.started_at}, ${line.minutes}, ${line.material}, ${line.quantity}, ${line.unit})
    on conflict (id) do update
    set description = excluded.description, started_at = excluded.started_at, minutes = excluded.minutes,
        material = excluded.material, quantity = excluded.quantity, unit = excluded.unit
    where e.intervention_id = excluded.intervention_id
      and (e.description, e.started_at, e.minutes, e.material, e.quantity, e.unit) is distinct from
          (excluded.description, excluded.started_at, excluded.minutes, excluded.material, excluded.quantity, excluded.unit)
  `.execute(transaction);
  const { rows } = await sql<Row<WorkLine>>`${workOf([interventionId])} and e.id = ${id}`.execute(transaction);
  return rows[0] ? entryOf(rows[0]) : null;
}

/** @returns whether there was one that the caller may remove */
export async function removeEntry(
  transaction: CallerTransaction,
  table: "intervention_notes" | "work_lines" | "attachments",
  { interventionId, id }: Place,
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom(table)
    .where("id", "=", id)
    .where("intervention_id", "=", interventionId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** @returns whether the caller is assigned; the same response again changes nothing */
export async function respond(
  transaction: CallerTransaction,
  { interventionId, contactId }: { interventionId: number; contactId: number },
  { response, reason }: AssignmentResponse,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable("intervention_technicians")
    .set({ response, decline_reason: reason })
    .where("intervention_id", "=", interventionId)
    .where("contact_id", "=", contactId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

function notesOf(interventionIds: readonly number[]): RawBuilder<unknown> {
  return sql`select ${authored}, e.text from intervention_notes e where e.intervention_id = any (${interventionIds})`;
}

function workOf(interventionIds: readonly number[]): RawBuilder<unknown> {
  return sql`
    select ${authored}, e.description, e.started_at, e.minutes, e.material,
           e.quantity::double precision as quantity, e.unit
    from work_lines e where e.intervention_id = any (${interventionIds})`;
}

export function filesOf(interventionIds: readonly number[]): RawBuilder<unknown> {
  return sql`
    select ${authored}, e.name, e.media_type, e.size, e.width, e.height, e.has_thumbnail
    from attachments e where e.intervention_id = any (${interventionIds})`;
}

export function entryOf<Entry>({ intervention_id: _, ...row }: Row<Entry>): Entry {
  const times = {
    created_at: instantOf(new Date(row.created_at)),
    ...(row.started_at !== undefined && { started_at: row.started_at && instantOf(new Date(row.started_at)) }),
  };
  return { ...row, ...times } as Entry;
}
