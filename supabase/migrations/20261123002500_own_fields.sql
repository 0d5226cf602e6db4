-- What the company wants to know of its contacts besides what the product asks for: up to twenty fields of its own.

create table public.contact_fields (
  id          bigint generated always as identity primary key,
  key         text not null unique check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  name        text not null check (btrim(name) <> '' and length(name) <= 100),
  type        text not null check (type in ('text', 'number', 'date')),
  position    integer not null default 0,
  created_at  timestamptz not null default now()
);
comment on table public.contact_fields is 'The company''s own fields of contacts, twenty at most; their values are in contacts.own_fields.';
comment on column public.contact_fields.key is 'What the API and templates call it: made of the first name, never changed.';
comment on column public.contact_fields.type is 'Of the values: text, a JSON number, or a date as "2026-11-26". Never changed.';
create unique index contact_fields_name on public.contact_fields (lower(name));

grant select on public.contact_fields to authenticated;
grant insert (name, type, position), update (name, position), delete on public.contact_fields to authenticated;
-- key and type are not granted for update: values and templates depend on them.
alter table public.contact_fields enable row level security;
create policy "Everyone with an account reads the own fields" on public.contact_fields
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators add own fields" on public.contact_fields
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change own fields" on public.contact_fields
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Administrators remove own fields" on public.contact_fields
  for delete to authenticated using ((select private.is_admin()));

create function private.add_contact_field() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  stem text := left(coalesce(nullif(trim('_' from regexp_replace(private.folded(new.name), '[^a-z0-9]+', '_', 'g')), ''), 'field'), 50);
begin
  -- One after the other, so that two who add the twentieth at once do not make twenty-one.
  perform pg_advisory_xact_lock(hashtext('campanella.contact_fields'));
  if (select count(*) from public.contact_fields) >= 20 then
    perform private.refuse('invalid_input', 'too_many_fields');
  end if;
  if new.key is null then
    if stem !~ '^[a-z]' then
      stem := 'field_' || stem;
    end if;
    select c.key into new.key
    from (select case n when 1 then stem else stem || '_' || n end as key, n from generate_series(1, 21) n) c
    where not exists (select from public.contact_fields f where f.key = c.key)
    order by c.n limit 1;
  end if;
  new.position := coalesce((select max(f.position) + 1 from public.contact_fields f), 0);
  return new;
end $$;
comment on function private.add_contact_field is 'Twenty at most; a key is made of the first name, the place is the last.';
create trigger _100_add before insert on public.contact_fields for each row execute function private.add_contact_field();

create function private.is_a_date(text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return $1 ~ '^\d{4}-\d\d-\d\d$' and $1::date is not null;
exception when datetime_field_overflow or invalid_datetime_format then
  return false;
end $$;
comment on function private.is_a_date is 'Whether a text is a day that exists, as "2026-11-26".';

create function private.check_own_fields() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  wrong record;
begin
  -- Until the value is committed: a field that is removed at the same time must find it, to take it along.
  perform from public.contact_fields f where new.own_fields ? f.key order by f.id for key share;
  select v.key, case
      when f.type is null then 'unknown_own_field'
      when f.type = 'text' and (jsonb_typeof(v.value) <> 'string' or btrim(v.value #>> '{}') = '' or length(v.value #>> '{}') > 2000) then 'not_a_field_text'
      when f.type = 'number' and jsonb_typeof(v.value) <> 'number' then 'not_a_number'
      when f.type = 'date' and (jsonb_typeof(v.value) <> 'string' or not private.is_a_date(v.value #>> '{}')) then 'not_a_date' end as reason
  into wrong
  from jsonb_each(new.own_fields) v
  left join public.contact_fields f on f.key = v.key
  where tg_op = 'INSERT' or old.own_fields -> v.key is distinct from v.value
  order by 2 nulls last limit 1;
  if wrong.reason is not null then
    perform private.refuse('invalid_input', wrong.reason, 'own_fields.' || wrong.key);
  end if;
  return new;
end $$;
comment on function private.check_own_fields is 'Values of own fields are of fields that there are, and of their type.';
create trigger _100_check_own_fields before insert on public.contacts
  for each row when (new.own_fields <> '{}') execute function private.check_own_fields();
create trigger _100_check_changed_own_fields before update of own_fields on public.contacts
  for each row when (new.own_fields <> old.own_fields) execute function private.check_own_fields();

create function private.erase_field_values() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.contacts c set own_fields = c.own_fields - old.key where c.own_fields ? old.key;
  return null;
end $$;
comment on function private.erase_field_values is 'A field takes its values along.';
create trigger _500_erase_values after delete on public.contact_fields for each row execute function private.erase_field_values();

create function private.contact_field_uses() returns table (field_id bigint, contacts bigint)
language sql stable security definer set search_path = '' as $$
  select f.id, count(c.id) from public.contact_fields f left join public.contacts c on c.own_fields ? f.key
  where (select private.is_admin()) group by f.id
$$;
comment on function private.contact_field_uses is 'How many contacts have a value of each own field, for administrators.';
grant execute on function private.contact_field_uses to authenticated;
