-- How contacts are reached. An address is permanent and shared: it outlives the contacts that used it, and so do its
-- suppressions. A contact point says that a contact uses it, and as the person typed it.

create type public.address_channel as enum ('email', 'phone');

create table public.addresses (
  id          bigint generated always as identity primary key,
  channel     public.address_channel not null,
  value       text not null,
  created_at  timestamptz not null default now(),
  unique (channel, value),
  unique (id, channel),
  check (case channel
    when 'email' then value = lower(value) and length(value) <= 254 and value ~ '^[^\s@<>()\[\],;:"\\[:cntrl:]]+@[^\s@<>()\[\],;:"\\[:cntrl:]]+$'
    when 'phone' then value ~ '^\+[1-9][0-9]{5,14}$' end)
);
comment on table public.addresses is 'Every e-mail address and phone number ever used, in canonical form. Never deleted.';
comment on column public.addresses.value is 'E-mail: lower case, NFC. Phone: E.164.';

create table public.contact_points (
  id          bigint generated always as identity primary key,
  contact_id  bigint not null references public.contacts on delete cascade,
  channel     public.address_channel not null,
  address_id  bigint not null,
  typed       text not null,
  label       text not null default '',
  is_default  boolean not null default false,
  created_at  timestamptz not null default now(),
  foreign key (address_id, channel) references public.addresses (id, channel) on delete restrict,
  unique (contact_id, address_id)
);
comment on table public.contact_points is 'A contact can be reached at an address. Several contacts may share one.';
comment on column public.contact_points.typed is 'The address as the person wrote it.';
comment on column public.contact_points.is_default is 'The one to use; one for each contact and channel.';
create unique index contact_points_one_default on public.contact_points (contact_id, channel) include (address_id) where is_default;
create index contact_points_address on public.contact_points (address_id, channel);

create table public.suppressions (
  id           bigint generated always as identity primary key,
  address_id   bigint not null references public.addresses on delete restrict,
  scope        text not null check (scope in ('everything', 'status_mail', 'marketing')),
  source       text not null check (source in ('user', 'link', 'api', 'bounce', 'complaint', 'import', 'sync')),
  reason       text not null default '',
  created_by   text not null default '',
  account_id   uuid,
  created_at   timestamptz not null default now(),
  lifted_at    timestamptz,
  lifted_by    text,
  lifter_id    uuid,
  lift_reason  text,
  check ((lifted_at is null) = (lifted_by is null))
);
comment on table public.suppressions is 'Addresses that get nothing, or nothing of a kind. Lifted ones stay as history.';
comment on column public.suppressions.scope is 'everything: bounced, complained, blocked by an administrator; status_mail: unsubscribed from status mails; marketing: mailing systems and feeds.';
comment on column public.suppressions.created_by is 'Name of the person who asked for it, as it was typed; empty for the address''s owner and for systems.';
comment on column public.suppressions.account_id is 'Who was signed in then; lifter_id likewise.';
create unique index suppressions_active on public.suppressions (address_id, scope) where lifted_at is null;
create index suppressions_address on public.suppressions (address_id);

grant select on public.addresses, public.contact_points, public.suppressions to authenticated;
grant insert (contact_id, channel, address_id, typed, label, is_default), update (label, is_default), delete
  on public.contact_points to authenticated;
-- insert is not granted on addresses and suppressions: the functions below write them, with the name of the actor.

alter table public.addresses enable row level security;
alter table public.contact_points enable row level security;
alter table public.suppressions enable row level security;

create policy "People see the addresses of the contacts they see" on public.addresses
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.contact_points p where p.address_id = addresses.id));
create policy "People see how to reach the contacts they see" on public.contact_points
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.contacts c where c.id = contact_points.contact_id));
create policy "Administrators add contact points" on public.contact_points
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change contact points" on public.contact_points
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators remove contact points" on public.contact_points
  for delete to authenticated using ((select private.is_admin()));
create policy "Administrators read suppressions" on public.suppressions
  for select to authenticated using ((select private.is_admin()));

-- Once for a transaction, and not for a contact that it has just made.
create function private.bump_contacts() returns trigger
language plpgsql security definer set search_path = '' as $$
declare ids bigint[];
begin
  if tg_op = 'DELETE' then
    ids := array(select o.contact_id from old_rows o);
  else
    ids := array(select n.contact_id from new_rows n);
  end if;
  update public.contacts c set version = c.version + 1 where c.id = any (ids) and c.updated_at <> now();
  return null;
end $$;
comment on function private.bump_contacts is 'How a contact is reached and where its sites are belongs to its version.';
create trigger _300_bump_added after insert on public.contact_points
  referencing new table as new_rows for each statement execute function private.bump_contacts();
create trigger _300_bump_changed after update on public.contact_points
  referencing new table as new_rows for each statement execute function private.bump_contacts();
create trigger _300_bump_removed after delete on public.contact_points
  referencing old table as old_rows for each statement execute function private.bump_contacts();
create trigger _300_bump_added after insert on public.sites
  referencing new table as new_rows for each statement execute function private.bump_contacts();
create trigger _300_bump_changed after update on public.sites
  referencing new table as new_rows for each statement execute function private.bump_contacts();
create trigger _300_bump_removed after delete on public.sites
  referencing old table as old_rows for each statement execute function private.bump_contacts();

create function private.ensure_address(channel public.address_channel, canonical text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare address_id bigint;
begin
  select a.id into address_id from public.addresses a where a.channel = ensure_address.channel and a.value = canonical;
  if found then return address_id; end if;
  insert into public.addresses (channel, value) values (ensure_address.channel, canonical)
    on conflict on constraint addresses_channel_value_key do update set value = excluded.value
    returning id into address_id;
  return address_id;
exception when check_violation then
  perform private.refuse('invalid_input', case channel when 'email' then 'not_an_email' else 'not_a_phone_number' end, channel::text);
end $$;
comment on function private.ensure_address is 'The row of a canonical address, made on first use.';

create function private.contact_address(channel public.address_channel, canonical text) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  return private.ensure_address(contact_address.channel, canonical);
end $$;
comment on function private.contact_address is 'ensure_address for administrators.';
grant execute on function private.contact_address to authenticated;

create function private.is_suppressed(address_id bigint, scopes text[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.suppressions s
                 where s.address_id = is_suppressed.address_id and s.lifted_at is null and s.scope = any (scopes))
$$;
comment on function private.is_suppressed is 'Whether an address is suppressed in one of these scopes now.';
