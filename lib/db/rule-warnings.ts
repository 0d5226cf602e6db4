import { sql } from "kysely";
import type { RuleWarning } from "../domain/rules/rules.ts";
import type { CallerTransaction } from "./caller.ts";

/** Whom the rules mean and do not reach, today. What people have muted is their choice. */
export async function ruleWarnings(transaction: CallerTransaction): Promise<RuleWarning[]> {
  const { rows } = await sql<RuleWarning>`
    with asked as (
      select distinct audience, channel from notification_rules
    ), meant as (
      select 'customer' as audience, case when person.default_address_id is null
               then coalesce(i.customer_id, i.contact_person_id) else i.contact_person_id end as contact_id
      from interventions i
      join intervention_statuses s on s.id = i.status_id and s.kind in ('open', 'in_progress')
      left join private.people person on person.contact_id = i.contact_person_id
      union
      select 'technician', id from contacts where is_technician and anonymised_at is null
      union
      select 'admin', a.contact_id
      from accounts a join access_profiles p on p.id = a.profile_id and p.key = 'Admin-Default'
      where a.is_active
    ), unreached as (
      select distinct
        case m.audience when 'customer' then 'customers_' when 'technician' then 'technicians_' else 'administrators_' end
        || case r.reason when 'account_inactive' then 'with_inactive_login' when 'no_login' then 'without_login'
             when 'no_profile' then 'without_profile' when 'no_default_email' then 'without_default_email'
             when 'address_suppressed' then 'with_suppressed_address' end as code,
        c.id, c.name
      from meant m
      join private.reachability r on r.contact_id = m.contact_id and r.audience = m.audience and r.matter = 'status'
      join asked on asked.audience = r.audience and asked.channel = r.channel
      join contacts c on c.id = m.contact_id
      where r.reason <> 'muted_by_preference'
    ), ranked as (
      select *, row_number() over (partition by code order by name, id) as place from unreached
    )
    select code, count(*) as count,
           jsonb_agg(jsonb_build_object('contact_id', id, 'name', name) order by place) filter (where place <= 50) as people
    from ranked group by code
    union all
    select 'no_administrator', 0, '[]'
    where exists (select from asked where audience = 'admin')
      and not exists (select from accounts a join access_profiles p on p.id = a.profile_id
                      where a.is_active and p.key = 'Admin-Default')
    order by code
  `.execute(transaction);
  return rows;
}
