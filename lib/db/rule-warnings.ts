import { sql } from "kysely";
import type { RuleWarning } from "../domain/rules/rules.ts";
import type { CallerTransaction } from "./caller.ts";

/**
 * Whom the rules mean and do not reach, today: customers of open interventions, technicians, administrators. Gates and
 * their order as in private.fan_out, which knows a change and its actor besides; what people have muted is their choice.
 */
export async function ruleWarnings(transaction: CallerTransaction): Promise<RuleWarning[]> {
  const { rows } = await sql<RuleWarning>`
    with asked as (
      select bool_or(audience = 'customer') as customers, bool_or(audience = 'technician') as technicians,
             bool_or(audience = 'technician' and channel = 'email') as technicians_by_email,
             bool_or(audience = 'admin') as admins, bool_or(audience = 'admin' and channel = 'email') as admins_by_email
      from notification_rules
    ), suppressed as (
      select address_id from suppressions where lifted_at is null and scope in ('everything', 'status_mail')
    ), reachable as (
      select contact_id, address_id, address_id in (select address_id from suppressed) as is_suppressed
      from contact_points where channel = 'email' and is_default
    ), unreached as (
      select distinct case when r.contact_id is null then 'customers_without_default_email'
                           else 'customers_with_suppressed_address' end as code, c.id, c.name
      from asked, interventions i
      join intervention_statuses s on s.id = i.status_id and s.kind in ('open', 'in_progress')
      left join reachable person on person.contact_id = i.contact_person_id
      join contacts c on c.id = coalesce(person.contact_id, i.customer_id)
      left join reachable r on r.contact_id = c.id
      where asked.customers and (r.contact_id is null or r.is_suppressed)
      union all
      select case when not a.is_active then 'technicians_with_inactive_login'
                  when a.id is null then 'technicians_without_login'
                  when a.profile_id is null then 'technicians_without_profile'
                  when r.contact_id is null then 'technicians_without_default_email'
                  else 'technicians_with_suppressed_address' end, c.id, c.name
      from asked, contacts c
      left join accounts a on a.contact_id = c.id
      left join reachable r on r.contact_id = c.id
      where asked.technicians and c.is_technician and c.anonymised_at is null
        and (a.id is null or not a.is_active or a.profile_id is null or r.contact_id is null
             or (r.is_suppressed and asked.technicians_by_email))
      union all
      select 'administrators_with_suppressed_address', c.id, c.name
      from asked, accounts a
      join access_profiles p on p.id = a.profile_id and p.key = 'Admin-Default'
      join contacts c on c.id = a.contact_id
      left join reachable r on r.contact_id = c.id
      where asked.admins_by_email and a.is_active
        and coalesce(r.address_id, a.login_address_id) in (select address_id from suppressed)
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
