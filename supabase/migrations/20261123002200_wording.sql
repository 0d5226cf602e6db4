-- What the company words itself. A template has the texts of one message to one audience, in one language; whatever it
-- leaves alone, and every message that has none, says what is shipped (lib/domain/notifications).

create table public.message_templates (
  id          bigint generated always as identity primary key,
  status_id   bigint references public.intervention_statuses on delete cascade,
  audience    text not null check (audience in ('admin', 'customer', 'technician')),
  channel     public.channel not null,
  language    text not null check (language ~ '^[a-z]{2,3}$'),
  subject     text check (length(subject) <= 200),
  heading     text check (length(heading) <= 200),
  "text"      text check (length("text") <= 4000),
  title       text check (length(title) <= 120),
  body        text check (length(body) <= 400),
  version     integer not null default 0,
  updated_at  timestamptz not null default now(),
  updated_by  uuid references public.accounts on delete set null,
  constraint message_templates_customers_get_no_push check (not (audience = 'customer' and channel = 'push')),
  constraint message_templates_texts_of_the_channel check (case channel
    when 'email' then num_nonnulls(subject, heading, "text") > 0 and num_nonnulls(title, body) = 0
    else num_nonnulls(title, body) > 0 and num_nonnulls(subject, heading, "text") = 0 end),
  constraint message_templates_key unique nulls not distinct (status_id, audience, channel, language)
);
comment on table public.message_templates is 'The company''s own wording of status messages, with placeholders: {title}. A text that is null is the shipped one.';
comment on column public.message_templates.status_id is 'Null: every status that has no wording of its own.';
comment on column public.message_templates.version is 'Of a sequence, so that one that was removed and written anew is not taken for the former.';
create index message_templates_updated_by on public.message_templates (updated_by);

create sequence private.template_versions as integer;
comment on sequence private.template_versions is 'Every writing of a template is a version of its own.';

grant select, delete on public.message_templates to authenticated;
grant insert (status_id, audience, channel, language, subject, heading, "text", title, body),
      update (subject, heading, "text", title, body) on public.message_templates to authenticated;
-- Not granted: to move a template to another place; it is removed and written anew.

alter table public.message_templates enable row level security;
create policy "Administrators read all wording, everyone that of the bell" on public.message_templates
  for select to authenticated using ((select private.is_admin()) or (channel = 'push' and (select private.my_contact()) is not null));
create policy "Administrators add wording" on public.message_templates
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change wording" on public.message_templates
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators go back to the shipped wording" on public.message_templates
  for delete to authenticated using ((select private.is_admin()));

create function private.templates(channels public.channel[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(t) - '{id,version,updated_at,updated_by}'::text[]), '[]')
  from public.message_templates t where t.channel = any (channels)
$$;
comment on function private.templates is 'MessageTemplate[] of lib/domain/notifications/template-book.ts, for those who word messages.';
grant execute on function private.templates to app_worker, bell_relay;

-- What a preview and a test are made of: the intervention as it is now, as if it had just entered the status.
create function private.template_example(job bigint, status bigint) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  return (
    select to_jsonb(content)
    from private.described_interventions i
    left join private.status_values s on s.id = coalesce(status, i.status_id)
    left join private.status_values former on former.id = i.status_id and former.id is distinct from s.id
    cross join lateral (
      select i.number, i.title, i.priority, i.type_names, s.value as status,
             jsonb_build_object('from', former.value) as status_change, null::jsonb as schedule_change, false as is_new,
             i.starts_at, i.duration_minutes, i.due_at, i.customer_name, i.contact_person_name, i.site_address, i.technician_names,
             (select c.name from public.contacts c where c.id = private.my_contact()) as actor_name,
             -- Also those that no saved template names yet: this may be the first one.
             (select jsonb_object_agg(w.key, jsonb_build_object('type', w.type, 'value', c.own_fields -> w.key))
              from public.contact_fields w join public.contacts c on c.id = i.customer_id where c.own_fields ? w.key) as customer_fields) content
    where i.number = coalesce(job, (select max(newest.number) from public.interventions newest)));
end $$;
comment on function private.template_example is 'InterventionSnapshot of an intervention, the newest unless named, as if the caller had just given it a status; null when there is none.';

create function private.test_template(which public.channel, content jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  me private.people;
  queued integer;
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  select p.* into me from private.people p where p.account_id = auth.uid();
  insert into public.deliveries (kind, channel, contact_id, account_id, address_id, push_subscription_id, dedupe_key, expires_at, is_urgent, payload)
  select 'template.tested', which, me.contact_id, me.account_id, target.address_id, target.device_id,
         'template-test-' || gen_random_uuid(), now() + interval '1 hour', which = 'push', content
  from (select coalesce(me.default_address_id, me.login_address_id) as address_id, null::bigint as device_id where which = 'email'
        union all
        select null, s.id from public.push_subscriptions s
        where which = 'push' and s.account_id = auth.uid() and s.removed_at is null) target;
  get diagnostics queued = row_count;
  if queued = 0 then
    perform private.refuse('invalid_input', 'no_own_address', 'channel');
  end if;
  perform private.wake();
  return queued;
end $$;
comment on function private.test_template is 'Queues a template that need not be saved to oneself: to one''s address, or to all one''s devices. Returns to how many.';
grant execute on function private.template_example, private.test_template to authenticated;

create function private.sign_template() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.version := nextval('private.template_versions');
  new.updated_at := now();
  new.updated_by := auth.uid();
  return new;
end $$;
comment on function private.sign_template is 'Who wrote a template when, and a version that no other has.';
create trigger _200_sign before insert or update of subject, heading, "text", title, body on public.message_templates
  for each row execute function private.sign_template();

-- Workers keep what they word messages with; a message queued after this commit is worded by what was committed.
create function private.announce_company() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_notify('campanella_company', '');
  return null;
end $$;
comment on function private.announce_company is 'NOTIFY campanella_company: how the company appears in what it sends has changed.';
create trigger _500_announce after insert or update or delete on public.message_templates
  for each statement execute function private.announce_company();
create trigger _500_announce after update on public.organization
  for each statement execute function private.announce_company();
