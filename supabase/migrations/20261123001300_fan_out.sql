-- Who is told: once per transaction, just before it commits, in one statement for everything it changed. The trigger
-- hangs on the transaction's one row in "changes", so it fires once whatever the number of statements and rows, and
-- sees the technicians as they finally are. notifications.md, 3, is the rule; this is its only place in code.

-- plpgsql, because it keeps the plan for the connection (PostgreSQL 17 plans a SQL function at every call), and always
-- the generic one: planning takes longer than one change. That plan is made for a change of any size: what grows with
-- the change is hashed ("enable_nestloop = off": one made for a single row would join 20,000 × 20,000), and tables with
-- a history are looked up by key ("lateral … offset 0": a single change must not hash them). What is the same for many
-- rows is found out once: how a person is reached, and what an administrator is told of a status.
create function private.fan_out(change public.changes) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
  set enable_nestloop = off set jit = off set work_mem = '64MB' as $$
begin
with
-- What the transaction amounts to: for each intervention the first and the last status and plan ...
amount as (
  select e.intervention_id,
         bool_or(e.kind = 'intervention.created') as is_new,
         max(e.id) filter (where e.kind = 'intervention.status_changed') as status_event_id,
         (max(array[e.id, e.status_id]) filter (where e.kind = 'intervention.status_changed'))[2] as status_id,
         (min(array[e.id, e.old_status_id]) filter (where e.kind = 'intervention.status_changed'))[2] as old_status_id,
         (array_agg(e.old_value order by e.id) filter (where e.kind = 'intervention.status_changed'))[1] as old_status,
         max(e.id) filter (where e.kind = 'intervention.rescheduled') as schedule_event_id,
         (array_agg(e.new_value order by e.id) filter (where e.kind = 'intervention.rescheduled'))[count(*) filter (where e.kind = 'intervention.rescheduled')] as schedule,
         (array_agg(e.old_value order by e.id) filter (where e.kind = 'intervention.rescheduled'))[1] as old_schedule
  from public.intervention_events e
  where e.change_id = change.id and e.kind in ('intervention.created', 'intervention.status_changed', 'intervention.rescheduled')
  group by e.intervention_id
),
-- ... where only what differs counts, and a new intervention has no plan that could change ...
net as materialized (
  select a.*,
         a.status_event_id is not null and a.status_id is distinct from a.old_status_id as has_new_status,
         a.schedule_event_id is not null and a.schedule is distinct from a.old_schedule and not a.is_new as has_new_schedule
  from amount a
),
rules as materialized (
  select r.status_id, r.channel, case r.audience when 'admin' then 1 when 'customer' then 2 else 4 end as audience
  from public.notification_rules r
),
-- ... and for each technician in or out, unless both (an even number of facts cancels out).
assignment_net as (
  select e.intervention_id, e.contact_id, max(e.id) as event_id, max(e.kind) as kind
  from public.intervention_events e
  where e.change_id = change.id and e.kind in ('intervention.assigned', 'intervention.unassigned')
  group by e.intervention_id, e.contact_id
  having count(*) % 2 = 1
),
-- ... and who has declined, the last word of each.
declined as materialized (
  select e.intervention_id, max(e.id) as event_id
  from public.intervention_events e
  join public.intervention_technicians t on t.intervention_id = e.intervention_id and t.contact_id = e.contact_id and t.response = 'declined'
  where e.change_id = change.id and e.kind = 'intervention.assignment_declined'
  group by e.intervention_id
),
-- Everyone considered: a person, as what, for which fact, on which channel. First technicians and customers ...
-- (Numbers, because there are so many rows. Kinds are ranked by whose wording wins: 1 assigned, 2 unassigned, 3 status,
-- 4 rescheduled, 5 declined. Audiences add up: 1 administrators, 2 customers, 4 technicians.)
concerned as materialized (
  select n.status_event_id as event_id, n.intervention_id, 3 as rank, r.audience, r.channel, t.contact_id
  from net n
  join rules r on r.status_id = n.status_id and r.audience = 4
  left join lateral (select t.contact_id from public.intervention_technicians t where t.intervention_id = n.intervention_id offset 0) t on true
  where n.has_new_status
  union all
  select n.status_event_id, n.intervention_id, 3, r.audience, r.channel, c.contact_id
  from net n
  join rules r on r.status_id = n.status_id and r.audience = 2
  cross join lateral (
    select case when exists (select from public.contact_points p where p.contact_id = i.contact_person_id and p.channel = 'email' and p.is_default)
      then i.contact_person_id else coalesce(i.customer_id, i.contact_person_id) end as contact_id
    from public.interventions i where i.id = n.intervention_id offset 0) c
  where n.has_new_status
  union all
  -- (technicians hear of a cancelled job whatever the rules say)
  select n.status_event_id, n.intervention_id, 3, 4, 'push', t.contact_id
  from net n
  join public.intervention_statuses s on s.id = n.status_id and s.kind = 'cancelled'
  cross join lateral (select t.contact_id from public.intervention_technicians t where t.intervention_id = n.intervention_id offset 0) t
  where n.has_new_status
  union all
  select a.event_id, a.intervention_id, case a.kind when 'intervention.assigned' then 1 else 2 end, 4, 'push', a.contact_id
  from assignment_net a
  union all
  select n.schedule_event_id, n.intervention_id, 4, 4, 'push', t.contact_id
  from net n
  cross join lateral (select t.contact_id from public.intervention_technicians t where t.intervention_id = n.intervention_id offset 0) t
  where n.has_new_schedule
),
admins as materialized (
  select a.contact_id, exists (select from declined) or a.contact_id in (select c.contact_id from concerned c where c.contact_id is not null) as is_concerned
  from public.accounts a
  where a.is_active and a.profile_id = (select p.id from public.access_profiles p where p.key = 'Admin-Default')
),
-- ... and how each of them is reached.
people as materialized (
  select c.contact_id, a.id as account_id, a.is_active, a.profile_id is not null as has_profile, a.mutes_own_actions and a.id = change.actor_id as mutes_this,
         'intervention.status_changed' = any (a.muted_email_kinds) as mutes_email,
         d.address_id as default_address_id, coalesce(d.address_id, a.login_address_id) as any_address_id,
         exists (select from public.suppressions s where s.address_id = coalesce(d.address_id, a.login_address_id)
                 and s.lifted_at is null and s.scope in ('everything', 'status_mail')) as is_suppressed,
         case when a.quiet_from is not null then private.end_of_quiet(a.quiet_from, a.quiet_to, a.time_zone) end as quiet_until
  from (select c.contact_id from concerned c union select a.contact_id from admins a) c
  left join lateral (select a.* from public.accounts a where a.contact_id = c.contact_id offset 0) a on true
  left join lateral (select p.address_id from public.contact_points p where p.contact_id = c.contact_id and p.channel = 'email' and p.is_default
                       and exists (select from public.contacts x where x.id = p.contact_id and x.anonymised_at is null) offset 0) d on true
),
-- ... then administrators: those who are nothing else here once for each status, not once for each intervention.
considered as (
  select c.event_id, c.intervention_id, null::bigint as status_id, c.rank, c.audience, c.channel, c.contact_id
  from concerned c
  union all
  select n.status_event_id, n.intervention_id, null, 3, 1, r.channel, a.contact_id
  from net n
  join rules r on r.status_id = n.status_id and r.audience = 1
  join admins a on a.is_concerned and n.has_new_status
  union all
  select d.event_id, d.intervention_id, null, 5, 1, 'push', a.contact_id
  from declined d cross join admins a
  union all
  select null, null, r.status_id, 3, 1, r.channel, a.contact_id
  from rules r
  join admins a on not a.is_concerned and r.audience = 1
),
-- What stands in the way. An assignment needs an active login, nothing else [NT-22]; a status more [NT-6, NT-7, NT-8, NT-19].
gated as not materialized (
  select c.event_id, c.intervention_id, c.status_id, c.rank, c.audience, c.channel, c.contact_id, p.account_id, p.quiet_until,
    case when c.channel = 'email' then case when c.audience = 1 then p.any_address_id else p.default_address_id end end as address_id,
    case
      when c.contact_id is null and c.audience = 2 then 'no_customer'
      when c.contact_id is null then 'no_technician'
      when c.audience = 2 and change.notify = 'not_customer' then 'customer_not_to_be_notified'
      when c.audience = 4 and not p.is_active then 'account_inactive'
      when c.audience = 4 and p.account_id is null then 'no_login'
      when c.audience = 4 and c.rank = 3 and not p.has_profile then 'no_profile'
      when c.audience <> 1 and c.rank = 3 and p.default_address_id is null then 'no_default_email'
      when c.channel = 'email' and p.is_suppressed then 'address_suppressed'
      when c.audience <> 2 and p.mutes_this and c.rank > 2 then 'own_action_muted'
      when c.audience <> 2 and c.channel = 'email' and p.mutes_email then 'muted_by_preference'
    end::public.skip_reason as reason
  from considered c
  left join people p on p.contact_id = c.contact_id
),
-- One message for a person and a channel, whatever the audiences; the assignment's wording wins, and who passed counts.
message as materialized (
  select m.intervention_id, m.contact_id, m.account_id, m.channel, - m.best[3] as event_id, m.best[2]::int as rank, m.audiences,
         m.reason, m.address_id, m.quiet_until,
         case when m.channel = 'push' and m.reason is null then nextval('public.notifications_id_seq') end as notification_id
  from (
    select g.intervention_id, g.contact_id, g.account_id, g.channel, g.quiet_until,
           min(array[case when g.reason is null then 0 else 1 end, g.rank, - g.event_id]) as best,
           coalesce(bit_or(g.audience) filter (where g.reason is null), bit_or(g.audience)) as audiences,
           case when bool_and(g.reason is not null) then min(g.reason) end as reason,
           max(g.address_id) filter (where g.reason is null or g.reason in ('address_suppressed', 'muted_by_preference', 'own_action_muted')) as address_id
    from gated g
    where g.status_id is null
    group by g.intervention_id, g.contact_id, g.account_id, g.quiet_until, case when g.contact_id is null then g.audience end, g.channel
  ) m
  union all
  select n.intervention_id, g.contact_id, g.account_id, g.channel, n.status_event_id, g.rank, g.audience,
         g.reason, g.address_id, g.quiet_until,
         case when g.channel = 'push' and g.reason is null then nextval('public.notifications_id_seq') end
  from net n
  join gated g on g.status_id = n.status_id and g.status_id is not null
  where n.has_new_status
),
worded as not materialized (
  select m.*, ('{intervention.assigned,intervention.unassigned,intervention.status_changed,intervention.rescheduled,intervention.assignment_declined}'::text[])[m.rank] as kind,
         case m.audiences when 1 then '{admin}' when 2 then '{customer}' when 3 then '{admin,customer}' when 4 then '{technician}'
           when 5 then '{admin,technician}' when 6 then '{customer,technician}' else '{admin,customer,technician}' end::text[] as audience_names
  from message m
),
statuses as materialized (
  select s.id, s.value from private.status_values s
),
worded_fields as materialized (
  select f.key, f.type from public.contact_fields f where f.is_worded
),
snapshots as (
  insert into public.intervention_snapshots (change_id, intervention_id, content)
  select change.id, told.intervention_id, to_jsonb(content)
  from (select distinct m.intervention_id from message m) told
  left join net n on n.intervention_id = told.intervention_id
  cross join lateral (select i.* from private.described_interventions i where i.id = told.intervention_id offset 0) i
  left join statuses s on s.id = i.status_id
  cross join lateral (
    select i.number, i.title, i.priority, i.type_names, s.value as status,
           case when n.has_new_status then jsonb_build_object('from', n.old_status) end as status_change,
           case when n.has_new_schedule then n.old_schedule end as schedule_change,
           (select e.new_value - 'id' from declined d join public.intervention_events e on e.id = d.event_id
            where d.intervention_id = told.intervention_id) as declined,
           coalesce(n.is_new, false) as is_new, i.starts_at, i.duration_minutes, i.due_at, i.customer_name,
           i.contact_person_name, i.site_address, i.technician_names, change.actor_name,
           (select jsonb_object_agg(w.key, jsonb_build_object('type', w.type, 'value', c.own_fields -> w.key))
            from worded_fields w join public.contacts c on c.id = i.customer_id where c.own_fields ? w.key) as customer_fields) content
),
bell as (
  insert into public.notifications (id, change_id, event_id, intervention_id, account_id, kind, audiences)
  overriding system value
  select m.notification_id, change.id, m.event_id, m.intervention_id, m.account_id, m.kind, m.audience_names
  from worded m
  where m.notification_id is not null
),
devices as materialized (
  select p.account_id, d.id
  from people p
  cross join lateral (select d.id from public.push_subscriptions d where d.account_id = p.account_id and d.removed_at is null offset 0) d
)
insert into public.deliveries (event_id, change_id, intervention_id, notification_id, contact_id, account_id, address_id, push_subscription_id,
  channel, kind, audiences, state, skip_reason, is_urgent, not_before, next_attempt_at, expires_at)
select m.event_id, change.id, m.intervention_id, m.notification_id, m.contact_id, m.account_id, m.address_id, d.id,
       m.channel, m.kind, m.audience_names,
       case when m.reason is null and (m.channel = 'email' or d.id is not null) then 'queued'::public.delivery_state else 'skipped' end,
       case when m.reason is null and m.channel = 'push' and d.id is null then 'no_device' else m.reason end,
       m.rank = 1,
       q.quiet_until, coalesce(q.quiet_until, now()),
       coalesce(q.quiet_until, now()) + case when m.rank = 1 and m.channel = 'push' then interval '4 hours' else interval '1 day' end
from worded m
left join devices d on m.notification_id is not null and d.account_id = m.account_id
cross join lateral (select case when m.channel = 'push' and m.rank > 1 then m.quiet_until end as quiet_until) q;
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
    perform private.refuse('forbidden', 'technicians_create_for_themselves', 'technician_ids');
  end if;
  return null;
end $$;
comment on function private.check_own_creations is 'What a technician creates is assigned to that technician when the transaction ends.';

create function private.lacking_fields(intervention_id bigint, required text[]) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(
    select f.field from unnest(required) with ordinality f (field, place)
    where case f.field
      when 'type_id' then i.type_id is null
      when 'customer_id' then i.customer_id is null
      when 'contact_person_id' then i.contact_person_id is null
      when 'site_id' then i.site_id is null
        and not exists (select from public.sites d where d.contact_id = i.customer_id and d.is_default)
      when 'technician_ids' then not exists (select from public.intervention_technicians t where t.intervention_id = i.id)
      when 'starts_at' then i.starts_at is null
      when 'duration_minutes' then i.duration_minutes is null
      when 'due_at' then i.due_at is null
      when 'description' then btrim(i.description) = ''
      when 'answer' then btrim(i.answer) = '' end
    order by f.place)
  from public.interventions i
  where i.id = lacking_fields.intervention_id
    -- A trigger asks as the system; who is signed in asks of what they see.
    and (auth.uid() is null or private.is_admin() or private.is_assigned(i.id) or private.is_just_created(i.id))
$$;
comment on function private.lacking_fields is 'Which of the fields that a status requires an intervention lacks; to whoever may see it.';
grant execute on function private.lacking_fields to authenticated;

-- At the end, because technicians are rows of their own, which come after the status.
create function private.check_required_fields() returns trigger
language plpgsql security definer set search_path = '' as $$
declare lacking text[];
begin
  if not exists (select from public.intervention_statuses s where s.required_fields <> '{}') then
    return null;
  end if;
  select l.fields into lacking
  from public.intervention_events e
  join public.interventions i on i.id = e.intervention_id and i.status_id = e.status_id
  join public.intervention_statuses s on s.id = i.status_id and s.required_fields <> '{}'
  cross join lateral (select private.lacking_fields(i.id, s.required_fields) as fields) l
  where e.change_id = new.id and e.kind = 'intervention.status_changed' and l.fields <> '{}'
  limit 1;
  if lacking is not null then
    perform private.refuse('invalid_input', 'status_needs_field', array_to_string(lacking, ','));
  end if;
  return null;
end $$;
comment on function private.check_required_fields is 'Refuses a status while something is empty that has to be filled in before; names all that is missing.';

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
create constraint trigger _800_check_required_fields after insert on public.changes
  deferrable initially deferred for each row execute function private.check_required_fields();
create constraint trigger _900_fan_out after insert on public.changes
  deferrable initially deferred for each row execute function private.fan_out_at_commit();
