-- What administrators say about addresses: who asked for it and why is kept with it [CT-20 … CT-22, CT-66 … CT-77]. Of an
-- address, not of a contact: it holds for all who have it, and when the contact is gone and comes back.

create index suppressions_newest on public.suppressions (id desc) where lifted_at is null;

create function private.check_who_and_why(name text, reason text) returns void
language plpgsql set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  elsif btrim(coalesce(name, '')) = '' then
    perform private.refuse('invalid_input', 'who_required', 'name');
  elsif btrim(coalesce(reason, '')) = '' then
    perform private.refuse('invalid_input', 'why_required', 'reason');
  end if;
end $$;
comment on function private.check_who_and_why is 'Administrators say who asked for it, and why.';

create function private.suppress_addresses(channels text[], canonical text[], scope text, name text, reason text, source text default 'user')
returns table (channel public.address_channel, value text, is_new boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform private.check_who_and_why(suppress_addresses.name, suppress_addresses.reason);
  insert into public.addresses (channel, value)
  select distinct g.channel::public.address_channel, g.value from unnest(channels, canonical) g (channel, value) order by 1, 2
  on conflict on constraint addresses_channel_value_key do nothing;
  return query
  with given as (
    select a.id, a.channel, a.value
    from (select distinct g.channel::public.address_channel as channel, g.value from unnest(channels, canonical) g (channel, value)) g
    join public.addresses a on a.channel = g.channel and a.value = g.value
  ), made as (
    insert into public.suppressions (address_id, scope, source, reason, created_by, account_id)
    select g.id, suppress_addresses.scope, suppress_addresses.source, btrim(suppress_addresses.reason), btrim(suppress_addresses.name), auth.uid()
    from given g order by g.id
    on conflict (address_id, scope) where lifted_at is null do nothing
    returning address_id
  )
  select g.channel, g.value, g.id in (select m.address_id from made m) from given g;
end $$;
comment on function private.suppress_addresses is 'Addresses in canonical form get nothing any more, or nothing of a kind; which of them did until now. They need not belong to anybody.';

create function private.lift_suppressions(ids bigint[], name text, reason text) returns integer
language plpgsql security definer set search_path = '' as $$
declare lifted integer;
begin
  perform private.check_who_and_why(lift_suppressions.name, lift_suppressions.reason);
  update public.suppressions s
  set lifted_at = now(), lifted_by = btrim(lift_suppressions.name), lift_reason = btrim(lift_suppressions.reason), lifter_id = auth.uid()
  where s.id = any (ids) and s.lifted_at is null;
  get diagnostics lifted = row_count;
  return lifted;
end $$;
comment on function private.lift_suppressions is 'Addresses may be written to again; what was said about them stays. Returns how many were still suppressed.';
grant execute on function private.suppress_addresses, private.lift_suppressions to authenticated;
