-- What everything else stands on: the schema that nobody outside reaches, and the logins of our processes.
-- A Supabase project grants everything in "public" to its API roles by default. We start from nothing instead.

create schema private;
comment on schema private is 'Trigger functions, helpers and secrets. Not exposed by the Data API.';

alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;

-- Roles belong to the cluster, so another database of it may have made them already. They get their passwords outside
-- of migrations (README, "On a Supabase project").
do $$
begin
  if not exists (select from pg_roles where rolname = 'app_web') then
    create role app_web login noinherit;
    create role bell_relay nologin;
    grant anon, authenticated, bell_relay to app_web with inherit false, set true;
  end if;
  if not exists (select from pg_roles where rolname = 'app_worker') then
    create role app_worker login;
    -- A connection that went silent, or a query that lost its way, must not hold a process for ever.
    alter role app_web set statement_timeout = '15s';
    alter role app_web set idle_in_transaction_session_timeout = '30s';
    alter role app_worker set statement_timeout = '60s';
  end if;
end $$;
comment on role app_web is 'The web processes. Owns nothing and inherits nothing: a request becomes anon or authenticated, the event stream bell_relay, or it can read nothing.';
comment on role app_worker is 'The workers: claim, record, and the minute''s due work, by functions only.';
comment on role bell_relay is 'What one web process needs to feed all its open bells.';

grant usage on schema private to anon, authenticated, app_worker, bell_relay, service_role;

-- Errors that people can cause carry an SQLSTATE of class CM; lib/db/errors.ts knows the same list.
--   CM400 invalid_input · CM403 forbidden · CM404 not_found · CM409 version_conflict · CM410 already_exists · CM429 rate_limited
create function private.refuse(code text, reason text, field text default null) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using
    errcode = case code
      when 'invalid_input' then 'CM400' when 'forbidden' then 'CM403' when 'not_found' then 'CM404'
      when 'version_conflict' then 'CM409' when 'already_exists' then 'CM410' when 'rate_limited' then 'CM429' end,
    message = code,
    detail = reason,
    column = coalesce(field, '');
end $$;
comment on function private.refuse is 'Stops the transaction with a code that the HTTP API passes on. The reason is one of lib/domain/reasons.ts, which has words in every language; the field names the culprit, or several with commas between.';
grant execute on function private.refuse to anon, authenticated, service_role;

create function private.names_are_valid(names jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select jsonb_typeof(names) = 'object' and names <> '{}'
     and not exists (select from jsonb_each(names) n
                     where n.key !~ '^[a-z]{2,3}$' or jsonb_typeof(n.value) <> 'string' or btrim(n.value #>> '{}') = '')
$$;
comment on function private.names_are_valid is 'Names of one thing by language: {"it": "Chiuso", "en": "Closed"}; at least one, none empty.';
grant execute on function private.names_are_valid to authenticated, service_role;

-- Wakes workers and open bells. One transaction at a time may ask, because NOTIFY makes commits queue up behind each
-- other; whoever listens looks again shortly after each wake, so what was not told is found then. Call it last.
create function private.wake() returns void
language plpgsql set search_path = '' as $$
begin
  if pg_try_advisory_xact_lock(hashtext('campanella.wake')) then
    perform pg_notify('campanella', '');
  end if;
end $$;
comment on function private.wake is 'Coalesced NOTIFY campanella: at most one transaction at a time sends it.';
