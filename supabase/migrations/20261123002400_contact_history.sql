-- What happened to a contact, whatever door it came through: facts as those of interventions, shorter.

create table public.contact_events (
  id          bigint generated always as identity primary key,
  change_id   bigint not null,
  contact_id  bigint not null,
  kind        text not null check (kind in ('contact.created', 'contact.changed', 'contact.joined_group', 'contact.left_group', 'contact.anonymised')),
  value       jsonb,
  created_at  timestamptz not null default now()
);
comment on table public.contact_events is 'Facts of contacts: appended by triggers, never changed. Who and through which door says the change. What they say of an anonymised contact is erased.';
comment on column public.contact_events.value is 'contact.changed: {field: {from, to}}; joined_group and left_group: {id, name} of the group as it was called then.';
create index contact_events_by_contact on public.contact_events (contact_id, id);

grant select on public.contact_events to authenticated;
-- Nothing else is granted: triggers write them.
alter table public.contact_events enable row level security;
create policy "Administrators read the history of contacts" on public.contact_events
  for select to authenticated using ((select private.is_admin()));
