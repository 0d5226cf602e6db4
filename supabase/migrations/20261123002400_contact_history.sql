-- What happened to a contact, whatever door it came through: facts as those of interventions. One for each contact and
-- transaction says what the transaction amounts to, because a form that is saved changes several tables.

create table public.contact_events (
  id          bigint generated always as identity primary key,
  change_id   bigint not null,
  contact_id  bigint not null,
  kind        text not null check (kind in ('contact.created', 'contact.changed', 'contact.joined_group', 'contact.left_group', 'contact.anonymised')),
  value       jsonb,
  created_at  timestamptz not null default now()
);
comment on table public.contact_events is 'Facts of contacts, written by triggers. Who and through which door says the change. What they say of an anonymised contact is erased.';
comment on column public.contact_events.value is 'contact.changed: {field: {from, to}}, {} when it came to nothing; joined_group and left_group: {id, name} of the group as it was called then.';
create index contact_events_by_contact on public.contact_events (contact_id, id);
create index contact_events_by_change on public.contact_events (change_id);
create unique index contact_events_one_change on public.contact_events (change_id, contact_id) where kind = 'contact.changed';

grant select on public.contact_events to authenticated;
-- Nothing else is granted: triggers write them.
alter table public.contact_events enable row level security;
create policy "Administrators read the history of contacts" on public.contact_events
  for select to authenticated using ((select private.is_admin()));

create function private.merged_changes(before jsonb, after jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(f.field, jsonb_build_object('from', f.was, 'to', f.becomes)) filter (where f.was <> f.becomes), '{}')
  from (select k.field, case when before ? k.field then before -> k.field -> 'from' else after -> k.field -> 'from' end as was,
               case when after ? k.field then after -> k.field -> 'to' else before -> k.field -> 'to' end as becomes
        from (select jsonb_object_keys(before) as field union select jsonb_object_keys(after)) k) f
$$;
comment on function private.merged_changes is 'What two changes of one contact, {field: {from, to}} each, come to.';

create type private.contact_change as (contact_id bigint, fields jsonb);

-- A contact that this very transaction has made has no history yet but that.
create function private.record_contact_changes(changes private.contact_change[]) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if changes is null then return; end if;
  insert into public.contact_events as e (change_id, contact_id, kind, value)
  select c.id, x.contact_id, 'contact.changed', x.fields
  from unnest(changes) x
  cross join lateral (select from public.contacts k where k.id = x.contact_id and k.created_at <> now() offset 0) k
  cross join (select private.current_change() as id offset 0) c
  order by x.contact_id
  on conflict (change_id, contact_id) where kind = 'contact.changed' do update set value = private.merged_changes(e.value, excluded.value);
end $$;
comment on function private.record_contact_changes is 'contact.changed for each of these contacts; what the transaction has recorded of one before is merged.';

create function private.record_contacts_created() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from new_rows) then return null; end if;
  insert into public.contact_events (change_id, contact_id, kind)
  select c.id, n.id, 'contact.created' from new_rows n cross join (select private.current_change() as id offset 0) c order by n.id;
  return null;
end $$;
comment on function private.record_contacts_created is 'contact.created';

create function private.record_contacts_changed() returns trigger
language plpgsql security definer set search_path = '' set enable_nestloop = off set enable_seqscan = off as $$
begin
  perform private.record_contact_changes(array_agg(row(n.id, f.fields)::private.contact_change))
  from new_rows n
  join old_rows o using (id)
  cross join lateral (
    select jsonb_object_agg(v.field, jsonb_build_object('from', v.old, 'to', v.new)) as fields
    from (values
      ('kind', to_jsonb(o.kind), to_jsonb(n.kind)),
      ('name', to_jsonb(o.name), to_jsonb(n.name)),
      ('code', to_jsonb(o.code), to_jsonb(n.code)),
      ('is_customer', to_jsonb(o.is_customer), to_jsonb(n.is_customer)),
      ('is_technician', to_jsonb(o.is_technician), to_jsonb(n.is_technician)),
      ('company', private.contact_value(o.company_id), private.contact_value(n.company_id)),
      ('language', to_jsonb(o.language), to_jsonb(n.language)),
      ('note', to_jsonb(o.note), to_jsonb(n.note))) v (field, old, new)
    where coalesce(v.old, 'null') <> coalesce(v.new, 'null')) plain
  cross join lateral (
    select jsonb_object_agg('own_fields.' || k.key, jsonb_build_object('from', o.own_fields -> k.key, 'to', n.own_fields -> k.key)) as fields
    from (select jsonb_object_keys(o.own_fields) as key union select jsonb_object_keys(n.own_fields)) k
    where coalesce(o.own_fields -> k.key, 'null') <> coalesce(n.own_fields -> k.key, 'null')) own
  cross join lateral (select coalesce(plain.fields, '{}') || coalesce(own.fields, '{}') as fields) f
  where f.fields <> '{}' and n.anonymised_at is null
    and (n.kind, n.name, n.code, n.is_customer, n.is_technician, n.company_id, n.language, n.note, n.own_fields)
      is distinct from (o.kind, o.name, o.code, o.is_customer, o.is_technician, o.company_id, o.language, o.note, o.own_fields);
  return null;
end $$;
comment on function private.record_contacts_changed is 'contact.changed, for what contacts are.';

-- What is of the size of the change is hashed, what has a history is looked up by key ("lateral … offset 0"): see
-- private.fan_out.
create function private.record_contact_points() returns trigger
language plpgsql security definer set search_path = '' set enable_nestloop = off set enable_seqscan = off as $$
declare
  olds public.contact_points[]; news public.contact_points[]; changes private.contact_change[];
begin
  if tg_op <> 'INSERT' then select array_agg(o) into olds from old_rows o; end if;
  if tg_op <> 'DELETE' then select array_agg(n) into news from new_rows n; end if;
  with touched as materialized (
    select t.contact_id as id from (select o.contact_id from unnest(olds) o union select n.contact_id from unnest(news) n) t
    cross join lateral (select from public.contacts c where c.id = t.contact_id and c.created_at <> now() and c.anonymised_at is null offset 0) c
  ), rows as (
    select o.*, true as was, false as becomes from unnest(olds) o
    union all
    select n.*, false, true from unnest(news) n
    union all
    select p.*, true, true from touched t cross join lateral (select p.* from public.contact_points p where p.contact_id = t.id offset 0) p
    where p.id not in (select n.id from unnest(news) n)
  ), lists as (
    select r.contact_id, r.channel || case when d.is_default then '_default' else '' end as field,
           coalesce(jsonb_agg(s.shown order by r.id) filter (where r.was), '[]') as was,
           coalesce(jsonb_agg(s.shown order by r.id) filter (where r.becomes), '[]') as becomes
    from rows r
    cross join (values (false), (true)) d (is_default)
    cross join lateral (select case when r.label = '' or d.is_default then r.typed else r.typed || ' (' || r.label || ')' end as shown) s
    where r.contact_id in (select t.id from touched t) and (not d.is_default or r.is_default)
    group by r.contact_id, r.channel, d.is_default
  ), changed as (
    select l.contact_id, jsonb_object_agg(l.field, jsonb_build_object('from', l.was, 'to', l.becomes)) as fields
    from lists l where l.was <> l.becomes group by l.contact_id
  )
  select array_agg(row(c.contact_id, c.fields)::private.contact_change) into changes from changed c;
  perform private.record_contact_changes(changes);
  return null;
end $$;
comment on function private.record_contact_points is 'contact.changed, for how contacts are reached: the lists before and after, and which address is the default.';

create function private.record_sites() returns trigger
language plpgsql security definer set search_path = '' set enable_nestloop = off set enable_seqscan = off as $$
declare
  olds public.sites[]; news public.sites[]; changes private.contact_change[];
begin
  if tg_op <> 'INSERT' then select array_agg(o) into olds from old_rows o; end if;
  if tg_op <> 'DELETE' then select array_agg(n) into news from new_rows n; end if;
  with touched as materialized (
    select t.contact_id as id from (select o.contact_id from unnest(olds) o union select n.contact_id from unnest(news) n) t
    cross join lateral (select from public.contacts c where c.id = t.contact_id and c.created_at <> now() and c.anonymised_at is null offset 0) c
  ), rows as (
    select o as site, o.id, o.contact_id, o.name, o.archived_at is null as was, false as becomes from unnest(olds) o
    union all
    select n, n.id, n.contact_id, n.name, false, n.archived_at is null from unnest(news) n
    union all
    select s.site, s.id, s.contact_id, s.name, true, true
    from touched t cross join lateral (select s as site, s.* from public.sites s where s.contact_id = t.id and s.archived_at is null offset 0) s
    where s.id not in (select n.id from unnest(news) n)
  ), lists as (
    select r.contact_id, coalesce(jsonb_agg(x.shown order by r.id) filter (where r.was), '[]') as was,
           coalesce(jsonb_agg(x.shown order by r.id) filter (where r.becomes), '[]') as becomes
    from rows r
    cross join lateral (select concat_ws(': ', nullif(r.name, ''), private.one_line_address(r.site)) as shown) x
    where r.contact_id in (select t.id from touched t)
    group by r.contact_id
  )
  select array_agg(row(l.contact_id, jsonb_build_object('sites', jsonb_build_object('from', l.was, 'to', l.becomes)))::private.contact_change)
  into changes from lists l where l.was <> l.becomes;
  perform private.record_contact_changes(changes);
  return null;
end $$;
comment on function private.record_sites is 'contact.changed, for where contacts are.';

create trigger _500_record_created after insert on public.contacts
  referencing new table as new_rows for each statement execute function private.record_contacts_created();
create trigger _500_record_changed after update on public.contacts
  referencing old table as old_rows new table as new_rows for each statement execute function private.record_contacts_changed();
create trigger _500_record_added after insert on public.contact_points
  referencing new table as new_rows for each statement execute function private.record_contact_points();
create trigger _500_record_changed after update on public.contact_points
  referencing old table as old_rows new table as new_rows for each statement execute function private.record_contact_points();
create trigger _500_record_removed after delete on public.contact_points
  referencing old table as old_rows for each statement execute function private.record_contact_points();
create trigger _500_record_added after insert on public.sites
  referencing new table as new_rows for each statement execute function private.record_sites();
create trigger _500_record_changed after update on public.sites
  referencing old table as old_rows new table as new_rows for each statement execute function private.record_sites();

-- At the end, because how somebody is reached are rows that come after the contact. A contact person is reached through
-- the company, and who can sign in by the login; what comes in by itself has its own checks.
create function private.check_means_of_contact() returns trigger
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if auth.uid() is not null and exists (
      select from public.contact_events e
      cross join lateral (select from public.contacts c where c.id = e.contact_id and c.company_id is null and c.anonymised_at is null offset 0) c
      where e.change_id = new.id and (e.kind = 'contact.created' or e.kind = 'contact.changed' and e.value ?| '{email,phone}')
        and not exists (select from public.contact_points p where p.contact_id = e.contact_id offset 0)
        and not exists (select from public.accounts a where a.contact_id = e.contact_id offset 0)) then
    perform private.refuse('invalid_input', 'no_means_of_contact', 'contact_points');
  end if;
  return null;
end $$;
comment on function private.check_means_of_contact is 'A contact needs an e-mail address or a phone number at least [CT-45].';
create constraint trigger _700_check_means_of_contact after insert on public.changes
  deferrable initially deferred for each row execute function private.check_means_of_contact();
