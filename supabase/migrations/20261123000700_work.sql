-- What is done: interventions, their type, their status, their technicians.

create table public.intervention_types (
  id           bigint generated always as identity primary key,
  names        jsonb not null check (private.names_are_valid(names)),
  color        text not null default '#5b6770' check (color ~ '^#[0-9a-f]{6}$'),
  position     integer not null default 0,
  archived_at  timestamptz,
  created_at   timestamptz not null default now()
);
comment on table public.intervention_types is 'The company''s own kinds of work [EV-2].';

create table public.intervention_statuses (
  id               bigint generated always as identity primary key,
  names            jsonb not null check (private.names_are_valid(names)),
  kind             text not null check (kind in ('open', 'in_progress', 'done', 'cancelled')),
  color            text not null default '#5b6770' check (color ~ '^#[0-9a-f]{6}$'),
  position         integer not null default 0,
  is_default       boolean not null default false check (not is_default or archived_at is null),
  limits_next      boolean not null default false,
  required_fields  text[] not null default '{}' check (required_fields <@ '{type_id,customer_id,contact_person_id,site_id,technician_ids,starts_at,duration_minutes,due_at,description,answer}'),
  archived_at      timestamptz,
  created_at       timestamptz not null default now(),
  -- What comes in by itself, from a mail or a recurrence, starts there and must not be turned away.
  constraint intervention_statuses_start_asks_nothing check (not is_default or required_fields = '{}')
);
comment on table public.intervention_statuses is 'The company''s own statuses [EV-3]. What software needs to know of one is its kind.';
comment on column public.intervention_statuses.is_default is 'The status of an intervention that is created without one.';
comment on column public.intervention_statuses.limits_next is 'Only the statuses of status_transitions may follow, if any; else every one may.';
comment on column public.intervention_statuses.required_fields is 'What has to be filled in before an intervention enters this status; named as in the HTTP API.';
create unique index intervention_statuses_one_default on public.intervention_statuses (is_default) where is_default;

create table public.status_transitions (
  from_status_id  bigint not null references public.intervention_statuses on delete cascade,
  to_status_id    bigint not null references public.intervention_statuses on delete cascade,
  primary key (from_status_id, to_status_id),
  check (from_status_id <> to_status_id)
);
comment on table public.status_transitions is 'What may follow a status that limits it.';
create index status_transitions_to on public.status_transitions (to_status_id);

create table public.interventions (
  id                 bigint generated always as identity primary key,
  number             bigint generated always as identity unique,
  title              text not null check (btrim(title) <> '' and length(title) <= 10000),
  description        text not null default '' check (length(description) <= 100000),
  note               text not null default '' check (length(note) <= 100000),
  answer             text not null default '' check (length(answer) <= 100000),
  type_id            bigint references public.intervention_types on delete restrict,
  status_id          bigint references public.intervention_statuses on delete restrict,
  priority           text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  customer_id        bigint references public.contacts on delete restrict,
  contact_person_id  bigint references public.contacts on delete restrict,
  site_id            bigint references public.sites on delete restrict,
  starts_at          timestamptz,
  duration_minutes   integer check (duration_minutes between 0 and 525600),
  due_at             timestamptz,
  version            integer not null default 1,
  created_by         uuid default auth.uid() references public.accounts on delete restrict,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
) with (fillfactor = 85);
comment on table public.interventions is 'Planned, running and done work for customers; also events of any other type.';
comment on column public.interventions.number is 'What people call it: #1042.';
comment on column public.interventions.note is 'Internal; customers do not see it.';
comment on column public.interventions.answer is 'What the technician answers, e.g. what was found and done.';
comment on column public.interventions.site_id is 'Where the work is, when not at the customer''s default site.';
comment on column public.interventions.version is 'Grows with every change of the row or of its technicians.';
create index interventions_newest on public.interventions (starts_at desc, id desc);
create index interventions_by_status on public.interventions (status_id, starts_at desc, id desc);
create index interventions_by_customer on public.interventions (customer_id, starts_at desc, id desc);
create index interventions_by_contact_person on public.interventions (contact_person_id) where contact_person_id is not null;
create index interventions_by_site on public.interventions (site_id) where site_id is not null;
create index interventions_by_type on public.interventions (type_id);
create index interventions_by_creator on public.interventions (created_by) where created_by is not null;

-- Carries a copy of what a technician's list is sorted and filtered by, so that the list is one index range: left to
-- row level security alone it was 356 times slower at a million interventions.
create table public.intervention_technicians (
  intervention_id  bigint not null references public.interventions on delete restrict,
  contact_id       bigint not null references public.contacts on delete restrict,
  starts_at        timestamptz,
  is_open          boolean not null default true,
  assigned_at      timestamptz not null default now(),
  response         text check (response in ('accepted', 'declined')),
  decline_reason   text not null default '' check (length(decline_reason) <= 2000 and (decline_reason = '' or response = 'declined')),
  primary key (intervention_id, contact_id)
) with (fillfactor = 85);
comment on table public.intervention_technicians is 'Who works on what. Unlinking deletes the row; the facts remember.';
comment on column public.intervention_technicians.response is 'What the technician says to the assignment; null until then. Who declined stays assigned until an administrator decides.';
comment on column public.intervention_technicians.starts_at is 'Copy of the intervention''s, kept by triggers.';
comment on column public.intervention_technicians.is_open is 'Whether the intervention''s status is open or in progress (or none); kept by triggers.';
create index intervention_technicians_agenda on public.intervention_technicians (contact_id, starts_at desc, intervention_id desc) where is_open;
create index intervention_technicians_all on public.intervention_technicians (contact_id, starts_at desc, intervention_id desc);

grant select on public.intervention_types, public.intervention_statuses, public.interventions, public.intervention_technicians to authenticated;
grant insert (names, color, position), update (names, color, position, archived_at) on public.intervention_types to authenticated;
grant insert (names, kind, color, position, is_default, limits_next, required_fields),
      update (names, kind, color, position, is_default, limits_next, required_fields, archived_at)
  on public.intervention_statuses to authenticated;
grant select, insert, delete on public.status_transitions to authenticated;
grant insert (title, description, note, answer, type_id, status_id, priority, customer_id, contact_person_id, site_id, starts_at, duration_minutes, due_at),
      update (title, description, note, answer, type_id, status_id, priority, customer_id, contact_person_id, site_id, starts_at, duration_minutes, due_at)
  on public.interventions to authenticated;
grant insert (intervention_id, contact_id), update (response, decline_reason), delete on public.intervention_technicians to authenticated;
-- delete is not granted on interventions, types and statuses: work has a history, names are archived.
-- update of the keys is not granted on intervention_technicians: another technician is another row.

alter table public.intervention_types enable row level security;
alter table public.intervention_statuses enable row level security;
alter table public.status_transitions enable row level security;
alter table public.interventions enable row level security;
alter table public.intervention_technicians enable row level security;
