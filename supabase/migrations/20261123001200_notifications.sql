-- The bell, the devices, and the outbox.

create table public.intervention_snapshots (
  change_id        bigint not null,
  intervention_id  bigint not null,
  content          jsonb not null,
  created_at       timestamptz not null default now(),
  primary key (change_id, intervention_id)
);
comment on table public.intervention_snapshots is 'What an intervention looked like when a transaction told people of it: the ingredients of every message, as they were then.';
comment on column public.intervention_snapshots.content is 'InterventionSnapshot of lib/domain/notifications/message.ts.';

create table public.notifications (
  id               bigint generated always as identity primary key,
  change_id        bigint not null,
  event_id         bigint,
  intervention_id  bigint,
  account_id       uuid not null,
  kind             text not null,
  audiences        text[] not null,
  created_at       timestamptz not null default now(),
  read_at          timestamptz,
  payload          jsonb,
  check ((intervention_id is null) = (payload is not null))
);
comment on table public.notifications is 'The bell: one row for a person, an intervention and a transaction. A device push is only its echo [NT-12].';
comment on column public.notifications.change_id is 'The transaction that rang: open bells find by it what they have not seen.';
comment on column public.notifications.payload is 'Ingredients of a row that is about no intervention, as of a message without a fact.';
create unique index notifications_once on public.notifications (change_id, intervention_id, account_id);
create index notifications_inbox on public.notifications (account_id, id desc);
create index notifications_unread on public.notifications (account_id, id desc) where read_at is null;

create table public.push_subscriptions (
  id               bigint generated always as identity primary key,
  account_id       uuid not null references public.accounts on delete cascade,
  endpoint         text not null unique check (endpoint ~ '^https://' and length(endpoint) <= 2000),
  p256dh           text not null,
  auth             text not null,
  label            text not null default '' check (length(label) <= 200),
  created_at       timestamptz not null default now(),
  last_seen_at     timestamptz not null default now(),
  last_success_at  timestamptz,
  last_error_at    timestamptz,
  last_error       text,
  removed_at       timestamptz
);
comment on table public.push_subscriptions is 'Devices that get pushes. Never deleted while the log points at them; the newest login on a device takes it over.';
comment on column public.push_subscriptions.p256dh is 'The device''s public key, base64url (RFC 8291).';
create index push_subscriptions_live on public.push_subscriptions (account_id) where removed_at is null;

create type public.delivery_state as enum ('queued', 'sent', 'failed', 'skipped', 'expired');
-- In order of precedence: of several reasons the first counts.
create type public.skip_reason as enum ('customer_not_to_be_notified', 'account_inactive', 'no_login', 'no_profile',
  'no_default_email', 'address_suppressed', 'own_action_muted', 'muted_by_preference', 'no_device', 'no_customer', 'no_technician', 'read_meanwhile', 'told_in_summary');

create table public.deliveries (
  id                    bigint generated always as identity primary key,
  event_id              bigint,
  change_id             bigint,
  intervention_id       bigint,
  notification_id       bigint,
  contact_id            bigint,
  account_id            uuid,
  address_id            bigint,
  push_subscription_id  bigint,
  queued_at             timestamptz not null default now(),
  next_attempt_at       timestamptz not null default now(),
  not_before            timestamptz,
  expires_at            timestamptz not null,
  leased_until          timestamptz,
  sent_at               timestamptz,
  attempts              smallint not null default 0,
  is_urgent             boolean not null default false,
  is_last_attempt       boolean not null default false,
  channel               public.channel not null,
  state                 public.delivery_state not null default 'queued',
  skip_reason           public.skip_reason,
  kind                  text not null,
  audiences             text[] not null default '{}',
  dedupe_key            text,
  payload               jsonb,
  last_error            text,
  provider_response     text,
  check ((state = 'skipped') = (skip_reason is not null)),
  check ((event_id is null) = (dedupe_key is not null))
) with (fillfactor = 80);
comment on table public.deliveries is 'Every message that leaves, and every one that does not and why: the queue and the log in one.';
comment on column public.deliveries.dedupe_key is 'What makes a message without a fact unique. Those with one are unique by fact, person, channel and device.';
comment on column public.deliveries.payload is 'Ingredients of a message without a fact; secrets leave it when it was sent.';
comment on column public.deliveries.is_last_attempt is 'Resent by hand: one attempt, no retries.';
comment on column public.deliveries.leased_until is 'A worker has it until then. In no index: taking a lease is a HOT update.';
create unique index deliveries_once on public.deliveries (event_id, channel, contact_id, push_subscription_id, skip_reason)
  nulls not distinct where event_id is not null;
create index deliveries_queue on public.deliveries (channel, is_urgent desc, next_attempt_at) where state = 'queued';
create unique index deliveries_without_fact on public.deliveries (dedupe_key) where dedupe_key is not null;
-- The log is read newest first. Ids grow with time, so what is common (a channel, "sent", a status change, no device) is
-- found from the end of the primary key, and a period by searching in it (private.delivery_id_near). What may be rare
-- among millions has an index of its own: a person's, the only one that every insert pays for, and three that the rows
-- of a bulk change do not enter. A delivery of an intervention is found by its facts (deliveries_once).
create index deliveries_by_person on public.deliveries (contact_id, id desc);
create index deliveries_in_trouble on public.deliveries (state, id desc) where state in ('failed', 'expired');
create index deliveries_silent on public.deliveries (skip_reason, id desc) where state = 'skipped' and skip_reason <> 'no_device';
create index deliveries_uncommon on public.deliveries (kind, id desc) where kind not in ('intervention.status_changed', 'intervention.assigned');

grant select on public.intervention_snapshots, public.notifications to authenticated;
grant update (read_at) on public.notifications to authenticated;
grant select (id, account_id, endpoint, label, created_at, last_seen_at, last_success_at, last_error_at, last_error, removed_at),
      update (label) on public.push_subscriptions to authenticated;
grant select (id, event_id, change_id, intervention_id, notification_id, contact_id, account_id, address_id, push_subscription_id, queued_at,
              next_attempt_at, not_before, expires_at, sent_at, attempts, channel, state, skip_reason, kind, audiences, dedupe_key, last_error, provider_response)
  on public.deliveries to authenticated;
-- Not granted: the keys of devices, the payloads with their tokens, and any writing but read_at and a device's label.

alter table public.intervention_snapshots enable row level security;
alter table public.notifications enable row level security;
alter table public.push_subscriptions enable row level security;
alter table public.deliveries enable row level security;

create policy "Everyone reads their own bell" on public.notifications
  for select to authenticated using (account_id = (select auth.uid()) and (select private.my_contact()) is not null);
create policy "Everyone marks their own bell" on public.notifications
  for update to authenticated using (account_id = (select auth.uid()) and (select private.my_contact()) is not null);
create policy "People read what they were told, administrators everything" on public.intervention_snapshots
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.notifications n
               where n.change_id = intervention_snapshots.change_id and n.intervention_id = intervention_snapshots.intervention_id
                 and n.account_id = (select auth.uid())));
create policy "Everyone sees their own devices" on public.push_subscriptions
  for select to authenticated using (account_id = (select auth.uid()) and (select private.my_contact()) is not null);
create policy "Everyone names their own devices" on public.push_subscriptions
  for update to authenticated using (account_id = (select auth.uid()) and (select private.my_contact()) is not null);
create policy "Administrators see every delivery, everyone their own" on public.deliveries
  for select to authenticated using ((select private.is_admin()) or contact_id = (select private.my_contact()));
