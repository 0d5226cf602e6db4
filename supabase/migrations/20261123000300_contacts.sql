-- The registry: who there is. Customers, technicians and others are all contacts; contact persons belong to a company.

create table public.contacts (
  id             bigint generated always as identity primary key,
  kind           text not null default 'person' check (kind in ('person', 'company')),
  name           text not null check (btrim(name) <> '' and length(name) <= 300),
  code           text check (btrim(code) <> ''),
  is_customer    boolean not null default false,
  is_technician  boolean not null default false,
  company_id     bigint references public.contacts on delete restrict,
  language       text check (language ~ '^[a-z]{2,3}$'),
  note           text check (length(note) <= 20000),
  own_fields     jsonb not null default '{}' check (jsonb_typeof(own_fields) = 'object'),
  anonymised_at  timestamptz,
  version        integer not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check (company_id <> id)
);
comment on table public.contacts is 'People and companies: customers, technicians, contact persons and others.';
comment on column public.contacts.company_id is 'The company whose contact person this is.';
comment on column public.contacts.language is 'Language of messages to this contact; null: the account''s or the organization''s.';
comment on column public.contacts.own_fields is 'Values of the company''s own fields, by field key.';
comment on column public.contacts.anonymised_at is 'A contact that is referenced is anonymised, not deleted.';
create unique index contacts_code on public.contacts (code);
create index contacts_company on public.contacts (company_id);
create index contacts_name on public.contacts (lower(name), id);

create table public.external_ids (
  source      text not null check (btrim(source) <> ''),
  code        text not null check (btrim(code) <> ''),
  contact_id  bigint not null references public.contacts on delete cascade,
  created_at  timestamptz not null default now(),
  primary key (source, code)
);
comment on table public.external_ids is 'What other systems call a contact: one code for each source.';
create index external_ids_contact on public.external_ids (contact_id);

create table public.sites (
  id           bigint generated always as identity primary key,
  contact_id   bigint not null references public.contacts on delete cascade,
  name         text not null default '',
  street       text not null default '',
  postal_code  text not null default '',
  city         text not null default '',
  country      text not null default 'IT' check (country ~ '^[A-Z]{2}$'),
  latitude     double precision check (latitude between -90 and 90),
  longitude    double precision check (longitude between -180 and 180),
  access_note  text not null default '',
  is_default   boolean not null default false,
  archived_at  timestamptz,
  created_at   timestamptz not null default now(),
  check ((latitude is null) = (longitude is null))
);
comment on table public.sites is 'Where the work is done: one navigates to the job, not to the head office.';
comment on column public.sites.latitude is 'Degrees, WGS 84.';
comment on column public.sites.access_note is 'What one must know to get in: gate code, key, dog.';
create index sites_contact on public.sites (contact_id);
create unique index sites_one_default on public.sites (contact_id) where is_default;

grant select on public.contacts, public.sites, public.external_ids to authenticated;
grant insert (kind, name, code, is_customer, is_technician, company_id, language, note, own_fields),
      update (kind, name, code, is_customer, is_technician, company_id, language, note, own_fields)
  on public.contacts to authenticated;
grant insert (contact_id, name, street, postal_code, city, country, latitude, longitude, access_note, is_default),
      update (name, street, postal_code, city, country, latitude, longitude, access_note, is_default, archived_at)
  on public.sites to authenticated;
grant insert (source, code, contact_id), delete on public.external_ids to authenticated;
-- delete is not granted on contacts and sites: they are anonymised (by a function that takes everything along) and archived.

alter table public.contacts enable row level security;
alter table public.external_ids enable row level security;
alter table public.sites enable row level security;

create policy "Administrators add contacts" on public.contacts
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change contacts" on public.contacts
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators add sites" on public.sites
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change sites" on public.sites
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators read external ids" on public.external_ids
  for select to authenticated using ((select private.is_admin()));
create policy "Administrators add external ids" on public.external_ids
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators remove external ids" on public.external_ids
  for delete to authenticated using ((select private.is_admin()));
-- What technicians read follows from their interventions: see the migration "work".

create trigger _200_bump_version before update on public.contacts
  for each row when (old.* is distinct from new.*) execute function private.bump_version();

create function private.one_line_address(site public.sites) returns text
language sql immutable set search_path = '' as $$
  select nullif(concat_ws(', ', nullif(site.street, ''), nullif(concat_ws(' ', nullif(site.postal_code, ''), nullif(site.city, '')), '')), '')
$$;
comment on function private.one_line_address is '"Via Roma 12, 20121 Milano"; null when nothing is known.';
