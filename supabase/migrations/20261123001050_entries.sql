-- What a job gathers while it is done: notes, work lines, files. Their keys are made on the phone that writes them, network
-- or not, so that sending one twice makes it once.

create table public.intervention_notes (
  id               uuid primary key,
  intervention_id  bigint not null references public.interventions on delete restrict,
  text             text not null check (btrim(text) <> '' and length(text) <= 20000),
  created_by       uuid default auth.uid() references public.accounts on delete restrict,
  created_at       timestamptz not null default coalesce(private.occurred_at(), now())
);
comment on table public.intervention_notes is 'Notes of those who work on an intervention; customers do not see them.';
comment on column public.intervention_notes.created_at is 'When it was written, on whatever device.';
create index intervention_notes_of on public.intervention_notes (intervention_id, created_at);
create index intervention_notes_by_author on public.intervention_notes (created_by);

create table public.work_lines (
  id               uuid primary key,
  intervention_id  bigint not null references public.interventions on delete restrict,
  description      text not null default '' check (length(description) <= 5000),
  started_at       timestamptz,
  minutes          integer check (minutes between 1 and 10080),
  material         text not null default '' check (length(material) <= 500),
  quantity         numeric(12, 3) check (quantity > 0),
  unit             text not null default '' check (length(unit) <= 20),
  created_by       uuid default auth.uid() references public.accounts on delete restrict,
  created_at       timestamptz not null default coalesce(private.occurred_at(), now()),
  check (btrim(description) <> '' or minutes is not null or btrim(material) <> ''),
  check ((quantity is null and unit = '') or btrim(material) <> '')
);
comment on table public.work_lines is 'What was done, how long it took, and what was used.';
comment on column public.work_lines.started_at is 'When the work began, where a timer or the technician says so.';
comment on column public.work_lines.minutes is 'How long it took; a week at the most.';
comment on column public.work_lines.unit is 'Of the quantity, as people write it: "m", "l"; empty for pieces.';
create index work_lines_of on public.work_lines (intervention_id, created_at);
create index work_lines_by_author on public.work_lines (created_by);

create table public.attachments (
  id               uuid primary key,
  intervention_id  bigint not null references public.interventions on delete restrict,
  name             text not null check (btrim(name) <> '' and length(name) <= 200),
  media_type       text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  size             integer not null check (size > 0),
  width            integer check (width > 0),
  height           integer check (height > 0),
  has_thumbnail    boolean not null default false,
  stored_as        uuid not null default gen_random_uuid(),
  created_by       uuid default auth.uid() references public.accounts on delete restrict,
  created_at       timestamptz not null default coalesce(private.occurred_at(), now())
);
comment on table public.attachments is 'Photos and documents of interventions. Their bytes are in Storage, which only the server reaches.';
comment on column public.attachments.media_type is 'By the content, whatever the file is called.';
comment on column public.attachments.size is 'In bytes.';
comment on column public.attachments.stored_as is 'Part of the names of its bytes in Storage. Each attempt to send a file has its own, so that what one leaves or removes is never another''s.';
create index attachments_of on public.attachments (intervention_id, created_at);
create index attachments_by_author on public.attachments (created_by);

grant select, delete on public.intervention_notes, public.work_lines, public.attachments to authenticated;
grant insert (id, intervention_id, text), update (text) on public.intervention_notes to authenticated;
grant insert (id, intervention_id, description, started_at, minutes, material, quantity, unit),
      update (description, started_at, minutes, material, quantity, unit) on public.work_lines to authenticated;
grant insert (id, intervention_id, name, media_type, size, width, height, has_thumbnail, stored_as) on public.attachments to authenticated;
-- update is not granted on attachments: another file is another row.

alter table public.intervention_notes enable row level security;
alter table public.work_lines enable row level security;
alter table public.attachments enable row level security;

-- Reading asks no function for each row: the 6,000 entries of 300 interventions, which a phone takes along, took twice as
-- long with private.is_assigned. Writing is about one row.
create policy "Notes are read by who sees the intervention" on public.intervention_notes
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.intervention_technicians t
               where t.intervention_id = intervention_notes.intervention_id and t.contact_id = (select private.my_contact())));
create policy "Notes are written by who works on the intervention" on public.intervention_notes
  for insert to authenticated with check (((select private.is_admin()) or private.is_assigned(intervention_id)) and created_by = (select auth.uid()));
create policy "Notes are mended by who wrote them" on public.intervention_notes
  for update to authenticated using (created_by = (select auth.uid()) and ((select private.is_admin()) or private.is_assigned(intervention_id)));
create policy "Notes are removed by who wrote them, and by administrators" on public.intervention_notes
  for delete to authenticated using ((select private.is_admin()) or (created_by = (select auth.uid()) and private.is_assigned(intervention_id)));

create policy "Work lines are read by who sees the intervention" on public.work_lines
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.intervention_technicians t
               where t.intervention_id = work_lines.intervention_id and t.contact_id = (select private.my_contact())));
create policy "Work lines are written by who works on the intervention" on public.work_lines
  for insert to authenticated with check (((select private.is_admin()) or private.is_assigned(intervention_id)) and created_by = (select auth.uid()));
create policy "Work lines are mended by who wrote them, and by administrators" on public.work_lines
  for update to authenticated using ((select private.is_admin()) or (created_by = (select auth.uid()) and private.is_assigned(intervention_id)));
create policy "Work lines are removed by who wrote them, and by administrators" on public.work_lines
  for delete to authenticated using ((select private.is_admin()) or (created_by = (select auth.uid()) and private.is_assigned(intervention_id)));

create policy "Files are seen by who sees the intervention" on public.attachments
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.intervention_technicians t
               where t.intervention_id = attachments.intervention_id and t.contact_id = (select private.my_contact())));
create policy "Files are added by who works on the intervention" on public.attachments
  for insert to authenticated with check (((select private.is_admin()) or private.is_assigned(intervention_id)) and created_by = (select auth.uid()));
create policy "Files are removed by who added them, and by administrators" on public.attachments
  for delete to authenticated using ((select private.is_admin()) or (created_by = (select auth.uid()) and private.is_assigned(intervention_id)));

create function private.entry_author(account uuid) returns text
language sql stable security definer set search_path = '' as $$
  select c.name from public.accounts a join public.contacts c on c.id = a.contact_id where a.id = account
$$;
comment on function private.entry_author is 'Who wrote an entry, as the person is called now; technicians may not read others'' accounts.';
grant execute on function private.entry_author to authenticated;

create function private.record_entries() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from new_rows) then return null; end if;
    insert into public.intervention_events (change_id, intervention_id, kind, new_value)
    select c.id, n.intervention_id, 'intervention.' || tg_argv[0] || '_added', to_jsonb(n) - '{intervention_id,created_by,created_at,has_thumbnail,stored_as}'::text[]
    from new_rows n cross join (select private.current_change() as id offset 0) c
    order by n.created_at, n.id;
  elsif tg_op = 'DELETE' then
    if not exists (select from old_rows) then return null; end if;
    insert into public.intervention_events (change_id, intervention_id, kind, old_value)
    select c.id, o.intervention_id, 'intervention.' || tg_argv[0] || '_removed', to_jsonb(o) - '{intervention_id,created_by,created_at,has_thumbnail,stored_as}'::text[]
    from old_rows o cross join (select private.current_change() as id offset 0) c
    order by o.created_at, o.id;
  else
    if not exists (select from new_rows n join old_rows o using (id) where n.* is distinct from o.*) then return null; end if;
    insert into public.intervention_events (change_id, intervention_id, kind, old_value, new_value)
    select c.id, n.intervention_id, 'intervention.' || tg_argv[0] || '_changed',
           to_jsonb(o) - '{intervention_id,created_by,created_at}'::text[], to_jsonb(n) - '{intervention_id,created_by,created_at}'::text[]
    from new_rows n join old_rows o using (id) cross join (select private.current_change() as id offset 0) c
    where n.* is distinct from o.*
    order by n.created_at, n.id;
  end if;
  return null;
end $$;
comment on function private.record_entries is 'intervention.note_added, .work_changed, .file_removed …; nobody is told of them. The argument is the noun.';

create trigger _500_record_added after insert on public.intervention_notes
  referencing new table as new_rows for each statement execute function private.record_entries('note');
create trigger _500_record_changed after update on public.intervention_notes
  referencing old table as old_rows new table as new_rows for each statement execute function private.record_entries('note');
create trigger _500_record_removed after delete on public.intervention_notes
  referencing old table as old_rows for each statement execute function private.record_entries('note');
create trigger _500_record_added after insert on public.work_lines
  referencing new table as new_rows for each statement execute function private.record_entries('work');
create trigger _500_record_changed after update on public.work_lines
  referencing old table as old_rows new table as new_rows for each statement execute function private.record_entries('work');
create trigger _500_record_removed after delete on public.work_lines
  referencing old table as old_rows for each statement execute function private.record_entries('work');
create trigger _500_record_added after insert on public.attachments
  referencing new table as new_rows for each statement execute function private.record_entries('file');
create trigger _500_record_removed after delete on public.attachments
  referencing old table as old_rows for each statement execute function private.record_entries('file');
