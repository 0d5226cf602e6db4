-- What happened: append-only facts, written by statement-level triggers whatever door a change came through, and one
-- row in "changes" for each transaction that says what the rows cannot: who, through which door, who is not to be told.

create function private.api_key_name() returns text
language sql stable set search_path = '' as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'api_key' $$;
comment on function private.api_key_name is 'What the API key is called by which a person''s rights are used; null where the person is here.';

create function private.actor_name() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(private.api_key_name() || ' (API)', c.name) from public.accounts a join public.contacts c on c.id = a.contact_id where a.id = auth.uid()
$$;
comment on function private.actor_name is 'What the signed-in person, or the key that acts as one, is called now, to be remembered.';

create function private.occurred_at() returns timestamptz
language sql stable set search_path = '' as $$
  -- A phone that was without a network says later when it was. It cannot be in the future; 60 days bound how far a history can be told otherwise.
  select case when said <> '' then greatest(least(said::timestamptz, now()), now() - interval '60 days') end
  from (select current_setting('campanella.occurred_at', true) as said) s
$$;
comment on function private.occurred_at is 'When what this transaction does was done, where that was said: now at the latest, 60 days ago at the earliest. Null where nothing was said.';
grant execute on function private.occurred_at to authenticated;

create table public.changes (
  id              bigint generated always as identity primary key,
  transaction_id  xid8 not null default pg_current_xact_id(),
  actor_id        uuid default auth.uid(),
  actor_name      text default private.actor_name(),
  origin          text not null check (origin in ('admin', 'technician', 'customer', 'mail', 'api', 'recurrence', 'import', 'sql')),
  notify          text not null default 'all' check (notify in ('all', 'not_customer', 'nobody')),
  created_at      timestamptz not null default now(),
  occurred_at     timestamptz default private.occurred_at()
);
comment on table public.changes is 'One row for each transaction that changed interventions, or rang bells.';
comment on column public.changes.transaction_id is 'Starts again after dump and restore: compare created_at, too.';
comment on column public.changes.occurred_at is 'When a phone without a network did it, by the server''s clock; null: then.';
comment on column public.changes.actor_id is 'The signed-in person; null for the system and for SQL.';
comment on column public.changes.actor_name is 'As the person was called then; technicians may not read others'' accounts.';
comment on column public.changes.notify is 'not_customer: the person who saved it asked for that; nobody: seeds and imports.';
create index changes_by_transaction on public.changes (transaction_id);

-- No foreign keys here, on notifications and on deliveries: only triggers write them, and the checks, row by row,
-- double the cost of a bulk change.
create table public.intervention_events (
  id               bigint generated always as identity primary key,
  change_id        bigint not null,
  intervention_id  bigint not null,
  kind             text not null check (kind in ('intervention.created', 'intervention.status_changed', 'intervention.assigned',
                     'intervention.unassigned', 'intervention.rescheduled', 'intervention.updated',
                     'intervention.assignment_accepted', 'intervention.assignment_declined',
                     'intervention.note_added', 'intervention.note_changed', 'intervention.note_removed',
                     'intervention.work_added', 'intervention.work_changed', 'intervention.work_removed',
                     'intervention.file_added', 'intervention.file_removed')),
  contact_id       bigint,
  old_status_id    bigint,
  status_id        bigint,
  old_value        jsonb,
  new_value        jsonb,
  created_at       timestamptz not null default now()
);
comment on table public.intervention_events is 'Facts. Appended by triggers, never changed, never pruned.';
comment on column public.intervention_events.contact_id is 'The technician of an assignment, or who answers one.';
comment on column public.intervention_events.new_value is 'As it was called then, names in all languages included; for updates {field: {from, to}}.';
create index intervention_events_by_change on public.intervention_events (change_id);
create index intervention_events_by_intervention on public.intervention_events (intervention_id, id);
-- A bulk change makes thousands of facts with one change_id; with those statistics the fan-out of a single change was
-- planned for thousands, and took four times as long.
alter table public.intervention_events alter column change_id set (n_distinct = -0.5);

grant select on public.changes, public.intervention_events to authenticated;
-- Nothing else is granted: facts are written by triggers and stay.
alter table public.changes enable row level security;
alter table public.intervention_events enable row level security;
create policy "People see the facts of the interventions they see" on public.intervention_events
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.interventions i where i.id = intervention_events.intervention_id));
create policy "People see who changed the interventions they see" on public.changes
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.intervention_events e where e.change_id = changes.id));

create function private.door() returns text
language sql stable security definer set search_path = '' as $$
  select case when private.api_key_name() is not null then 'api' else coalesce((select case p.level when 'administrator' then 'admin' else 'technician' end
                   from public.accounts a join public.access_profiles p on p.id = a.profile_id where a.id = auth.uid()), 'sql') end
$$;
comment on function private.door is 'Where a change comes from when nobody says so.';

create function private.current_change() returns bigint
language plpgsql security definer set search_path = '' as $$
declare change_id bigint;
begin
  -- The last condition: when "set constraints all immediate" made the fan-out run early, what follows is a new change.
  select c.id into change_id from public.changes c
  where c.transaction_id = pg_current_xact_id() and c.created_at = now()
    and c.id > coalesce(nullif(current_setting('campanella.told', true), '')::bigint, 0);
  if not found then
    set constraints public._700_check_means_of_contact, public._710_keep_words, public._800_check_own_creations, public._800_check_required_fields, public._900_fan_out, public._950_tell_watchers deferred;
    insert into public.changes (origin) values (private.door()) returning id into change_id;
  end if;
  return change_id;
end $$;
comment on function private.current_change is 'The change of this transaction, made on first use.';

create function private.begin_change(origin text default null, notify text default 'all') returns void
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is not null and begin_change.notify = 'nobody' then
    perform private.refuse('forbidden', 'only seeds and imports tell nobody');
  end if;
  if exists (select from public.changes c where c.transaction_id = pg_current_xact_id() and c.created_at = now()
             and c.id > coalesce(nullif(current_setting('campanella.told', true), '')::bigint, 0)) then
    perform private.refuse('invalid_input', 'this transaction has begun its change already');
  end if;
  set constraints public._700_check_means_of_contact, public._710_keep_words, public._800_check_own_creations, public._800_check_required_fields, public._900_fan_out, public._950_tell_watchers deferred;
  insert into public.changes (origin, notify) values (coalesce(begin_change.origin, private.door()), begin_change.notify);
end $$;
comment on function private.begin_change is 'States, before the first statement of a transaction, what its rows cannot: the door, and who is not to be told.';
grant execute on function private.begin_change to authenticated, service_role;

create view private.status_values with (security_invoker = true) as
select s.id, jsonb_build_object('id', s.id, 'kind', s.kind, 'names', s.names, 'color', s.color) as value
from public.intervention_statuses s;
comment on view private.status_values is 'The statuses as they are called now, to be remembered.';

create function private.contact_value(contact_id bigint) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', c.id, 'name', c.name) from public.contacts c where c.id = contact_value.contact_id
$$;
comment on function private.contact_value is 'A contact as it is called now, to be remembered.';

create function private.site_value(site_id bigint) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'name', s.name, 'address', private.one_line_address(s)) from public.sites s where s.id = site_value.site_id
$$;
comment on function private.site_value is 'A site as it is called now, to be remembered.';
