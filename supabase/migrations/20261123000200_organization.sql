-- The company that runs this deployment: one row.

create table public.organization (
  id             boolean primary key default true check (id),
  name           text not null check (btrim(name) <> ''),
  language       text not null default 'en' check (language ~ '^[a-z]{2,3}$'),
  languages      text[] not null default '{en,it}' check (language = any (languages)),
  time_zone      text not null default 'UTC',
  phone_country  text not null default 'IT' check (phone_country ~ '^[A-Z]{2}$'),
  sender_name    text not null,
  sender_email   text not null,
  reply_to       text,
  signature      text,
  color          text check (color ~ '^#[0-9a-f]{6}$'),
  logo           jsonb,
  version        integer not null default 1,
  updated_at     timestamptz not null default now()
);
comment on table public.organization is 'The company: its name, languages, time zone, and how it appears in what it sends. Exactly one row.';
comment on column public.organization.language is 'Language of last resort for messages.';
comment on column public.organization.languages is 'Languages in which the company''s own names (statuses, types) are kept.';
comment on column public.organization.phone_country is 'ISO 3166 country of phone numbers written without a country code.';
comment on column public.organization.color is 'Of headings and buttons in mails, in a shade that can be read; null: the product''s own.';
comment on column public.organization.logo is 'What the logo is: {hash, media_type, width, height}; its bytes are in private.logo.';

-- Not in Storage: the worker, which puts it into mails, has no key of Storage, and neither have strangers who read one.
-- Here it is changed together with what the company says of it, and is in every backup.
create table private.logo (
  id         boolean primary key default true check (id),
  hash       text not null,
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  content    bytea not null check (octet_length(content) <= 262144)
);
comment on table private.logo is 'The bytes of the company''s logo: one row, or none. Granted to nobody; read and written by functions.';

insert into public.organization (name, sender_name, sender_email) values ('Campanella', 'Campanella', 'campanella@localhost');

-- insert and delete are not granted: the one row is always there. The logo is set by a function, which keeps its bytes.
grant select on public.organization to authenticated;
grant update (name, language, languages, time_zone, phone_country, sender_name, sender_email, reply_to, signature, color)
  on public.organization to authenticated;

alter table public.organization enable row level security;

-- Who the signed-in person is. plpgsql, because the tables that it reads come later.
create function private.is_admin() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from public.accounts a join public.access_profiles p on p.id = a.profile_id
                 where a.id = auth.uid() and a.is_active and p.level = 'administrator');
end $$;
comment on function private.is_admin is 'Whether the signed-in person is an active account of an administrators'' profile.';

create function private.my_contact() returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select a.contact_id from public.accounts a where a.id = auth.uid() and a.is_active and a.profile_id is not null);
end $$;
comment on function private.my_contact is 'The contact of the signed-in person; null for strangers, inactive accounts and accounts without a profile.';
grant execute on function private.is_admin, private.my_contact to authenticated, service_role;

create policy "Everyone with an account reads the organization" on public.organization
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators change the organization" on public.organization
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));

create function private.check_time_zone() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (select from pg_timezone_names z where z.name = new.time_zone) then
    perform private.refuse('invalid_input', 'not_a_time_zone', 'time_zone');
  end if;
  return new;
end $$;
comment on function private.check_time_zone is 'Refuses names that the IANA time zone database does not know.';

create trigger _100_check_time_zone before insert or update of time_zone on public.organization
  for each row execute function private.check_time_zone();

create function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end $$;
comment on function private.touch is 'Keeps updated_at.';

create function private.bump_version() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;
comment on function private.bump_version is 'Counts the versions of a row, so that two people do not overwrite each other unseen.';

create function private.set_logo(content bytea, media_type text, width integer, height integer) returns void
language plpgsql security definer set search_path = '' as $$
declare digest text := left(encode(sha256(set_logo.content), 'hex'), 32);
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  insert into private.logo as l (hash, media_type, content) values (digest, set_logo.media_type, set_logo.content)
  on conflict (id) do update set hash = excluded.hash, media_type = excluded.media_type, content = excluded.content;
  update public.organization o set logo = jsonb_build_object('hash', digest, 'media_type', set_logo.media_type,
    'width', set_logo.width, 'height', set_logo.height) where o.id;
end $$;
comment on function private.set_logo is 'The company''s logo, checked by the caller to be a picture of that type and size.';

create function private.remove_logo() returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  delete from private.logo l where l.id;
  update public.organization o set logo = null where o.id;
end $$;
comment on function private.remove_logo is 'The company has no logo any more.';
grant execute on function private.set_logo, private.remove_logo to authenticated;

create function private.logo_content() returns table (hash text, media_type text, content bytea)
language sql stable security definer set search_path = '' as $$ select l.hash, l.media_type, l.content from private.logo l $$;
comment on function private.logo_content is 'The logo as everybody may see it: it stands at the head of every mail.';
grant execute on function private.logo_content to anon, app_worker;

create trigger _200_bump_version before update on public.organization
  for each row when (old.* is distinct from new.*) execute function private.bump_version();
create trigger _200_touch before update on public.organization
  for each row when (old.* is distinct from new.*) execute function private.touch();
