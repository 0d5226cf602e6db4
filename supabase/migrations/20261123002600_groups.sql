-- Groups of contacts, and the categories that groups are arranged in. A group is fixed (who is in it was put there) or
-- smart (a saved filter: who fits is in it).

create table public.group_categories (
  id          bigint generated always as identity primary key,
  name        text not null check (btrim(name) <> '' and length(name) <= 100),
  created_at  timestamptz not null default now()
);
comment on table public.group_categories is 'What groups are arranged by. A group has one category at most [CT-65].';
create unique index group_categories_name on public.group_categories (lower(name));

create table public.contact_groups (
  id           bigint generated always as identity primary key,
  name         text not null check (btrim(name) <> '' and length(name) <= 100),
  category_id  bigint references public.group_categories on delete set null,
  filter       jsonb check (jsonb_typeof(filter) = 'object'),
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
comment on table public.contact_groups is 'Groups of contacts.';
comment on column public.contact_groups.filter is 'Of a smart group: contactFilter of lib/domain/contacts/filter.ts. Null: a fixed group.';
create unique index contact_groups_name on public.contact_groups (lower(name));
create index contact_groups_category on public.contact_groups (category_id);

create table public.contact_group_members (
  group_id    bigint not null references public.contact_groups on delete cascade,
  contact_id  bigint not null references public.contacts on delete cascade,
  created_at  timestamptz not null default now(),
  primary key (group_id, contact_id)
);
comment on table public.contact_group_members is 'Who is in a fixed group.';
create index contact_group_members_contact on public.contact_group_members (contact_id);

create table public.contact_group_watchers (
  group_id    bigint not null references public.contact_groups on delete cascade,
  account_id  uuid not null references public.accounts on delete cascade,
  primary key (group_id, account_id)
);
comment on table public.contact_group_watchers is 'Who wants to be told when somebody joins or leaves a fixed group [CT-57].';
create index contact_group_watchers_account on public.contact_group_watchers (account_id);

grant select on public.group_categories, public.contact_groups, public.contact_group_members, public.contact_group_watchers to authenticated;
grant insert (name), update (name), delete on public.group_categories to authenticated;
grant insert (name, category_id, filter), update (name, category_id, filter), delete on public.contact_groups to authenticated;
grant insert (group_id, contact_id), delete on public.contact_group_members to authenticated;
grant insert (group_id, account_id), delete on public.contact_group_watchers to authenticated;

alter table public.group_categories enable row level security;
alter table public.contact_groups enable row level security;
alter table public.contact_group_members enable row level security;
alter table public.contact_group_watchers enable row level security;
create policy "Administrators read categories" on public.group_categories for select to authenticated using ((select private.is_admin()));
create policy "Administrators add categories" on public.group_categories for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change categories" on public.group_categories for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators remove categories" on public.group_categories for delete to authenticated using ((select private.is_admin()));
create policy "Administrators read groups" on public.contact_groups for select to authenticated using ((select private.is_admin()));
create policy "Administrators add groups" on public.contact_groups for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change groups" on public.contact_groups for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators remove groups" on public.contact_groups for delete to authenticated using ((select private.is_admin()));
create policy "Administrators read who is in a group" on public.contact_group_members for select to authenticated using ((select private.is_admin()));
create policy "Administrators put contacts into groups" on public.contact_group_members for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators take contacts out of groups" on public.contact_group_members for delete to authenticated using ((select private.is_admin()));
create policy "Administrators see who watches a group" on public.contact_group_watchers for select to authenticated using ((select private.is_admin()));
create policy "Administrators watch groups for themselves" on public.contact_group_watchers
  for insert to authenticated with check ((select private.is_admin()) and account_id = (select auth.uid()));
create policy "Administrators stop watching for themselves" on public.contact_group_watchers
  for delete to authenticated using ((select private.is_admin()) and account_id = (select auth.uid()));

create trigger _200_bump_version before update on public.contact_groups
  for each row when (old.* is distinct from new.*) execute function private.bump_version();

create function private.check_group() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.filter is null) <> (old.filter is null) then
    perform private.refuse('invalid_input', 'group_kind_stays', 'filter');
  end if;
  return new;
end $$;
comment on function private.check_group is 'A fixed group stays fixed, a smart one smart.';
create trigger _100_check_group before update of filter on public.contact_groups for each row execute function private.check_group();

create function private.check_members() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from new_rows n join public.contact_groups g on g.id = n.group_id and g.filter is not null) then
    perform private.refuse('invalid_input', 'group_is_smart', 'group_ids');
  end if;
  return null;
end $$;
comment on function private.check_members is 'Who is in a smart group follows from its filter.';
create trigger _100_check_members after insert on public.contact_group_members
  referencing new table as new_rows for each statement execute function private.check_members();

-- While the group is still there to be named.
create function private.empty_group() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.contact_group_members m where m.group_id = old.id;
  return old;
end $$;
comment on function private.empty_group is 'Whoever is in a group leaves it when it goes.';
create trigger _100_empty_group before delete on public.contact_groups for each row execute function private.empty_group();

create function private.record_members() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved public.contact_group_members[];
begin
  if tg_op = 'INSERT' then
    select array_agg(n) into moved from new_rows n;
  else
    select array_agg(o) into moved from old_rows o;
  end if;
  if moved is null then return null; end if;
  insert into public.contact_events (change_id, contact_id, kind, value)
  select c.id, m.contact_id, case tg_op when 'INSERT' then 'contact.joined_group' else 'contact.left_group' end,
         jsonb_build_object('id', g.id, 'name', g.name)
  from unnest(moved) m
  join public.contact_groups g on g.id = m.group_id
  cross join (select private.current_change() as id offset 0) c
  order by m.contact_id;
  return null;
end $$;
comment on function private.record_members is 'contact.joined_group and contact.left_group';
create trigger _500_record_joined after insert on public.contact_group_members
  referencing new table as new_rows for each statement execute function private.record_members();
create trigger _500_record_left after delete on public.contact_group_members
  referencing old table as old_rows for each statement execute function private.record_members();

-- Locked in the order of their ids: two who merge the same groups, each into the other, do not wait for each other.
create function private.merge_groups(kept bigint, merged bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  elsif kept = merged then
    perform private.refuse('invalid_input', 'two_groups_needed', 'merged_id');
  end if;
  perform from public.contact_groups g where g.id in (kept, merged) order by g.id for update;
  if (select count(*) from public.contact_groups g where g.id in (kept, merged)) < 2 then
    perform private.refuse('not_found', 'does_not_exist');
  elsif exists (select from public.contact_groups g where g.id in (kept, merged) and g.filter is not null) then
    perform private.refuse('invalid_input', 'group_is_smart', 'merged_id');
  end if;
  insert into public.contact_group_members (group_id, contact_id)
  select kept, m.contact_id from public.contact_group_members m where m.group_id = merged order by m.contact_id
  on conflict do nothing;
  insert into public.contact_group_watchers (group_id, account_id)
  select kept, w.account_id from public.contact_group_watchers w where w.group_id = merged
  on conflict do nothing;
  update public.contact_groups g set category_id = coalesce(g.category_id, (select o.category_id from public.contact_groups o where o.id = merged))
  where g.id = kept;
  delete from public.contact_groups g where g.id = merged;
end $$;
comment on function private.merge_groups is 'Puts everybody of one fixed group into another, and removes the first [CT-54].';
grant execute on function private.merge_groups to authenticated;
