-- What `postgres` may do with the tables of Auth and Storage on a Supabase project. Runs as the superuser, once the
-- services have made their tables, and again whenever a newer version may have added some.
grant select, insert, update, delete, references, trigger on all tables in schema auth to postgres;
grant select, insert, update, delete, references, trigger on all tables in schema storage to postgres;
grant all on all tables in schema storage to anon, authenticated, service_role;
grant all on all sequences in schema auth to postgres;
grant execute on all routines in schema auth to postgres, anon, authenticated, service_role;
grant execute on all routines in schema storage to postgres, anon, authenticated, service_role;

-- Supabase Lite writes the metadata of a sign-up as a JSON text inside jsonb; Auth writes the object itself.
create or replace function auth.normalise_user_meta_data() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if jsonb_typeof(new.raw_user_meta_data) = 'string' then
    new.raw_user_meta_data := (new.raw_user_meta_data #>> '{}')::jsonb;
  end if;
  if jsonb_typeof(new.raw_app_meta_data) = 'string' then
    new.raw_app_meta_data := (new.raw_app_meta_data #>> '{}')::jsonb;
  end if;
  return new;
end
$$;

-- Triggers run in the order of their names, and the ones of the migrations start at _100.
create or replace trigger _000_normalise_user_meta_data
  before insert or update on auth.users
  for each row execute function auth.normalise_user_meta_data();

-- Supabase Lite reads only the older settings with one claim each; a Supabase project reads both.
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
$$;
