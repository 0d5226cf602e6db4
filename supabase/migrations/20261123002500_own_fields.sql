-- What the company wants to know of its contacts besides what the product asks for: up to twenty fields of its own.

create table public.contact_fields (
  id          bigint generated always as identity primary key,
  key         text not null unique check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  name        text not null check (btrim(name) <> '' and length(name) <= 100),
  type        text not null check (type in ('text', 'number', 'date')),
  position    integer not null default 0,
  created_at  timestamptz not null default now()
);
comment on table public.contact_fields is 'The company''s own fields of contacts, twenty at most; their values are in contacts.own_fields.';
comment on column public.contact_fields.key is 'What the API and templates call it: made of the first name, never changed.';
comment on column public.contact_fields.type is 'Of the values: text, a JSON number, or a date as "2026-11-26". Never changed.';
create unique index contact_fields_name on public.contact_fields (lower(name));

grant select on public.contact_fields to authenticated;
grant insert (name, type, position), update (name, position), delete on public.contact_fields to authenticated;
-- key and type are not granted for update: values and templates depend on them.
alter table public.contact_fields enable row level security;
create policy "Everyone with an account reads the own fields" on public.contact_fields
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators add own fields" on public.contact_fields
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change own fields" on public.contact_fields
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators remove own fields" on public.contact_fields
  for delete to authenticated using ((select private.is_admin()));
