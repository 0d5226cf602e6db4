-- Who may sign in. Every account is one contact, and has one access profile; rights follow the profile's level.

create table public.access_profiles (
  id          bigint generated always as identity primary key,
  key         text not null unique check (btrim(key) <> ''),
  name        text not null check (btrim(name) <> ''),
  level       text not null check (level in ('administrator', 'technician')),
  created_at  timestamptz not null default now()
);
comment on table public.access_profiles is 'What accounts may do. Admin-Default is also the audience of administrators [NT-3].';
comment on column public.access_profiles.key is 'Never changes; the name may.';
insert into public.access_profiles (key, name, level) values
  ('Admin-Default', 'Admin-Default', 'administrator'),
  ('Technician-Default', 'Technician-Default', 'technician');

create table public.accounts (
  id                 uuid primary key references auth.users on delete restrict,
  contact_id         bigint not null unique references public.contacts on delete restrict,
  profile_id         bigint references public.access_profiles on delete restrict,
  login_address_id   bigint not null unique references public.addresses on delete restrict,
  is_active          boolean not null default true,
  language           text check (language ~ '^[a-z]{2,3}$'),
  mutes_own_actions  boolean not null default false,
  muted_email_kinds  text[] not null default '{}',
  quiet_from         time,
  quiet_to           time,
  time_zone          text not null default 'UTC',
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  check ((quiet_from is null) = (quiet_to is null))
);
comment on table public.accounts is 'Logins: a user of Supabase Auth, who is a contact, with an access profile.';
comment on column public.accounts.login_address_id is 'The address one signs in with.';
comment on column public.accounts.mutes_own_actions is 'Is not told of what this account did itself; assignments excepted.';
comment on column public.accounts.muted_email_kinds is 'Kinds of fact of which this account wants no e-mail.';
comment on column public.accounts.quiet_from is 'Quiet hours, local time in time_zone: pushes wait for their end.';
create index accounts_profile on public.accounts (profile_id) where is_active;

create table private.device_keys (
  account_id  uuid primary key references public.accounts on delete cascade,
  key         bytea not null default extensions.gen_random_bytes(32) check (length(key) = 32)
);
comment on table private.device_keys is 'With what a device seals what it could not send before its person left: only they open it again, by signing in.';
-- Nothing is granted, and it is no column of accounts, which administrators read.

grant select on public.access_profiles, public.accounts to authenticated;
grant update (language, mutes_own_actions, muted_email_kinds, quiet_from, quiet_to, time_zone) on public.accounts to authenticated;
-- insert is not granted on accounts: an invitation makes them. What an administrator changes goes through functions.

alter table public.access_profiles enable row level security;
alter table public.accounts enable row level security;

create policy "Everyone with an account reads the profiles" on public.access_profiles
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators see all accounts, everyone their own" on public.accounts
  for select to authenticated using (id = (select auth.uid()) or (select private.is_admin()));
create policy "Everyone changes their own preferences" on public.accounts
  for update to authenticated using (id = (select auth.uid()) and is_active) with check (id = (select auth.uid()));

create trigger _100_check_time_zone before insert or update of time_zone on public.accounts
  for each row execute function private.check_time_zone();
create trigger _200_touch before update on public.accounts
  for each row when (old.* is distinct from new.*) execute function private.touch();

create function private.make_device_key() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.device_keys (account_id) values (new.id);
  return null;
end $$;
comment on function private.make_device_key is 'Every account has its key from the start, so that reading it writes nothing.';
create trigger _500_make_device_key after insert on public.accounts
  for each row execute function private.make_device_key();

-- A token is good until it expires, up to an hour after signing out or setting a new password; its session is not.
create function private.session_goes_on() returns boolean
language sql stable security definer set search_path = '' as $$
  select claims.session_id is null or exists (select from auth.sessions s where s.id = claims.session_id)
  from (select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'session_id')::uuid as session_id) claims
$$;
comment on function private.session_goes_on is 'Whether the session of the caller''s token has not been ended meanwhile.';

create function private.my_account()
returns table (id uuid, contact_id bigint, name text, email text, profile text, is_admin boolean, is_technician boolean, language text)
language sql stable security definer set search_path = '' as $$
  select a.id, a.contact_id, c.name, l.value, p.key, p.level = 'administrator', c.is_technician,
         coalesce(a.language, c.language, o.language)
  from public.accounts a
  join public.contacts c on c.id = a.contact_id
  join public.access_profiles p on p.id = a.profile_id
  join public.addresses l on l.id = a.login_address_id
  cross join public.organization o
  where a.id = auth.uid() and a.is_active and private.session_goes_on()
$$;
comment on function private.my_account is 'The signed-in person, for the session; no row for strangers, inactive accounts, accounts without a profile, and sessions that have ended.';
grant execute on function private.my_account to authenticated;

create function private.my_device_key() returns text
language sql stable security definer set search_path = '' as $$
  select translate(encode(k.key, 'base64'), '+/=', '-_')
  from private.my_account() a join private.device_keys k on k.account_id = a.id
$$;
comment on function private.my_device_key is 'The signed-in person''s own key, base64url (RFC 4648); of nobody whom my_account does not know.';
grant execute on function private.my_device_key to authenticated;

create function private.is_deactivated() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.accounts a where a.id = auth.uid() and not a.is_active)
$$;
comment on function private.is_deactivated is 'Whether the caller''s own account was deactivated: their devices are told so, and keep nothing of it. Not so for one that never was, nor for a session that merely ended.';
grant execute on function private.is_deactivated to authenticated;

create function private.set_account_state(account uuid, is_active boolean, changes_profile boolean, profile bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  -- One at a time: two administrators who demote each other at once would leave none.
  perform pg_advisory_xact_lock(hashtext('campanella.accounts'));
  update public.accounts a
  set is_active = coalesce(set_account_state.is_active, a.is_active),
      profile_id = case when changes_profile then profile else a.profile_id end
  where a.id = account;
  if not found then
    perform private.refuse('not_found', 'does_not_exist');
  end if;
  -- Asked again: it may be one's own account, or somebody else's change came first.
  if not private.is_admin() then
    perform private.refuse('forbidden', 'own_rights_stay');
  end if;
  if not set_account_state.is_active then
    delete from auth.sessions s where s.user_id = account;
    update public.push_subscriptions s set removed_at = now() where s.account_id = account and s.removed_at is null;
  end if;
end $$;
comment on function private.set_account_state is 'Activates or deactivates an account (null: as it is) and, if asked to, gives it a profile (null: none). Deactivating ends its sessions and takes its devices away: whoever is activated again signs in again.';
grant execute on function private.set_account_state to authenticated;
