-- The roles that a Supabase project has before the first migration: once per cluster.
-- `postgres` is not a superuser there, so a migration that needs one fails here too.
create role postgres login createrole createdb replication bypassrls;

create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit;
create role supabase_auth_admin login noinherit;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres with admin option;
grant pg_monitor, pg_signal_backend, pg_read_all_data to postgres;

-- Supabase Lite serves Auth, Storage and the Data API with one login, so that login must be able to become the API
-- roles, and it shows in its Data API only what its login can see. It never gets more: on its first request it runs
-- `grant all on all tables in schema …` to the API roles, which must stay without effect on our tables.
grant anon, authenticated, service_role to supabase_auth_admin;
grant pg_read_all_data to supabase_auth_admin with inherit true;

-- Both the CLI (as `postgres`) and Supabase Lite alter the tables of the migration history, so both own them.
create role migration_history_owner nologin;
grant migration_history_owner to postgres, supabase_auth_admin with inherit true;

alter role supabase_admin set search_path to "$user", public, auth, extensions;
alter role postgres set search_path to "$user", public, extensions;
alter role authenticator set search_path to public, extensions;
alter role supabase_auth_admin set search_path to auth, public, extensions;
