import { sql } from "kysely";
import { z } from "zod";
import type { ContactFilter } from "../domain/contacts/filter.ts";
import { encodeCursor } from "../domain/cursor.ts";
import { id } from "../domain/fields.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { fits } from "./contact-filter.ts";

/** A contact with all that a list of contacts can say. */
export type ExportedContact = {
  id: number;
  code: string | null;
  name: string;
  kind: "person" | "company";
  company: string | null;
  is_customer: boolean;
  is_technician: boolean;
  language: string | null;
  note: string | null;
  own_fields: Record<string, string | number>;
  created_at: Date;
  last_mailed_at: Date | null;
  /** As they were written, the default first. */
  emails: string[];
  phones: string[];
  /** Whether each of a channel is removed; null where there is none. */
  email_is_blocked: boolean | null;
  phone_is_blocked: boolean | null;
  street: string | null;
  postal_code: string | null;
  city: string | null;
  country: string | null;
  groups: string[];
};

/** Where a page ended: its last name as it is sorted, and its id. */
export const exportKey = z.tuple([z.string(), id]);

/** The next of those who fit, or of the chosen ones who are there, by name. */
export async function nextContacts(
  reading: CallerTransaction,
  { filter, ids }: { filter: ContactFilter; ids?: readonly number[] },
  after: z.output<typeof exportKey> | undefined,
  most: number,
): Promise<Page<ExportedContact>> {
  const { rows } = await sql<ExportedContact & { sort_key: string }>`
    select c.id, lower(c.name) as sort_key, c.code, c.name, c.kind, c.is_customer, c.is_technician, c.language, c.note, c.own_fields, c.created_at,
           (select o.name from contacts o where o.id = c.company_id) as company,
           (select d.sent_at from deliveries d where d.contact_id = c.id and d.channel = 'email' and d.state = 'sent' order by d.id desc limit 1) as last_mailed_at,
           reach.*, site.*,
           array(select g.name from contact_group_members m join contact_groups g on g.id = m.group_id where m.contact_id = c.id order by lower(g.name)) as groups
    from contacts c
    cross join lateral (
      select coalesce(array_agg(p.typed order by p.is_default desc, p.id) filter (where p.channel = 'email'), '{}') as emails,
             coalesce(array_agg(p.typed order by p.is_default desc, p.id) filter (where p.channel = 'phone'), '{}') as phones,
             bool_and(p.is_blocked) filter (where p.channel = 'email') as email_is_blocked,
             bool_and(p.is_blocked) filter (where p.channel = 'phone') as phone_is_blocked
      from (select p.*, exists (select from suppressions b where b.address_id = p.address_id and b.lifted_at is null and b.scope = 'everything') as is_blocked
            from contact_points p where p.contact_id = c.id) p) reach
    left join lateral (
      select s.street, s.postal_code, s.city, s.country from sites s
      where s.contact_id = c.id and s.archived_at is null order by s.is_default desc, s.id limit 1) site on true
    where ${ids ? sql`c.anonymised_at is null and c.id = any (${ids})` : fits(filter)}
      ${after ? sql`and (lower(c.name), c.id) > (${after[0]}, ${after[1]})` : sql``}
    order by lower(c.name), c.id limit ${most}
  `.execute(reading);
  const last = rows.at(-1);
  return { items: rows, next_cursor: last && rows.length === most ? encodeCursor([last.sort_key, last.id]) : null };
}
