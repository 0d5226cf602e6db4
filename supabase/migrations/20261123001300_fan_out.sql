-- Who is told: once per transaction, just before it commits, in one statement for everything it changed. The trigger
-- hangs on the transaction's one row in "changes", so it fires once whatever the number of statements and rows, and
-- sees the technicians as they finally are. notifications.md, 3, is the rule; this is its only place in code.

create view private.people with (security_invoker = true) as
select c.id as contact_id, a.id as account_id, a.is_active, a.profile_id, a.login_address_id, p.address_id as default_address_id,
       a.mutes_own_actions, coalesce(a.muted_email_kinds, '{}') as muted_email_kinds, a.quiet_from, a.quiet_to, a.time_zone
from public.contacts c
left join public.accounts a on a.contact_id = c.id
left join public.contact_points p on p.contact_id = c.id and p.channel = 'email' and p.is_default and c.anonymised_at is null;
comment on view private.people is 'One row for each contact: how reachable the person is.';

create function private.end_of_quiet(quiet_from time, quiet_to time, time_zone text) returns timestamptz
language sql stable set search_path = '' as $$
  select case
    when here::time >= quiet_from and here::time < quiet_to then (here::date + quiet_to) at time zone time_zone
    when quiet_from > quiet_to and here::time >= quiet_from then (here::date + 1 + quiet_to) at time zone time_zone
    when quiet_from > quiet_to and here::time < quiet_to then (here::date + quiet_to) at time zone time_zone end
  from (select now() at time zone time_zone as here) t
$$;
comment on function private.end_of_quiet is 'When the quiet hours end that it is now; null when it is not.';

create function private.snapshot_of(intervention public.interventions,
  status_change jsonb, schedule_change jsonb, is_new boolean, actor_name text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'number', intervention.number,
    'title', intervention.title,
    'priority', intervention.priority,
    'type_names', (select t.names from public.intervention_types t where t.id = intervention.type_id),
    'status', (select private.status_value(s) from public.intervention_statuses s where s.id = intervention.status_id),
    'status_change', status_change,
    'schedule_change', schedule_change,
    'is_new', is_new,
    'starts_at', intervention.starts_at,
    'duration_minutes', intervention.duration_minutes,
    'due_at', intervention.due_at,
    'customer_name', (select c.name from public.contacts c where c.id = intervention.customer_id),
    'contact_person_name', (select c.name from public.contacts c where c.id = intervention.contact_person_id),
    'site_address', (select private.one_line_address(s) from public.sites s
                     where s.id = intervention.site_id
                        or (intervention.site_id is null and s.contact_id = intervention.customer_id and s.is_default)),
    'technician_names', (select coalesce(jsonb_agg(c.name order by c.name), '[]')
                         from public.intervention_technicians t join public.contacts c on c.id = t.contact_id
                         where t.intervention_id = intervention.id),
    'actor_name', actor_name)
$$;
comment on function private.snapshot_of is 'The ingredients of the messages about an intervention, as they are at the end of this transaction.';

-- plpgsql, because it keeps the plan for the connection (PostgreSQL 17 plans a SQL function at every call), and always
-- the generic one: planning takes longer than one change.
create function private.fan_out(change public.changes) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
with
-- What the transaction amounts to: for each intervention the first and the last status and plan ...
net as materialized (
  select e.intervention_id,
         bool_or(e.kind = 'intervention.created') as is_new,
         max(e.id) filter (where e.kind = 'intervention.status_changed') as status_event_id,
         (array_agg(e.status_id order by e.id desc) filter (where e.kind = 'intervention.status_changed'))[1] as status_id,
         (array_agg(e.old_status_id order by e.id) filter (where e.kind = 'intervention.status_changed'))[1] as old_status_id,
         (array_agg(e.old_value order by e.id) filter (where e.kind = 'intervention.status_changed'))[1] as old_status,
         max(e.id) filter (where e.kind = 'intervention.rescheduled') as schedule_event_id,
         (array_agg(e.new_value order by e.id desc) filter (where e.kind = 'intervention.rescheduled'))[1] as schedule,
         (array_agg(e.old_value order by e.id) filter (where e.kind = 'intervention.rescheduled'))[1] as old_schedule
  from public.intervention_events e
  where e.change_id = change.id and e.kind in ('intervention.created', 'intervention.status_changed', 'intervention.rescheduled')
  group by e.intervention_id
),
-- ... where only what differs counts, and a new intervention has no plan that could change ...
status_net as (
  select n.intervention_id, n.status_event_id as event_id, n.status_id
  from net n where n.status_event_id is not null and n.status_id is distinct from n.old_status_id
),
schedule_net as (
  select n.intervention_id, n.schedule_event_id as event_id
  from net n where n.schedule_event_id is not null and n.schedule is distinct from n.old_schedule and not n.is_new
),
-- ... and for each technician in or out, unless both (an even number of facts cancels out).
assignment_net as materialized (
  select e.intervention_id, e.contact_id, max(e.id) as event_id, (array_agg(e.kind order by e.id desc))[1] as kind
  from public.intervention_events e
  where e.change_id = change.id and e.kind in ('intervention.assigned', 'intervention.unassigned')
  group by e.intervention_id, e.contact_id
  having count(*) % 2 = 1
),
admins as materialized (
  select a.contact_id from public.accounts a
  where a.is_active and a.profile_id = (select p.id from public.access_profiles p where p.key = 'Admin-Default')
),
-- Everyone considered: a person, as what, for which fact, on which channel.
considered as (
  select f.event_id, f.intervention_id, 'intervention.status_changed' as kind, r.audience, r.channel, a.contact_id
  from status_net f
  join public.notification_rules r on r.status_id = f.status_id and r.audience = 'admin'
  cross join admins a
  union all
  select f.event_id, f.intervention_id, 'intervention.status_changed', r.audience, r.channel, t.contact_id
  from status_net f
  join public.notification_rules r on r.status_id = f.status_id and r.audience = 'technician'
  left join public.intervention_technicians t on t.intervention_id = f.intervention_id
  union all
  select f.event_id, f.intervention_id, 'intervention.status_changed', r.audience, r.channel,
         coalesce(person.contact_id, i.customer_id, i.contact_person_id)
  from status_net f
  join public.notification_rules r on r.status_id = f.status_id and r.audience = 'customer'
  join public.interventions i on i.id = f.intervention_id
  left join public.contact_points person on person.contact_id = i.contact_person_id and person.channel = 'email' and person.is_default
  union all
  -- Technicians hear of a cancelled job whatever the rules say.
  select f.event_id, f.intervention_id, 'intervention.status_changed', 'technician', 'push', t.contact_id
  from status_net f
  join public.intervention_statuses s on s.id = f.status_id and s.kind = 'cancelled'
  join public.intervention_technicians t on t.intervention_id = f.intervention_id
  union all
  select a.event_id, a.intervention_id, a.kind, 'technician', 'push', a.contact_id
  from assignment_net a
  union all
  select f.event_id, f.intervention_id, 'intervention.rescheduled', 'technician', 'push', t.contact_id
  from schedule_net f
  join public.intervention_technicians t on t.intervention_id = f.intervention_id
),
-- What stands in the way. An assignment needs an active login, nothing else [NT-22]; a status more [NT-6, NT-7, NT-8, NT-19].
gated as (
  select c.event_id, c.intervention_id, c.kind, c.audience, c.channel, c.contact_id, p.account_id, p.quiet_from, p.quiet_to, p.time_zone, d.address_id,
    case c.kind when 'intervention.status_changed' then 2 when 'intervention.rescheduled' then 3 else 1 end as rank,
    case
      when c.contact_id is null and c.audience = 'customer' then 'no_customer'
      when c.contact_id is null then 'no_technician'
      when c.audience = 'customer' and change.notify = 'not_customer' then 'customer_not_to_be_notified'
      when c.audience = 'technician' and not p.is_active then 'account_inactive'
      when c.audience = 'technician' and p.account_id is null then 'no_login'
      when c.audience = 'technician' and c.kind = 'intervention.status_changed' and p.profile_id is null then 'no_profile'
      when c.audience <> 'admin' and c.kind = 'intervention.status_changed' and p.default_address_id is null then 'no_default_email'
      when c.channel = 'email' and exists (select from public.suppressions s where s.address_id = d.address_id
             and s.lifted_at is null and s.scope in ('everything', 'status_mail')) then 'address_suppressed'
      when c.audience <> 'customer' and p.mutes_own_actions and p.account_id = change.actor_id
             and c.kind not in ('intervention.assigned', 'intervention.unassigned') then 'own_action_muted'
      when c.audience <> 'customer' and c.channel = 'email' and c.kind = any (p.muted_email_kinds) then 'muted_by_preference'
    end::public.skip_reason as reason
  from considered c
  left join private.people p on p.contact_id = c.contact_id
  cross join lateral (select case when c.channel = 'email' then
    case when c.audience = 'admin' then coalesce(p.default_address_id, p.login_address_id) else p.default_address_id end end as address_id) d
),
-- One message for a person and a channel, whatever the audiences; the assignment's wording wins, and who passed counts.
message as materialized (
  select m.*, case when m.channel = 'push' and m.reason is null then nextval('public.notifications_id_seq') end as notification_id
  from (
    select g.intervention_id, g.contact_id, g.channel,
           (array_agg(g.event_id order by g.reason is not null, g.rank, g.event_id desc))[1] as event_id,
           (array_agg(g.kind order by g.reason is not null, g.rank, g.event_id desc))[1] as kind,
           coalesce(array_agg(distinct g.audience) filter (where g.reason is null), array_agg(distinct g.audience)) as audiences,
           case when bool_and(g.reason is not null) then min(g.reason) end as reason,
           max(g.address_id) filter (where g.reason is null or g.reason in ('address_suppressed', 'muted_by_preference', 'own_action_muted')) as address_id,
           (array_agg(g.account_id))[1] as account_id,
           min(g.quiet_from) as quiet_from, min(g.quiet_to) as quiet_to, min(g.time_zone) as time_zone
    from gated g
    group by g.intervention_id, g.contact_id, case when g.contact_id is null then g.audience end, g.channel
  ) m
),
-- Grouped, not joined: a cached plan made for one intervention would join 20,000 × 20,000.
told as (
  select t.intervention_id, bool_or(t.is_new) as is_new,
         (array_agg(t.status_change) filter (where t.status_change is not null))[1] as status_change,
         (array_agg(t.schedule_change) filter (where t.schedule_change is not null))[1] as schedule_change
  from (
    select distinct m.intervention_id, true as is_told, false as is_new, null::jsonb as status_change, null::jsonb as schedule_change
    from message m
    union all
    select n.intervention_id, false, n.is_new,
           case when n.status_event_id is not null and n.status_id is distinct from n.old_status_id then jsonb_build_object('from', n.old_status) end,
           case when not n.is_new and n.schedule is distinct from n.old_schedule then n.old_schedule end
    from net n
  ) t
  group by t.intervention_id
  having bool_or(t.is_told)
),
snapshots as (
  insert into public.intervention_snapshots (change_id, intervention_id, content)
  select change.id, i.id, private.snapshot_of(i, t.status_change, t.schedule_change, t.is_new, change.actor_name)
  from told t
  join public.interventions i on i.id = t.intervention_id
),
bell as (
  insert into public.notifications (id, change_id, event_id, intervention_id, account_id, kind, audiences)
  overriding system value
  select m.notification_id, change.id, m.event_id, m.intervention_id, m.account_id, m.kind, m.audiences
  from message m
  where m.notification_id is not null
)
insert into public.deliveries (event_id, change_id, intervention_id, notification_id, contact_id, account_id, address_id, push_subscription_id,
  channel, kind, audiences, state, skip_reason, is_urgent, not_before, next_attempt_at, expires_at)
select m.event_id, change.id, m.intervention_id, m.notification_id, m.contact_id, m.account_id, m.address_id, d.id,
       m.channel, m.kind, m.audiences,
       case when m.reason is null and (m.channel = 'email' or d.id is not null) then 'queued' else 'skipped' end::public.delivery_state,
       case when m.reason is null and m.channel = 'push' and d.id is null then 'no_device' else m.reason end,
       m.kind = 'intervention.assigned',
       q.quiet_until, coalesce(q.quiet_until, now()),
       coalesce(q.quiet_until, now()) + case when m.kind = 'intervention.assigned' and m.channel = 'push' then interval '4 hours' else interval '1 day' end
from message m
left join public.push_subscriptions d
  on m.notification_id is not null and d.account_id = m.account_id and d.removed_at is null
cross join lateral (select case when m.channel = 'push' and m.quiet_from is not null and m.kind <> 'intervention.assigned'
  then private.end_of_quiet(m.quiet_from, m.quiet_to, m.time_zone) end as quiet_until) q;
end $$;
comment on function private.fan_out is 'Writes the bell rows and deliveries of one transaction, the skipped ones with their reason.';

create function private.check_own_creations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.accounts a join public.access_profiles p on p.id = a.profile_id
             where a.id = new.actor_id and p.level = 'technician')
     and exists (select from public.intervention_events e
                 where e.change_id = new.id and e.kind = 'intervention.created'
                   and not exists (select from public.intervention_technicians t join public.accounts a on a.contact_id = t.contact_id
                                   where t.intervention_id = e.intervention_id and a.id = new.actor_id)) then
    perform private.refuse('forbidden', 'technicians create interventions for themselves only', 'technician_ids');
  end if;
  return null;
end $$;
comment on function private.check_own_creations is 'What a technician creates is assigned to that technician when the transaction ends.';

create function private.fan_out_at_commit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform set_config('campanella.told', new.id::text, true);
  if new.notify = 'nobody' or not exists (select from public.intervention_events e where e.change_id = new.id) then
    return null;
  end if;
  perform private.fan_out(new);
  perform private.wake();
  return null;
end $$;
comment on function private.fan_out_at_commit is 'Tells people of the transaction, and wakes those who deliver.';

create constraint trigger _800_check_own_creations after insert on public.changes
  deferrable initially deferred for each row execute function private.check_own_creations();
create constraint trigger _900_fan_out after insert on public.changes
  deferrable initially deferred for each row execute function private.fan_out_at_commit();
