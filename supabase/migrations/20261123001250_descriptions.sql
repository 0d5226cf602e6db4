-- What the fan-out asks of people and of interventions: how somebody is reached, and what the messages say. Views, not
-- functions, because their queries become part of the one that asks, whatever its size.

create view private.people with (security_invoker = true) as
select c.id as contact_id, a.id as account_id, a.is_active, a.profile_id, a.login_address_id, p.address_id as default_address_id,
       a.mutes_own_actions, coalesce(a.muted_email_kinds, '{}') as muted_email_kinds, a.quiet_from, a.quiet_to, a.time_zone
from public.contacts c
left join public.accounts a on a.contact_id = c.id
left join public.contact_points p on p.contact_id = c.id and p.channel = 'email' and p.is_default and c.anonymised_at is null;
comment on view private.people is 'One row for each contact: how reachable the person is.';

create function private.end_of_quiet(quiet_from time, quiet_to time, time_zone text, at timestamptz default now()) returns timestamptz
language sql stable set search_path = '' as $$
  select case
    when here::time >= quiet_from and here::time < quiet_to then (here::date + quiet_to) at time zone time_zone
    when quiet_from > quiet_to and here::time >= quiet_from then (here::date + 1 + quiet_to) at time zone time_zone
    when quiet_from > quiet_to and here::time < quiet_to then (here::date + quiet_to) at time zone time_zone end
  from (select at at time zone time_zone as here) t
$$;
comment on function private.end_of_quiet is 'When the quiet hours end that it is then; null when it is not. Local time decides, so that a night in which the clocks are changed is an hour longer or shorter.';

create view private.described_interventions with (security_invoker = true) as
select i.id, i.customer_id, i.number, i.title, i.priority, i.starts_at, i.duration_minutes, i.due_at, i.status_id,
       (select t.names from public.intervention_types t where t.id = i.type_id) as type_names,
       (select c.name from public.contacts c where c.id = i.customer_id) as customer_name,
       (select c.name from public.contacts c where c.id = i.contact_person_id) as contact_person_name,
       case when i.site_id is not null then (select private.one_line_address(s) from public.sites s where s.id = i.site_id)
            else (select private.one_line_address(s) from public.sites s where s.contact_id = i.customer_id and s.is_default) end as site_address,
       to_jsonb(array(select (select c.name from public.contacts c where c.id = t.contact_id) as name
                      from public.intervention_technicians t where t.intervention_id = i.id order by name)) as technician_names
from public.interventions i;
comment on view private.described_interventions is 'The ingredients of the messages about an intervention, as they are now.';
