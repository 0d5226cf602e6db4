import { sql } from "kysely";
import type { ContactChoice } from "../domain/contacts/filter.ts";
import type { CallerTransaction } from "./caller.ts";
import { fits } from "./contact-filter.ts";

export async function idsOf(transaction: CallerTransaction, choice: ContactChoice): Promise<number[]> {
  if (choice.ids) return [...new Set(choice.ids)];
  const { rows } = await sql<{ id: number }>`
    select c.id from contacts c where ${fits(choice.filter ?? {})} order by c.id
  `.execute(transaction);
  return rows.map(({ id }) => id);
}

export type Staying = { id: number; name: string; reason: "contact_has_login" | "contact_has_open_work" };

/** What would become of contacts, in the order of their names; whoever is not there any more is left out. */
export async function stayingContacts(
  transaction: CallerTransaction,
  ids: readonly number[],
  most: number,
): Promise<{ all: number; going: number; staying: Staying[] }> {
  const { rows } = await sql<{ all: number; going: number }>`
    select count(*) as all, count(*) filter (where s.reason is null) as going
    from private.contacts_staying(${ids}) s join contacts c on c.id = s.contact_id and c.anonymised_at is null
  `.execute(transaction);
  const named = await sql<Staying>`
    select c.id, c.name, s.reason
    from private.contacts_staying(${ids}) s join contacts c on c.id = s.contact_id and c.anonymised_at is null
    where s.reason is not null order by lower(c.name), c.id limit ${most}
  `.execute(transaction);
  return { ...(rows[0] ?? { all: 0, going: 0 }), staying: named.rows };
}

/** @param label what those are called from now on who cannot be deleted */
export async function removeContacts(
  transaction: CallerTransaction,
  ids: readonly number[],
  label: string,
): Promise<{ deleted: number; anonymised: number }> {
  const { rows } = await sql<{ deleted: number; anonymised: number }>`
    select count(*) filter (where outcome = 'deleted') as deleted, count(*) filter (where outcome = 'anonymised') as anonymised
    from private.remove_contacts(${ids}, ${label})
  `.execute(transaction);
  return rows[0] ?? { deleted: 0, anonymised: 0 };
}
