-- The triggers that write the facts. Statement-level, with transition tables: one insert for any number of rows.
-- "enable_nestloop = off" where two transition tables are joined: the plan is cached from the first call, and one made
-- for a single row would join 20,000 × 20,000 (over a minute; 0.5 s so). Large tables are looked up by functions there,
-- so that a single change does not hash them.

create function private.record_created() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from new_rows) then return null; end if;
  insert into public.intervention_events (change_id, intervention_id, kind, status_id, new_value)
  select c.id, n.id, k.kind,
         case when k.kind = 'intervention.status_changed' then n.status_id end,
         case when k.kind = 'intervention.status_changed' then s.value else jsonb_build_object('title', n.title) end
  from new_rows n
  cross join (select private.current_change() as id offset 0) c
  cross join (values (1, 'intervention.created'), (2, 'intervention.status_changed')) k (position, kind)
  left join private.status_values s on s.id = n.status_id
  where k.position = 1 or n.status_id is not null
  order by n.id, k.position;
  return null;
end $$;
comment on function private.record_created is 'intervention.created, and intervention.status_changed from nothing [NT-10, NT-21].';

create function private.record_changed() returns trigger
language plpgsql security definer set search_path = '' set enable_nestloop = off set jit = off as $$
begin
  with statuses as materialized (
    select v.id, v.value from private.status_values v
  )
  insert into public.intervention_events (change_id, intervention_id, kind, old_status_id, status_id, old_value, new_value)
  select (select private.current_change()), f.*
  from (
    select n.id, 'intervention.status_changed', o.status_id, n.status_id, was.value, becomes.value
    from new_rows n
    join old_rows o using (id)
    left join statuses was on was.id = o.status_id
    left join statuses becomes on becomes.id = n.status_id
    where n.status_id is distinct from o.status_id
    union all
    select n.id, 'intervention.rescheduled', null, null,
           jsonb_build_object('starts_at', o.starts_at, 'duration_minutes', o.duration_minutes),
           jsonb_build_object('starts_at', n.starts_at, 'duration_minutes', n.duration_minutes)
    from new_rows n
    join old_rows o using (id)
    where (n.starts_at, n.duration_minutes) is distinct from (o.starts_at, o.duration_minutes)
    union all
    select n.id, 'intervention.updated', null, null, null, f.fields
    from new_rows n
    join old_rows o using (id)
    cross join lateral (
      select jsonb_object_agg(v.field, jsonb_build_object('from', v.old, 'to', v.new)) as fields
      from (values
        ('title', to_jsonb(o.title), to_jsonb(n.title)),
        ('description', to_jsonb(o.description), to_jsonb(n.description)),
        ('note', to_jsonb(o.note), to_jsonb(n.note)),
        ('answer', to_jsonb(o.answer), to_jsonb(n.answer)),
        ('priority', to_jsonb(o.priority), to_jsonb(n.priority)),
        ('due_at', to_jsonb(o.due_at), to_jsonb(n.due_at)),
        ('type', (select to_jsonb(t.names) from public.intervention_types t where t.id = o.type_id),
                 (select to_jsonb(t.names) from public.intervention_types t where t.id = n.type_id)),
        ('customer', private.contact_value(o.customer_id), private.contact_value(n.customer_id)),
        ('contact_person', private.contact_value(o.contact_person_id), private.contact_value(n.contact_person_id)),
        ('site', private.site_value(o.site_id), private.site_value(n.site_id))) v (field, old, new)
      where v.old is distinct from v.new) f
    where (n.title, n.description, n.note, n.answer, n.priority, n.due_at, n.type_id, n.customer_id, n.contact_person_id, n.site_id)
      is distinct from
          (o.title, o.description, o.note, o.answer, o.priority, o.due_at, o.type_id, o.customer_id, o.contact_person_id, o.site_id)) f;
  return null;
end $$;
comment on function private.record_changed is 'intervention.status_changed, .rescheduled and .updated. The same status saved again is no fact.';

create function private.copy_to_agenda() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.intervention_technicians t
  set starts_at = a.starts_at, is_open = a.is_open
  from (select n.id, n.starts_at, coalesce(s.kind in ('open', 'in_progress'), true) as is_open
        from new_rows n left join public.intervention_statuses s on s.id = n.status_id) a
  where t.intervention_id = a.id and (t.starts_at, t.is_open) is distinct from (a.starts_at, a.is_open);
  return null;
end $$;
comment on function private.copy_to_agenda is 'Keeps the copies in intervention_technicians; writes only rows whose copy is stale.';

create function private.copy_kind_to_agenda() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.intervention_technicians t
  set is_open = new.kind in ('open', 'in_progress')
  from public.interventions i
  where i.status_id = new.id and t.intervention_id = i.id and t.is_open <> (new.kind in ('open', 'in_progress'));
  return null;
end $$;
comment on function private.copy_kind_to_agenda is 'When a status gets another kind, so do the lists of the technicians.';

-- An assignment also counts as a version of the intervention.
create function private.record_assigned() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from new_rows) then return null; end if;
  insert into public.intervention_events (change_id, intervention_id, kind, contact_id, new_value)
  select c.id, n.intervention_id, 'intervention.assigned', n.contact_id, private.contact_value(n.contact_id)
  from new_rows n
  cross join (select private.current_change() as id offset 0) c
  order by n.intervention_id, n.contact_id;
  update public.interventions i set version = i.version + 1 where i.id in (select n.intervention_id from new_rows n);
  return null;
end $$;
comment on function private.record_assigned is 'intervention.assigned';

create function private.record_unassigned() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from old_rows) then return null; end if;
  insert into public.intervention_events (change_id, intervention_id, kind, contact_id, old_value)
  select c.id, o.intervention_id, 'intervention.unassigned', o.contact_id, private.contact_value(o.contact_id)
  from old_rows o
  cross join (select private.current_change() as id offset 0) c
  order by o.intervention_id, o.contact_id;
  update public.interventions i set version = i.version + 1 where i.id in (select o.intervention_id from old_rows o);
  return null;
end $$;
comment on function private.record_unassigned is 'intervention.unassigned';

create function private.record_responded() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.intervention_events (change_id, intervention_id, kind, contact_id, new_value)
  values (private.current_change(), new.intervention_id, 'intervention.assignment_' || new.response, new.contact_id,
          private.contact_value(new.contact_id) || jsonb_build_object('reason', new.decline_reason));
  update public.interventions i set version = i.version + 1 where i.id = new.intervention_id;
  return null;
end $$;
comment on function private.record_responded is 'intervention.assignment_accepted and .assignment_declined. The same response again is no fact.';

-- Whoever has the grants (the owner, the service key) is held to the same: no change without its fact.
create function private.keep_history() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_table_name = 'intervention_technicians' then
    perform private.refuse('invalid_input', 'an assignment is not moved: delete it and insert another', 'contact_id');
  elsif exists (select from public.intervention_events e where e.intervention_id = old.id) then
    perform private.refuse('invalid_input', 'an intervention with a history is not deleted: give it a cancelled status');
  end if;
  return old;
end $$;
comment on function private.keep_history is 'Assignments keep their keys, and interventions with facts stay.';

create trigger _100_keep_history before delete on public.interventions
  for each row execute function private.keep_history();
-- "after": any "before" trigger would lock each row of the agenda's bulk updates once more.
create trigger _100_keep_history after update of intervention_id, contact_id on public.intervention_technicians
  for each row when ((new.intervention_id, new.contact_id) is distinct from (old.intervention_id, old.contact_id))
  execute function private.keep_history();
create trigger _500_record_created after insert on public.interventions
  referencing new table as new_rows for each statement execute function private.record_created();
create trigger _500_record_changed after update on public.interventions
  referencing old table as old_rows new table as new_rows for each statement execute function private.record_changed();
create trigger _510_copy_to_agenda after update on public.interventions
  referencing new table as new_rows for each statement execute function private.copy_to_agenda();
create trigger _510_copy_kind_to_agenda after update of kind on public.intervention_statuses
  for each row when (old.kind <> new.kind) execute function private.copy_kind_to_agenda();
create trigger _500_record_assigned after insert on public.intervention_technicians
  referencing new table as new_rows for each statement execute function private.record_assigned();
-- Row by row: a person answers one assignment, and bulk changes of the agenda's copies do not pass here.
create trigger _500_record_responded after update of response, decline_reason on public.intervention_technicians
  for each row when ((new.response, new.decline_reason) is distinct from (old.response, old.decline_reason))
  execute function private.record_responded();
create trigger _500_record_unassigned after delete on public.intervention_technicians
  referencing old table as old_rows for each statement execute function private.record_unassigned();
