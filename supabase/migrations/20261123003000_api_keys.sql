-- Keys by which other systems use the API [CT-69, CT-83]: in the name of the administrator who made one, for as long as that
-- is an administrator, and for what the key's scopes allow.

create table public.api_keys (
  id            bigint generated always as identity primary key,
  name          text not null check (btrim(name) <> '' and length(name) <= 100),
  scopes        text[] not null check (cardinality(scopes) > 0 and scopes <@ array[
                  'contacts:read', 'contacts:write', 'removals:read', 'removals:write', 'interventions:read', 'interventions:write']),
  token_hash    bytea not null unique,
  hint          text not null,
  account_id    uuid not null references public.accounts on delete cascade,
  actor_name    text not null default private.actor_name(),
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  last_used_at  timestamptz,
  revoked_at    timestamptz
);
comment on table public.api_keys is 'Keys of other systems. Revoked ones stay, so that it can be seen what they were.';
comment on column public.api_keys.token_hash is 'SHA-256 of the key, which nobody can be shown again.';
comment on column public.api_keys.hint is 'The last four characters, to tell keys apart.';
comment on column public.api_keys.last_used_at is 'To the minute.';
create index api_keys_account on public.api_keys (account_id);

grant select (id, name, scopes, hint, account_id, actor_name, created_at, expires_at, last_used_at, revoked_at) on public.api_keys to authenticated;
-- token_hash is not granted to anybody; the functions below make and revoke keys.
alter table public.api_keys enable row level security;
create policy "Administrators see keys" on public.api_keys for select to authenticated using ((select private.is_admin()));

create function private.make_api_key(name text, scopes text[], token text, expires_at timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare key bigint;
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  insert into public.api_keys (name, scopes, token_hash, hint, account_id, expires_at)
  values (make_api_key.name, make_api_key.scopes, private.token_hash(make_api_key.token), right(make_api_key.token, 4), auth.uid(), make_api_key.expires_at)
  returning id into key;
  return key;
end $$;
comment on function private.make_api_key is 'A key that acts as the caller, within its scopes.';

create function private.revoke_api_key(key bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  update public.api_keys k set revoked_at = coalesce(k.revoked_at, now()) where k.id = key;
  if not found then
    perform private.refuse('not_found', 'does_not_exist');
  end if;
end $$;
comment on function private.revoke_api_key is 'The key is good for nothing any more, at once.';

create function private.api_key_by_token(token text) returns table (account_id uuid, name text, scopes text[])
language plpgsql security definer set search_path = '' as $$
declare key public.api_keys;
begin
  select k.* into key
  from public.api_keys k
  join public.accounts a on a.id = k.account_id and a.is_active
  join public.access_profiles p on p.id = a.profile_id and p.level = 'administrator'
  where k.token_hash = private.token_hash(api_key_by_token.token) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  if not found then return; end if;
  if key.last_used_at is null or key.last_used_at < now() - interval '1 minute' then
    update public.api_keys k set last_used_at = now() where k.id = key.id;
  end if;
  return query select key.account_id, key.name, key.scopes;
end $$;
comment on function private.api_key_by_token is 'Whose key this is and what it may; no row when it is none, not any more, or its administrator is none any more.';
grant execute on function private.make_api_key, private.revoke_api_key to authenticated;
grant execute on function private.api_key_by_token to anon;
