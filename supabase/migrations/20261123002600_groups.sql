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
