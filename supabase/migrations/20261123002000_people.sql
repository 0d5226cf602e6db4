-- What administrators do with people: profiles of the company's own, invitations taken back, and whether, how and why not
-- somebody is reached.

create unique index access_profiles_name on public.access_profiles (lower(name));

grant insert (name, level), update (name, level), delete on public.access_profiles to authenticated;
-- key is not granted: it follows from the first name and never changes. Administrators are found by it [NT-3, NT-17].

create policy "Administrators add profiles" on public.access_profiles
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change profiles" on public.access_profiles
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators remove profiles" on public.access_profiles
  for delete to authenticated using ((select private.is_admin()));
-- How somebody is reached is asked for as the caller: the policies of contacts, accounts and suppressions hold.
grant select on private.people to authenticated;

create function private.is_shipped(profile public.access_profiles) returns boolean
language sql immutable set search_path = '' as $$ select profile.key in ('Admin-Default', 'Technician-Default') $$;
comment on function private.is_shipped is 'Whether a profile came with the product: its level stays, and so does it.';

create function private.is_in_use(profile public.access_profiles) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.accounts a where a.profile_id = profile.id)
      or exists (select from public.invitations i where i.profile_id = profile.id
                 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now())
$$;
comment on function private.is_in_use is 'Whether somebody has this profile, or was promised it by an open invitation.';
grant execute on function private.is_shipped to authenticated;

create function private.name_profile_key() returns trigger
language plpgsql security definer set search_path = '' as $$
declare stem text := coalesce(nullif(trim('-' from regexp_replace(new.name, '[^[:alnum:]]+', '-', 'g')), ''), 'Profile');
begin
  if new.key is not null then return new; end if;
  perform pg_advisory_xact_lock(hashtext('campanella.access_profiles'));
  select min(candidate.key) into new.key
  from (select case n when 1 then stem else stem || '-' || n end as key, n from generate_series(1, 1000) n) candidate
  where candidate.n = (select min(free.n) from generate_series(1, 1000) free (n)
                       where not exists (select from public.access_profiles p
                                         where p.key = case free.n when 1 then stem else stem || '-' || free.n end));
  return new;
end $$;
comment on function private.name_profile_key is 'A key is made of the first name; a number tells it from one that is there.';

-- One at a time with private.set_account_state, and invitations lock their profile: nobody gets it meanwhile.
create function private.keep_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('campanella.accounts'));
  if private.is_shipped(old) then
    perform private.refuse('forbidden', 'profile_is_shipped', case tg_op when 'UPDATE' then 'level' end);
  elsif private.is_in_use(old) then
    perform private.refuse('invalid_input', 'profile_in_use', case tg_op when 'UPDATE' then 'level' end);
  end if;
  return coalesce(new, old);
end $$;
comment on function private.keep_profile is 'Rights are given and taken person by person. A profile that somebody has keeps its level, so nobody loses or gains rights unseen, and the last administrator stays one.';

create trigger _100_name_profile_key before insert on public.access_profiles
  for each row execute function private.name_profile_key();
create trigger _110_keep_profile before update of level on public.access_profiles
  for each row when (old.level <> new.level) execute function private.keep_profile();
create trigger _110_keep_profile_there before delete on public.access_profiles
  for each row execute function private.keep_profile();

create function private.revoke_invitation(contact bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  if not private.close_invitations(contact) then
    perform private.refuse('not_found', 'does_not_exist');
  end if;
end $$;
comment on function private.revoke_invitation is 'An administrator takes back the invitation of a contact that is not accepted yet.';
grant execute on function private.revoke_invitation to authenticated;

-- The gates of private.fan_out in their order, for a person instead of a change: the fan-out has its own copy because it
-- finds out once for thousands of rows what this asks for each. tests/db/people-reached.test.ts compares the two.
-- What depends on the change (its actor, "don't notify the customer") is not here, nor whether a device is registered.
create view private.reachability with (security_invoker = true) as
select p.contact_id, p.account_id, w.audience, w.channel::public.channel as channel, w.matter, a.address_id,
       case
         when w.audience <> 'customer' and not p.is_active then 'account_inactive'
         when w.audience = 'technician' and p.account_id is null then 'no_login'
         when w.audience = 'technician' and w.matter = 'status' and p.profile_id is null then 'no_profile'
         when w.audience <> 'admin' and w.matter = 'status' and p.default_address_id is null then 'no_default_email'
         when w.channel = 'email' and exists (
           select from public.suppressions s
           where s.address_id = a.address_id and s.lifted_at is null and s.scope in ('everything', 'status_mail')) then 'address_suppressed'
         when w.audience <> 'customer' and w.channel = 'email' and 'intervention.status_changed' = any (p.muted_email_kinds) then 'muted_by_preference'
       end::public.skip_reason as reason
from private.people p
cross join (values ('admin', 'email', 'status'), ('admin', 'push', 'status'), ('customer', 'email', 'status'),
                   ('technician', 'email', 'status'), ('technician', 'push', 'status'), ('technician', 'push', 'assignment')) w (audience, channel, matter)
cross join lateral (
  select case when w.channel = 'email' then case when w.audience = 'admin' then coalesce(p.default_address_id, p.login_address_id)
                                                 else p.default_address_id end end as address_id) a;
comment on view private.reachability is 'For each contact, audience and channel: what stands in the way of a message, whoever makes the change [NT-3, 6, 7, 8, 17, 19, 22, 23]; and the address that would get it.';
grant select on private.reachability to authenticated;

create function private.device_count(account uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from public.push_subscriptions s
  where s.account_id = account and s.removed_at is null and ((select private.is_admin()) or account = auth.uid())
$$;
comment on function private.device_count is 'How many devices of an account get pushes, for administrators and oneself; what they are called stays their owner''s.';
grant execute on function private.device_count to authenticated;
