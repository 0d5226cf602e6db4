import { sql } from "kysely";
import type { NewStatus, Status, StatusChanges } from "../domain/statuses/status.ts";
import type { CallerTransaction } from "./caller.ts";
import { named, nameOf, namesOf } from "./names.ts";

type StatusRow = Omit<Status, "name">;

const columns = sql`
  id, names, kind, color, position, is_default, required_fields, archived_at is not null as is_archived,
  case when limits_next then to_jsonb(array(select t.to_status_id from status_transitions t
                                   where t.from_status_id = intervention_statuses.id order by t.to_status_id)) end as next_status_ids`;

/** In the company's own order. */
export async function listStatuses(transaction: CallerTransaction, archived: boolean, language: string) {
  const { rows } = await sql<StatusRow>`
    select ${columns} from intervention_statuses where ${archived} or archived_at is null order by position, id
  `.execute(transaction);
  return rows.map((row) => named(row, language));
}

/** The ids of all of them, archived ones too. */
export async function knownStatuses(transaction: CallerTransaction): Promise<Set<number>> {
  const rows = await transaction.selectFrom("intervention_statuses").select("id").execute();
  return new Set(rows.map((row) => row.id));
}

export async function createStatus(transaction: CallerTransaction, given: NewStatus, language: string) {
  if (given.is_default) await clearDefault(transaction);
  const { rows } = await sql<StatusRow>`
    insert into intervention_statuses (names, kind, color, position, is_default, required_fields)
    values (${namesOf(given, language)}, ${given.kind},
            coalesce(${given.color ?? null}, '#5b6770'),
            coalesce(${given.position ?? null}, (select coalesce(max(position), 0) + 1 from intervention_statuses)),
            ${given.is_default ?? false}, ${given.required_fields ?? []})
    returning ${columns}
  `.execute(transaction);
  const created = only(rows, language);
  return given.next_status_ids ? chooseNext(transaction, created, given.next_status_ids) : created;
}

/** Null when there is no such status. */
export async function changeStatus(
  transaction: CallerTransaction,
  id: number,
  changes: StatusChanges,
  language: string,
): Promise<Status | null> {
  if (changes.is_default) await clearDefault(transaction, id);
  const { rows } = await sql<StatusRow>`
    update intervention_statuses
    set names = coalesce(${changes.names ? JSON.stringify(changes.names) : null}::jsonb, names) || ${nameOf(changes, language)}::jsonb,
        kind = coalesce(${changes.kind ?? null}, kind),
        color = coalesce(${changes.color ?? null}, color),
        position = coalesce(${changes.position ?? null}, position),
        is_default = coalesce(${changes.is_default ?? null}, is_default),
        required_fields = coalesce(${changes.required_fields ?? null}, required_fields),
        archived_at = case ${changes.is_archived ?? null}::boolean
                        when true then coalesce(archived_at, now()) when false then null else archived_at end
    where id = ${id}
    returning ${columns}
  `.execute(transaction);
  if (!rows[0]) return null;
  const changed = named(rows[0], language);
  return changes.next_status_ids === undefined ? changed : chooseNext(transaction, changed, changes.next_status_ids);
}

/** Replaces what may follow a status; null: any. */
async function chooseNext(transaction: CallerTransaction, status: Status, next: number[] | null): Promise<Status> {
  const ids = [...new Set(next)].sort((one, other) => one - other);
  await sql`update intervention_statuses set limits_next = ${next !== null} where id = ${status.id}`.execute(
    transaction,
  );
  await sql`delete from status_transitions where from_status_id = ${status.id} and to_status_id <> all (${ids})`.execute(
    transaction,
  );
  await sql`
    insert into status_transitions (from_status_id, to_status_id) select ${status.id}, unnest(${ids}::bigint[])
    on conflict do nothing
  `.execute(transaction);
  return { ...status, next_status_ids: next && ids };
}

/** There is one default at most, so the former steps back first. */
async function clearDefault(transaction: CallerTransaction, exceptId = 0) {
  await sql`update intervention_statuses set is_default = false where is_default and id <> ${exceptId}`.execute(
    transaction,
  );
}

function only(rows: StatusRow[], language: string): Status {
  if (!rows[0]) throw new Error("The insert returned no row");
  return named(rows[0], language);
}
