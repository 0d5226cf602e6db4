-- The company's rules: a row present means that this audience is told on this channel when a job enters this status.

create type public.channel as enum ('email', 'push');

create table public.notification_rules (
  status_id  bigint not null references public.intervention_statuses on delete cascade,
  audience   text not null check (audience in ('admin', 'customer', 'technician')),
  channel    public.channel not null,
  primary key (status_id, audience, channel),
  constraint notification_rules_customers_get_no_push check (not (audience = 'customer' and channel = 'push'))
);
comment on table public.notification_rules is 'Who is told of which status [NT-1 … NT-23]. New assignments are always told [NT-22].';

grant select, insert, delete on public.notification_rules to authenticated;
-- update is not granted: a rule is there or not.
alter table public.notification_rules enable row level security;
create policy "Everyone with an account reads the rules" on public.notification_rules
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators add rules" on public.notification_rules
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators remove rules" on public.notification_rules
  for delete to authenticated using ((select private.is_admin()));

-- The shipped statuses and their rules: Open and Closed on for everybody, both channels.
with shipped (names, kind, color, position, is_default, is_told) as (values
  ('{"en": "Open", "it": "Aperto"}'::jsonb, 'open', '#2f6f8f', 1, true, true),
  ('{"en": "Closed", "it": "Chiuso"}'::jsonb, 'done', '#3c7a57', 2, false, true)
), statuses as (
  insert into public.intervention_statuses (names, kind, color, position, is_default)
  select names, kind, color, position, is_default from shipped
  returning id
)
insert into public.notification_rules (status_id, audience, channel)
select s.id, r.audience, r.channel::public.channel
from statuses s
cross join (values ('admin', 'email'), ('customer', 'email'), ('technician', 'email'), ('admin', 'push'), ('technician', 'push')) r (audience, channel);
