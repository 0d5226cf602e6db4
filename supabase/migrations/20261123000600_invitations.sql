-- How an account comes to be: an administrator invites an address for a contact and a profile, the mail carries a
-- token that works once, and Auth accepts a sign-up only with it. Password resets are ours for the same reason: every
-- message that leaves is a row of "deliveries".

create table public.invitations (
  id           bigint generated always as identity primary key,
  contact_id   bigint not null references public.contacts on delete cascade,
  profile_id   bigint references public.access_profiles on delete set null,
  address_id   bigint not null references public.addresses on delete restrict,
  token_hash   bytea not null unique,
  invited_by   uuid references public.accounts on delete set null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null default now() + interval '7 days',
  revoked_at   timestamptz,
  accepted_at  timestamptz,
  accepted_by  uuid
);
comment on table public.invitations is 'Who may make an account, for which contact, with which profile. Only the token''s SHA-256 is kept.';
comment on column public.invitations.profile_id is 'Null when the profile is gone, which one with an open invitation never is.';
create index invitations_contact on public.invitations (contact_id);
create index invitations_profile on public.invitations (profile_id);
create index invitations_address on public.invitations (address_id);
create index invitations_invited_by on public.invitations (invited_by);
create unique index invitations_accepted_by on public.invitations (accepted_by);

create table private.password_resets (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references public.accounts on delete cascade,
  token_hash  bytea not null unique,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null default now() + interval '1 hour',
  used_at     timestamptz
);
comment on table private.password_resets is 'Open and used password resets. Only the token''s SHA-256 is kept.';
create index password_resets_account on private.password_resets (account_id, created_at desc);

grant select (id, contact_id, profile_id, address_id, invited_by, created_at, expires_at, revoked_at, accepted_at) on public.invitations to authenticated;
-- token_hash is not granted, and nothing is written but by the functions.
alter table public.invitations enable row level security;
alter table private.password_resets enable row level security;
create policy "Only functions reach password resets" on private.password_resets using (false);
create policy "Administrators see invitations" on public.invitations
  for select to authenticated using ((select private.is_admin()));

create function private.new_token() returns text
language sql volatile set search_path = '' as $$
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
$$;
comment on function private.new_token is '64 hexadecimal digits, 244 of their bits random.';

create function private.token_hash(token text) returns bytea
language sql immutable set search_path = '' as $$ select sha256(convert_to(token, 'UTF8')) $$;
comment on function private.token_hash is 'What is kept of a token.';

create function private.open_invitation(token text) returns setof public.invitations
language sql stable security definer set search_path = '' as $$
  select i.* from public.invitations i
  where i.token_hash = private.token_hash(token) and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
$$;
comment on function private.open_invitation is 'The invitation that a token opens, if any.';

create function private.invitation_by_token(token text) returns table (state text, email text, name text, organization text)
language sql stable security definer set search_path = '' as $$
  select case when i.accepted_at is not null then 'used' when i.revoked_at is not null then 'replaced'
              when i.expires_at <= now() then 'expired' else 'open' end,
         o.email, o.name, o.organization
  from public.invitations i
  left join (select x.id, a.value as email, c.name, g.name as organization from private.open_invitation(token) x
             join public.addresses a on a.id = x.address_id
             join public.contacts c on c.id = x.contact_id
             cross join public.organization g) o on o.id = i.id
  where i.token_hash = private.token_hash(token)
$$;
comment on function private.invitation_by_token is 'What has become of the invitation with this token; whom it is for and who invites only while it is open: shown on its page, and signed up with.';
grant execute on function private.invitation_by_token to anon;

-- The two triggers on Auth's table. Before: nobody signs up without an open invitation for this very address; its
-- token is spent and not kept. After: the account.
create function private.check_sign_up() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.invitations i set accepted_at = now(), accepted_by = new.id
  from private.open_invitation(new.raw_user_meta_data ->> 'invitation_token') o
  join public.addresses a on a.id = o.address_id
  where i.id = o.id and i.accepted_at is null and a.value = lower(new.email);
  if not found then
    perform private.refuse('forbidden', 'by_invitation_only');
  end if;
  new.raw_user_meta_data := new.raw_user_meta_data - 'invitation_token';
  return new;
end $$;
comment on function private.check_sign_up is 'Refuses every sign-up without an open invitation for its address, and spends the invitation.';

create function private.make_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.accounts (id, contact_id, profile_id, login_address_id, time_zone)
  select new.id, i.contact_id, i.profile_id, i.address_id, o.time_zone
  from public.invitations i cross join public.organization o
  where i.accepted_by = new.id;
  return null;
end $$;
comment on function private.make_account is 'The account that an accepted invitation promised.';

create function private.keep_login_address() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.accounts a where a.id = old.id) then
    perform private.refuse('forbidden', 'login_keeps_its_address');
  end if;
  return new;
end $$;
comment on function private.keep_login_address is 'accounts.login_address_id and Auth''s own column stay the same: resets and invitations go by it.';

create trigger _100_keep_login_address before update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function private.keep_login_address();
create trigger _100_check_sign_up before insert on auth.users
  for each row execute function private.check_sign_up();
create trigger _500_make_account after insert on auth.users
  for each row execute function private.make_account();
