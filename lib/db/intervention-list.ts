import { type RawBuilder, sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type { Intervention } from "../domain/interventions/intervention.ts";
import type { InterventionQuery } from "../domain/interventions/intervention-query.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { described, type InterventionRow, interventionOf, ownColumns } from "./interventions.ts";
import { likePattern } from "./like-pattern.ts";

type Condition = RawBuilder<unknown>;
type Row = InterventionRow & { sort_at: string | null };

/** Whose list it is. A technician's starts from the technician's own rows, which carry what it is sorted by. */
type Reader = { contactId: number; isAdmin: boolean; language: string };

export async function listInterventions(
  transaction: CallerTransaction,
  query: InterventionQuery,
  reader: Reader,
): Promise<Page<Intervention>> {
  const list = listFor(query, reader);
  const rows: Row[] = [];
  // A key without a planned start splits what comes next in two, each one range of the index.
  for (const range of rangesAfter(query, list)) {
    if (rows.length > query.limit) break;
    // A limit that is a parameter could be anything to a plan that is kept.
    const limit = sql.lit(query.limit + 1 - rows.length);
    const where = sql.join([list.restriction, ...conditions(query, reader, list), range], sql` and `);
    const found = await described<Row>(sql`
      select ${ownColumns}, ${list.startsAt}::text as sort_at
      from ${isOpenWork(query, list) ? openWork(where, list, limit) : list.from}
      where ${isOpenWork(query, list) ? sql`true` : where}
      order by ${list.order}
      limit ${limit}
    `).execute(transaction);
    rows.push(...found.rows);
  }
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ sort_at: _, ...row }) => interventionOf(row, reader.language)),
    next_cursor: last && rows.length > query.limit ? encodeCursor(keyOf(last, query)) : null,
  };
}

function listFor(query: InterventionQuery, reader: Reader) {
  const technicianId = reader.isAdmin ? query.technician_id : reader.contactId;
  const isAgenda = technicianId !== undefined;
  const startsAt = isAgenda ? sql`a.starts_at` : sql`i.starts_at`;
  const id = isAgenda ? sql`a.intervention_id` : sql`i.id`;
  return {
    isAgenda,
    startsAt,
    id,
    from: isAgenda
      ? sql`intervention_technicians a join interventions i on i.id = a.intervention_id`
      : sql`interventions i`,
    restriction: isAgenda ? sql`a.contact_id = ${technicianId}` : sql`true`,
    order: {
      "-starts_at": sql`${startsAt} desc, ${id} desc`,
      starts_at: sql`${startsAt}, ${id}`,
      "-number": sql`i.number desc`,
      number: sql`i.number`,
    }[query.sort],
  };
}

type List = ReturnType<typeof listFor>;

/** Everybody's open work; a technician's own has an index of its own. */
function isOpenWork({ is_open, status_id }: InterventionQuery, { isAgenda }: List): boolean {
  return !isAgenda && is_open === true && status_id === undefined;
}

/** Looked for status by status: in the order of the list alone, all that is closed would have to be passed by first. */
function openWork(where: Condition, { order }: List, limit: Condition): Condition {
  const best = (status: Condition) => sql`(
    select i.id, i.number, i.starts_at from interventions i where ${status} and ${where} order by ${order} limit ${limit})`;
  return sql`(
    select i.id from (
      select best.* from intervention_statuses s cross join lateral ${best(sql`i.status_id = s.id`)} best
      where s.kind in ('open', 'in_progress')
      union all ${best(sql`i.status_id is null`)}) i
    order by ${order} limit ${limit}) open_work join interventions i on i.id = open_work.id`;
}

function conditions(query: InterventionQuery, reader: Reader, list: List): Condition[] {
  const { isAgenda, startsAt } = list;
  const { q, status_id, technician_id, customer_id, is_open, is_assigned, is_planned, from, to } = query;
  const isOpen = isAgenda
    ? sql`a.is_open`
    : sql`coalesce((select s.kind in ('open', 'in_progress') from intervention_statuses s where s.id = i.status_id), true)`;
  const isAssigned = sql`exists (select from intervention_technicians w where w.intervention_id = i.id)`;
  return [
    ...(status_id === undefined ? [] : [sql`i.status_id = ${status_id}`]),
    ...(customer_id === undefined ? [] : [sql`i.customer_id = ${customer_id}`]),
    ...(is_open === undefined || isOpenWork(query, list) ? [] : [is_open ? isOpen : sql`not ${isOpen}`]),
    ...(is_assigned === undefined ? [] : [is_assigned ? isAssigned : sql`not ${isAssigned}`]),
    ...(is_planned === undefined ? [] : [is_planned ? sql`${startsAt} is not null` : sql`${startsAt} is null`]),
    ...(from === undefined ? [] : [sql`${startsAt} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${startsAt} < ${to}`]),
    ...(technician_id === undefined || reader.isAdmin || technician_id === reader.contactId
      ? []
      : [
          sql`exists (select from intervention_technicians w
                     where w.intervention_id = i.id and w.contact_id = ${technician_id})`,
        ]),
    ...(q ? [matches(q)] : []),
  ];
}

function matches(q: string): Condition {
  const pattern = likePattern(q);
  const number = /^#?([1-9]\d{0,14})$/.exec(q)?.[1];
  return sql`(i.title ilike ${pattern} or i.description ilike ${pattern}
    or exists (select from contacts c where c.id = i.customer_id and c.name ilike ${pattern})
    ${number === undefined ? sql`` : sql`or i.number = ${Number(number)}`})`;
}

/** The rows after the cursor, as ranges in their order: PostgreSQL puts those without a start first when descending. */
function rangesAfter({ cursor, sort }: InterventionQuery, { startsAt, id }: List): Condition[] {
  if (cursor === undefined) return [sql`true`];
  if (cursor.length === 1) return [sort === "number" ? sql`i.number > ${cursor[0]}` : sql`i.number < ${cursor[0]}`];
  const [at, lastId] = cursor;
  if (sort === "starts_at") {
    if (at === null) return [sql`${startsAt} is null and ${id} > ${lastId}`];
    return [sql`(${startsAt}, ${id}) > (${at}::timestamptz, ${lastId})`, sql`${startsAt} is null`];
  }
  if (at !== null) return [sql`(${startsAt}, ${id}) < (${at}::timestamptz, ${lastId})`];
  return [sql`${startsAt} is null and ${id} < ${lastId}`, sql`${startsAt} is not null`];
}

function keyOf(row: Row, { sort }: InterventionQuery): (string | number | null)[] {
  return sort.endsWith("number") ? [row.number] : [row.sort_at, row.id];
}
