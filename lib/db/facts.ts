import { sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type { EventKind, Origin } from "../domain/events.ts";
import type { Fact } from "../domain/interventions/fact.ts";
import { nameIn } from "../domain/notifications/names.ts";
import { type Page, usualPage } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import type { JsonValue } from "./database.types.ts";

type FactRow = {
  id: number;
  kind: EventKind;
  created_at: Date;
  occurred_at: Date | null;
  origin: Origin;
  actor_id: string | null;
  actor_name: string | null;
  old_value: JsonValue;
  new_value: JsonValue;
};

/** Newest first. */
export async function listFacts(
  transaction: CallerTransaction,
  interventionId: number,
  { limit, cursor }: { limit: number; cursor?: [number] },
  language: string,
): Promise<Page<Fact>> {
  const { rows } = await sql<FactRow>`
    select e.id, e.kind, e.created_at, c.occurred_at, c.origin, c.actor_id, c.actor_name, e.old_value, e.new_value
    from intervention_events e join changes c on c.id = e.change_id
    where e.intervention_id = ${interventionId} and e.id < ${cursor?.[0] ?? Number.MAX_SAFE_INTEGER}
    order by e.id desc
    limit ${limit + 1}
  `.execute(transaction);
  return pageOf(rows, limit, language);
}

/** The first page of the facts of each. */
export async function newestFacts(
  transaction: CallerTransaction,
  interventionIds: readonly number[],
  language: string,
): Promise<Map<number, Page<Fact>>> {
  const { rows } = await sql<FactRow & { intervention_id: number }>`
    select f.*
    from unnest(${interventionIds}::bigint[]) job (id)
    cross join lateral (
      select e.id, e.intervention_id, e.kind, e.created_at, c.occurred_at, c.origin, c.actor_id, c.actor_name, e.old_value, e.new_value
      from intervention_events e join changes c on c.id = e.change_id
      where e.intervention_id = job.id
      order by e.id desc
      limit ${sql.lit(usualPage + 1)}) f
  `.execute(transaction);
  const byJob = Map.groupBy(rows, ({ intervention_id }) => intervention_id);
  return new Map(interventionIds.map((id) => [id, pageOf(byJob.get(id) ?? [], usualPage, language)]));
}

function pageOf(rows: readonly FactRow[], limit: number, language: string): Page<Fact> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => factOf(row, language)),
    next_cursor: last && rows.length > limit ? encodeCursor([last.id]) : null,
  };
}

/**
 * Whether the status is another one than when the intervention's version was `version`, and not by the caller alone: what
 * the same person did before is no surprise, but for what they did on another device after they chose this.
 *
 * Versions are handed out at the end of a transaction, and facts carry none, so the transactions since are counted back:
 * each moved the version by at least one for its updates, one for its assignments, one for its unassignments and one for
 * its responses. Where one of them moved it further, more of them count as "since": that may find a change of status that
 * the caller knew, never miss one that the caller did not.
 */
export async function statusMovedSince(
  transaction: CallerTransaction,
  intervention: { id: number; version: number; status_id: number | null },
  version: number,
): Promise<boolean> {
  if (version > intervention.version) return true;
  const { rows } = await sql<{ old_status_id: number | null; is_surprise: boolean }>`
    with transactions as (
      select change_id, max(id) as last_id,
             max((kind in ('intervention.rescheduled', 'intervention.updated')
                  or (kind = 'intervention.status_changed' and old_status_id is not null))::integer)
             + max((kind = 'intervention.assigned')::integer)
             + max((kind = 'intervention.unassigned')::integer)
             + max((kind in ('intervention.assignment_accepted', 'intervention.assignment_declined'))::integer) as versions,
             bool_or(kind = 'intervention.created') as is_creation
      from intervention_events where intervention_id = ${intervention.id} group by change_id
    ), counted as (
      select change_id, is_creation, sum(versions) over (order by last_id desc) - versions as versions_after
      from transactions
    )
    select e.old_status_id,
           h.actor_id is distinct from (select auth.uid())
             or coalesce(h.occurred_at, h.created_at) > coalesce(private.occurred_at(), now()) as is_surprise
    from counted c
    join intervention_events e on e.change_id = c.change_id and e.intervention_id = ${intervention.id}
    join changes h on h.id = c.change_id
    where c.versions_after < ${intervention.version - version} and not c.is_creation
      and e.kind = 'intervention.status_changed'
    order by e.id
  `.execute(transaction);
  const [first] = rows;
  const hasMoved = first !== undefined && first.old_status_id !== intervention.status_id;
  return hasMoved && rows.some(({ is_surprise }) => is_surprise);
}

function factOf(row: FactRow, language: string): Fact {
  const isUpdate = row.kind === "intervention.updated";
  return {
    id: row.id,
    kind: row.kind,
    at: (row.occurred_at ?? row.created_at).toISOString(),
    recorded_at: row.created_at.toISOString(),
    origin: row.origin,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name },
    from: isUpdate ? null : inLanguage(row.old_value, language),
    to: isUpdate ? null : inLanguage(row.new_value, language),
    fields: isUpdate ? fieldsOf(row.new_value, language) : null,
  };
}

function fieldsOf(value: JsonValue, language: string): Fact["fields"] {
  if (!isObject(value)) return null;
  return Object.fromEntries(
    Object.entries(value).map(([field, change]) => {
      const { from = null, to = null } = isObject(change) ? change : {};
      // A type is remembered as its bare names.
      const show = (side: JsonValue) =>
        inLanguage(field === "type" && isObject(side) ? { names: side } : side, language);
      return [field, { from: show(from), to: show(to) }];
    }),
  );
}

/** `{names: {it, en}, …}` becomes `{name, …}`. */
function inLanguage(value: JsonValue, language: string): JsonValue {
  if (!isObject(value) || !isObject(value.names)) return value;
  const { names, ...rest } = value;
  return { ...rest, name: nameIn(names as Record<string, string>, [language]) };
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
