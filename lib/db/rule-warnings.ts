import { sql } from "kysely";
import type { RuleWarning } from "../domain/rules/rules.ts";
import type { CallerTransaction } from "./caller.ts";

/**
 * Whom the rules mean and do not reach, today: customers of open interventions, technicians, administrators. Gates as in
 * private.fan_out; the first that stands in the way counts.
 */
export async function ruleWarnings(transaction: CallerTransaction): Promise<RuleWarning[]> {
  const { rows } = await sql<RuleWarning>`
    with asked as (
      select bool_or(audience = 'customer') as customers, bool_or(audience = 'technician') as technicians,
             bool_or(audience = 'admin') as admins
      from notification_rules
    ), reachable as (
      select contact_id from contact_points where channel = 'email' and is_default
    ), unreached as (
      select distinct 'customers_without_default_email' as code, c.id, c.name
      from asked, interventions i
      join intervention_statuses s on s.id = i.status_id and s.kind in ('open', 'in_progress')
      join contacts c on c.id = i.customer_id
      where asked.customers and i.customer_id not in (select contact_id from reachable)
        and (i.contact_person_id is null or i.contact_person_id not in (select contact_id from reachable))
      union all
      select case when a.id is null then 'technicians_without_login'
                  when a.profile_id is null then 'technicians_without_profile'
                  else 'technicians_without_default_email' end, c.id, c.name
      from asked, contacts c left join accounts a on a.contact_id = c.id
      where asked.technicians and c.is_technician and c.anonymised_at is null and a.is_active is distinct from false
        and (a.id is null or a.profile_id is null or c.id not in (select contact_id from reachable))
    ), ranked as (
      select *, row_number() over (partition by code order by name, id) as place from unreached
    )
    select code, count(*) as count,
           jsonb_agg(jsonb_build_object('contact_id', id, 'name', name) order by place) filter (where place <= 50) as people
    from ranked group by code
    union all
    select 'no_administrator', 0, '[]'
    from asked
    where asked.admins and not exists (select from accounts a join access_profiles p on p.id = a.profile_id
                                       where a.is_active and p.key = 'Admin-Default')
    order by code
  `.execute(transaction);
  return rows;
}
