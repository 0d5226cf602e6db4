import { type RawBuilder, sql } from "kysely";
import type { Intervention } from "../domain/interventions/intervention.ts";
import type { Names, StatusKind } from "../domain/notifications/message.ts";
import { nameIn } from "../domain/notifications/names.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type Named = { id: number; names: Names; color: string };
type Instants = "starts_at" | "due_at" | "created_at" | "updated_at";

export type InterventionRow = Omit<Intervention, "type" | "status" | "site" | "address" | Instants> & {
  starts_at: Date | null;
  due_at: Date | null;
  created_at: Date;
  updated_at: Date;
  type: Named | null;
  status: (Named & { kind: StatusKind }) | null;
  site: { id: number; name: string } | null;
  place: { street: string; postal_code: string; city: string } | null;
};

/** An intervention's own columns, without what they refer to. */
export const ownColumns = sql`
  i.id, i.number, i.version, i.title, i.description, i.note, i.answer, i.priority,
  i.starts_at, i.duration_minutes, i.due_at, i.created_at, i.updated_at`;

/** Interventions in the order of `page`, a query for their own columns, with the names of what they refer to. */
export function described<Row extends InterventionRow>(page: RawBuilder<unknown>): RawBuilder<Row> {
  return sql`
    with page as materialized (${page})
    select page.*, d.type, d.status, d.customer, d.contact_person, d.site, d.place, d.technicians, d.responses
    from page join private.described_for_me(array(select id from page)) d on d.id = page.id
    order by d.place_in_list`;
}

/** Null when there is none of this number, or the caller may not see it. */
export async function interventionByNumber(
  transaction: CallerTransaction,
  number: number,
  language: string,
): Promise<Intervention | null> {
  const { rows } = await described<InterventionRow>(
    sql`select ${ownColumns} from interventions i where i.number = ${number}`,
  ).execute(transaction);
  return rows[0] ? interventionOf(rows[0], language) : null;
}

/** At most as many as somebody carries along. */
const mostCarried = 300;

/**
 * Somebody's own open work that begins before a moment, or has no date, and what is done of these days; the oldest first.
 * Where it is too much, what comes next is carried first, then what has no date, then what was left open last.
 */
export async function carriedWork(
  transaction: CallerTransaction,
  { contact_id, language }: { contact_id: number; language: string },
  until: Date,
): Promise<Intervention[]> {
  const { rows } = await described<InterventionRow>(sql`
    select ${ownColumns}
    from (
      select a.intervention_id
      from intervention_technicians a
      where a.contact_id = ${contact_id}
        and case when a.is_open then a.starts_at is null or a.starts_at < ${until}
                 else a.starts_at between now() - interval '1 day' and now() + interval '1 day' end
      order by case when a.starts_at >= now() - interval '1 day' then a.starts_at end,
               a.starts_at desc nulls first, a.intervention_id desc
      limit ${sql.lit(mostCarried)}
    ) carried
    join interventions i on i.id = carried.intervention_id
    order by i.starts_at, i.id
  `).execute(transaction);
  return rows.map((row) => interventionOf(row, language));
}

/** Null when there is none of this number, or the caller may not see it. */
export async function interventionId(transaction: CallerTransaction, number: number): Promise<number | null> {
  const row = await transaction
    .selectFrom("interventions")
    .select("id")
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** As the API shows it, names in one language. */
export function interventionOf({ place, ...row }: InterventionRow, language: string): Intervention {
  return {
    ...row,
    type: row.type && named(row.type, language),
    status: row.status && named(row.status, language),
    address: place && addressLine(place),
    starts_at: instantOf(row.starts_at),
    due_at: instantOf(row.due_at),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function named<T extends { names: Names }>({ names, ...rest }: T, language: string) {
  return { ...rest, name: nameIn(names, [language]) ?? "" };
}

/** "Via Roma 12, 20121 Milano" */
function addressLine({ street, postal_code, city }: NonNullable<InterventionRow["place"]>): string | null {
  const town = [postal_code, city].filter(Boolean).join(" ");
  return [street, town].filter(Boolean).join(", ") || null;
}
