import { type RawBuilder, sql } from "kysely";
import type { Intervention } from "../domain/interventions/intervention.ts";
import type { Names, StatusKind } from "../domain/notifications/message.ts";
import { nameIn } from "../domain/notifications/names.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type Named = { id: number; names: Names; color: string };
type Instants = "starts_at" | "due_at" | "created_at" | "updated_at";

type Person = { id: number; name: string; is_technician: boolean };
type Derived = "customer" | "contact_person" | "technicians" | "site" | "address";

export type InterventionRow = Omit<Intervention, "type" | "status" | Derived | Instants> & {
  starts_at: Date | null;
  due_at: Date | null;
  created_at: Date;
  updated_at: Date;
  type: Named | null;
  status: (Named & { kind: StatusKind }) | null;
  customer_id: number | null;
  contact_person_id: number | null;
  site_id: number | null;
  /** Customer, contact person and technicians, by name; whom the caller may not see is missing. */
  people: Person[];
  /** The site, or the customer's default one. */
  place: { id: number; name: string; street: string; postal_code: string; city: string } | null;
};

/**
 * What an intervention `i` is shown with. Lookups, not joins: they run for the rows of the page alone. One for each
 * table: each brings the table's policies along, to be planned and asked.
 */
export const interventionColumns: RawBuilder<InterventionRow> = sql`
  i.id, i.number, i.version, i.title, i.description, i.note, i.answer, i.priority,
  i.starts_at, i.duration_minutes, i.due_at, i.created_at, i.updated_at,
  i.customer_id, i.contact_person_id, i.site_id,
  (select jsonb_build_object('id', t.id, 'names', t.names, 'color', t.color)
   from intervention_types t where t.id = i.type_id) as type,
  (select jsonb_build_object('id', s.id, 'names', s.names, 'color', s.color, 'kind', s.kind)
   from intervention_statuses s where s.id = i.status_id) as status,
  (select jsonb_build_object('id', s.id, 'name', s.name, 'street', s.street, 'postal_code', s.postal_code, 'city', s.city)
   from sites s
   where s.id = i.site_id or (i.site_id is null and s.contact_id = i.customer_id and s.is_default)) as place,
  (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'is_technician', c.id = any (w.ids))
                             order by c.name, c.id), '[]')
   from (select array(select w.contact_id from intervention_technicians w where w.intervention_id = i.id) as ids
         offset 0) w
   join contacts c on c.id = any (array[i.customer_id, i.contact_person_id] || w.ids)) as people`;

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
export function interventionOf(
  { customer_id, contact_person_id, site_id, people, place, ...row }: InterventionRow,
  language: string,
): Intervention {
  return {
    ...row,
    customer: personOf(people, customer_id),
    contact_person: personOf(people, contact_person_id),
    technicians: people.filter(({ is_technician }) => is_technician).map(({ id, name }) => ({ id, name })),
    site: place && place.id === site_id ? { id: place.id, name: place.name } : null,
    type: row.type && named(row.type, language),
    status: row.status && named(row.status, language),
    address: place && addressLine(place),
    starts_at: instantOf(row.starts_at),
    due_at: instantOf(row.due_at),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function personOf(people: Person[], id: number | null): { id: number; name: string } | null {
  const found = people.find((person) => person.id === id);
  return found ? { id: found.id, name: found.name } : null;
}

function named<T extends { names: Names }>({ names, ...rest }: T, language: string) {
  return { ...rest, name: nameIn(names, [language]) ?? "" };
}

/** "Via Roma 12, 20121 Milano" */
function addressLine({ street, postal_code, city }: NonNullable<InterventionRow["place"]>): string | null {
  const town = [postal_code, city].filter(Boolean).join(" ");
  return [street, town].filter(Boolean).join(", ") || null;
}
