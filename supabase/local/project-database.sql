-- What the database of a Supabase project holds before the first migration. Runs as the superuser.
do $$ begin
  execute format('alter database %I owner to postgres', current_database());
  execute format('grant create on database %I to supabase_auth_admin', current_database());
end $$;

grant usage on schema public to postgres, anon, authenticated, service_role;

-- Everything that `postgres` makes in `public` is open to the API roles until a migration revokes it.
alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;

create schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_trgm with schema extensions;
grant usage on schema extensions to postgres, anon, authenticated, service_role, supabase_auth_admin;
grant all on schema extensions to postgres;
grant all on all routines in schema extensions to postgres;

create schema auth authorization supabase_auth_admin;
create schema storage authorization supabase_auth_admin;
grant usage on schema auth, storage to postgres, anon, authenticated, service_role;

-- Both the CLI and Supabase Lite start with `create schema if not exists supabase_migrations` and add columns to these.
create schema supabase_migrations authorization migration_history_owner;
set role migration_history_owner;
create table supabase_migrations.schema_migrations (version text primary key);
create table supabase_migrations.seed_files (path text primary key, hash text not null);
reset role;
