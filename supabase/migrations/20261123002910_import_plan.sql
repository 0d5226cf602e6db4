-- What rows of a file would do, as the registry is now. The trial and the real run ask here, so that they mean the same.

-- By code, else by e-mail address, else by phone number, as far as these identify and the row has them. A contact that has
-- another code, or as to phones another e-mail address, is somebody else. What is of the size of the part is hashed, the
-- registry is looked up by key ("lateral … offset 0"): it may just be being filled, and nothing be known of its size.
create function private.match_import_rows(import bigint, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_nestloop = off as $$
declare
  settings jsonb := (select i.settings from public.imports i where i.id = import);
  by_code boolean := settings -> 'identities' ? 'code';
  by_email boolean := settings -> 'identities' ? 'email';
  by_phone boolean := settings -> 'identities' ? 'phone';
begin
  with given as materialized (
    select r.seq, r.given ->> 'name' as name, r.given ->> 'code' as code, r.given -> 'emails' as emails, r.given -> 'phones' as phones,
           by_code and exists (select from public.contacts k where k.code = r.given ->> 'code' offset 0) as is_known
    from private.import_rows r where r.import_id = import and r.seq between first and last
  ), candidates as (
    select g.seq, 1 as weakness, c.id, c.name from given g
    cross join lateral (select c.id, c.name from public.contacts c where c.code = g.code offset 0) c
    where by_code and g.code is not null
    union all
    select distinct g.seq, 2, c.id, c.name from given g
    cross join lateral jsonb_array_elements(g.emails) e
    cross join lateral (select a.id from public.addresses a where a.channel = 'email' and a.value = e ->> 'value' offset 0) a
    cross join lateral (select p.contact_id from public.contact_points p where p.address_id = a.id and p.channel = 'email' limit 100) p
    cross join lateral (select c.id, c.name, c.code from public.contacts c where c.id = p.contact_id offset 0) c
    where by_email and not g.is_known and (not by_code or g.code is null or c.code is null)
    union all
    select distinct g.seq, 3, c.id, c.name from given g
    cross join lateral jsonb_array_elements(g.phones) e
    cross join lateral (select a.id from public.addresses a where a.channel = 'phone' and a.value = e ->> 'value' offset 0) a
    cross join lateral (select p.contact_id from public.contact_points p where p.address_id = a.id and p.channel = 'phone' limit 100) p
    cross join lateral (select c.id, c.name, c.code from public.contacts c where c.id = p.contact_id offset 0) c
    where by_phone and not g.is_known and (not by_code or g.code is null or c.code is null)
      and (not by_email or g.emails = '[]'
           or not exists (select from public.contact_points o where o.contact_id = c.id and o.channel = 'email'))
  ), best as materialized (
    select c.seq, array_agg(c.id) as ids, array_agg(c.id) filter (where private.folded(c.name) = private.folded(g.name)) as of_that_name
    from (select c.*, min(c.weakness) over (partition by c.seq) as least from candidates c) c join given g using (seq)
    where c.weakness = c.least group by c.seq
  ), matched as materialized (
    select g.seq, case when cardinality(b.ids) = 1 then b.ids[1] when cardinality(b.of_that_name) = 1 then b.of_that_name[1] end as contact_id,
           case when cardinality(b.ids) > 1 and coalesce(cardinality(b.of_that_name), 0) <> 1 then 'several_contacts' end as reason
    from given g left join best b on b.seq = g.seq
  )
  update private.import_rows r set contact_id = m.contact_id, reason = m.reason
  from matched m
  where r.import_id = import and r.seq between first and last and r.seq = m.seq and (r.contact_id, r.reason) is distinct from (m.contact_id, m.reason);

  -- Two rows that have nothing in common, but with one contact of the registry.
  update private.import_rows r set reason = 'contact_twice', contact_id = null
  where r.import_id = import and r.seq between first and last and r.contact_id is not null
    and exists (select from private.import_rows o where o.import_id = import and o.contact_id = r.contact_id and o.seq < r.seq);
end $$;
comment on function private.match_import_rows is 'Whom of the registry the rows of a file are about; null: nobody yet. Of an address that hundreds share, the first hundred.';

create function private.plan_import_rows(import bigint, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_nestloop = off as $$
declare
  settings jsonb := (select i.settings from public.imports i where i.id = import);
  empties boolean := coalesce((settings ->> 'empty_erases')::boolean, false);
  makes_customers boolean := coalesce((settings ->> 'is_customer')::boolean, false);
  own_types jsonb := (select jsonb_object_agg(f.key, f.type) from public.contact_fields f);
  has_companies boolean := settings -> 'columns' ? 'company';
begin
  with companies as materialized (
    -- Of the file itself, which come before their people.
    select distinct lower(r.given ->> 'name') as name from private.import_rows r
    where has_companies and r.import_id = import and coalesce(r.given ->> 'kind', settings ->> 'kind') = 'company'
  ), rows as materialized (
    select r.seq, r.given as g, r.contact_id, r.reason, c.id is null as is_new,
           c.name, c.code, c.kind, c.language, c.note, c.company_id, c.is_customer, coalesce(c.own_fields, '{}') as own_fields
    from private.import_rows r
    left join lateral (select c.* from public.contacts c where c.id = r.contact_id offset 0) c on true
    where r.import_id = import and r.seq between first and last
  ), named as materialized (
    select r.*, company.id as given_company, owner.id as code_owner,
           company.id is null and lower(r.g ->> 'company') in (select k.name from companies k) as is_of_file
    from rows r
    left join lateral (
      select k.id from public.contacts k
      where r.g ? 'company' and lower(k.name) = lower(r.g ->> 'company') and k.kind = 'company' and k.anonymised_at is null and k.id is distinct from r.contact_id
      order by k.id limit 1) company on true
    left join lateral (select k.id from public.contacts k where k.code = r.g ->> 'code' and k.id is distinct from r.contact_id offset 0) owner on r.g ? 'code'
  ), planned as materialized (
    select r.seq, r.reason, r.is_new, r.g,
           coalesce(plain.changes, '{}') || coalesce(own.changes, '{}') || coalesce(added.changes, '{}') || coalesce(site.changes, '{}')
             || coalesce(groups.changes, '{}') as changes,
           array_remove(array[case when r.g ? 'company' and r.given_company is null and not r.is_of_file then 'no_such_company' end,
                              case when r.code_owner is not null then 'code_taken' end, groups.fault], null) as faults
    from named r
    -- Text, and what of it is emptied where that is asked for: never a name, a code or an address.
    cross join lateral (
      select jsonb_object_agg(v.field, jsonb_build_object('from', v.old, 'to', v.new)) as changes
      from (values
        ('name', to_jsonb(r.name), to_jsonb(case when r.is_new then coalesce(nullif(r.g ->> 'name', ''), r.g #>> '{emails,0,typed}', r.g #>> '{phones,0,typed}')
                                                 else nullif(r.g ->> 'name', '') end)),
        ('code', to_jsonb(r.code), case when r.code_owner is null then r.g -> 'code' end),
        ('kind', to_jsonb(r.kind), coalesce(r.g -> 'kind', case when r.is_new then settings -> 'kind' end)),
        ('language', to_jsonb(r.language), coalesce(r.g -> 'language', case when empties and r.g -> 'empty' ? 'language' then 'null'::jsonb end)),
        ('note', to_jsonb(r.note), coalesce(r.g -> 'note', case when empties and r.g -> 'empty' ? 'note' then 'null'::jsonb end)),
        ('company', case when r.company_id is not null then private.contact_value(r.company_id) end,
          coalesce(case when r.given_company is not null then private.contact_value(r.given_company) end,
                   case when r.is_of_file then jsonb_build_object('id', null, 'name', r.g ->> 'company') end, case when empties and r.g -> 'empty' ? 'company' then 'null'::jsonb end)),
        ('is_customer', to_jsonb(coalesce(r.is_customer, false)), case when makes_customers then 'true'::jsonb end)) v (field, old, new)
      where v.new is not null and coalesce(v.old, 'null') <> v.new) plain
    cross join lateral (
      select jsonb_object_agg('own_fields.' || v.key, jsonb_build_object('from', r.own_fields -> v.key, 'to', v.new)) as changes
      from (select e.key, e.value as new from jsonb_each(r.g -> 'own_fields') e
            where case own_types ->> e.key when 'number' then jsonb_typeof(e.value) = 'number' else jsonb_typeof(e.value) = 'string' end
            union all
            select substr(e.field, 12), 'null'::jsonb from jsonb_array_elements_text(r.g -> 'empty') e (field)
            where empties and e.field like 'own\_fields.%' and own_types ? substr(e.field, 12)) v
      where coalesce(r.own_fields -> v.key, 'null') <> v.new) own
    cross join lateral (
      select jsonb_object_agg(a.channel, jsonb_build_object('to', a.new)) as changes
      from (select w.channel, jsonb_agg(w.address order by w.place) as new
            from (select 'email' as channel, e.value as address, e.place from jsonb_array_elements(r.g -> 'emails') with ordinality e (value, place)
                  union all
                  select 'phone', e.value, e.place from jsonb_array_elements(r.g -> 'phones') with ordinality e (value, place)) w
            where r.is_new or not exists (
              select from public.contact_points p join public.addresses d on d.id = p.address_id
              where p.contact_id = r.contact_id and d.channel = w.channel::public.address_channel and d.value = w.address ->> 'value')
            group by w.channel) a) added
    left join lateral (
      select jsonb_build_object('site', jsonb_build_object('from', to_jsonb(parts.old), 'to', parts.new)) as changes
      from (select s.old, coalesce(s.old - 'id', '{}') || (r.g -> 'site') as new
            from (select 1) one
            left join lateral (
              select jsonb_build_object('id', s.id, 'site_name', s.name, 'street', s.street, 'postal_code', s.postal_code, 'city', s.city, 'country', s.country,
                                        'access_note', s.access_note) as old
              from public.sites s where s.contact_id = r.contact_id and s.archived_at is null order by s.is_default desc, s.id limit 1) s on true) parts
      where r.g -> 'site' <> '{}' and (parts.old is null or parts.old - 'id' <> parts.new)) site on true
    cross join lateral (
      select case when count(*) filter (where x.is_open) > 0
                  then jsonb_build_object('group', jsonb_build_object('to', jsonb_agg(x.name order by x.place) filter (where x.is_open))) end as changes,
             case when bool_or(x.is_smart) then 'group_is_smart' end as fault
      from (select coalesce(k.name, w.name) as name, w.place, coalesce(k.filter is not null, false) as is_smart,
                   k.filter is null and (k.id is null or r.is_new or not exists (
                     select from public.contact_group_members m where m.group_id = k.id and m.contact_id = r.contact_id)) as is_open
            from jsonb_array_elements_text(r.g -> 'groups') with ordinality w (name, place)
            left join lateral (select k.* from public.contact_groups k where lower(k.name) = lower(w.name) offset 0) k on true) x) groups
  )
  update private.import_rows r
  set outcome = case when p.reason is not null or r.reason is not null then 'rejected'
                     when p.is_new and p.g -> 'emails' = '[]' and p.g -> 'phones' = '[]' then 'rejected'
                     when p.is_new then 'new' when p.changes = '{}' then 'unchanged' else 'changed' end,
      reason = coalesce(p.reason, case when p.is_new and p.g -> 'emails' = '[]' and p.g -> 'phones' = '[]' then 'no_means_of_contact' end),
      changes = p.changes || case when p.faults = '{}' then '{}' else jsonb_build_object('faults', to_jsonb(p.faults)) end
  from planned p
  where r.import_id = import and r.seq between first and last and r.seq = p.seq;
end $$;
comment on function private.plan_import_rows is 'What matched rows would change, field by field. Empty cells change nothing unless that is asked for, and nobody loses an address or a group.';
