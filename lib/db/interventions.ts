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

/** What an intervention `i` is shown with. Lookups, not joins: they run for the rows of the page alone. */
export const interventionColumns: RawBuilder<InterventionRow> = sql`
  i.id, i.number, i.version, i.title, i.description, i.note, i.answer, i.priority,
  i.starts_at, i.duration_minutes, i.due_at, i.created_at, i.updated_at,
  (select jsonb_build_object('id', t.id, 'names', t.names, 'color', t.color)
   from intervention_types t where t.id = i.type_id) as type,
  (select jsonb_build_object('id', s.id, 'names', s.names, 'color', s.color, 'kind', s.kind)
   from intervention_statuses s where s.id = i.status_id) as status,
  (select jsonb_build_object('id', c.id, 'name', c.name) from contacts c where c.id = i.customer_id) as customer,
  (select jsonb_build_object('id', c.id, 'name', c.name)
   from contacts c where c.id = i.contact_person_id) as contact_person,
  (select jsonb_build_object('id', s.id, 'name', s.name) from sites s where s.id = i.site_id) as site,
  (select jsonb_build_object('street', s.street, 'postal_code', s.postal_code, 'city', s.city)
   from sites s
   where s.id = i.site_id or (i.site_id is null and s.contact_id = i.customer_id and s.is_default)) as place,
  (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name, c.id), '[]')
   from intervention_technicians w join contacts c on c.id = w.contact_id
   where w.intervention_id = i.id) as technicians`;

/** Null when there is none of this number, or the caller may not see it. */
export async function interventionByNumber(
  transaction: CallerTransaction,
  number: number,
  language: string,
): Promise<Intervention | null> {
  const { rows } = await sql<InterventionRow>`
    select ${interventionColumns} from interventions i where i.number = ${number}
  `.execute(transaction);
  return rows[0] ? interventionOf(rows[0], language) : null;
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
