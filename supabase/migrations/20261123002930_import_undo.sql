-- Taking an import back, from its last row to its first. What somebody has changed since stays as they left it.

create function private.is_touched(contact bigint, import bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.contact_events e
    where e.contact_id = contact
      and not exists (
        select from private.import_rows r
        where r.contact_id = contact and (r.import_id = is_touched.import or r.undone = 'taken_back')
          and e.change_id in (r.change_id, r.undo_change_id))
      -- A group that is no more was deleted or merged: nobody has thought of this contact then.
      and not (e.kind in ('contact.joined_group', 'contact.left_group') and exists (
        select from public.contact_events l where l.contact_id = contact and l.change_id = e.change_id and l.kind = 'contact.left_group'
          and not exists (select from public.contact_groups g where g.id = (l.value ->> 'id')::bigint))))
$$;
comment on function private.is_touched is 'Whether somebody has done something to a contact since an import made it, put it into a group, say; what another import did and took back is nothing.';

create function private.undo_import_part(import bigint, claim integer, most integer, lease interval) returns boolean
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  job public.imports; first integer; last integer; gone bigint[]; untouched bigint[];
begin
  select i.* into job from public.imports i where i.id = import and i.claim_no = claim and i.state = 'undoing' for update;
  if not found then return false; end if;
  last := job.total - job.position;
  first := greatest(1, last - most + 1);
  if last < 1 then return false; end if;
  perform private.act_for_import(job);
  perform from public.contacts c
  where c.id in (select r.contact_id from private.import_rows r where r.import_id = import and r.seq between first and last and r.version is not null)
  order by c.id for update;

  -- Who came with it, and was touched by nobody since.
  gone := array(select c.id from private.import_rows r join public.contacts c on c.id = r.contact_id and c.version = r.version
                where r.import_id = import and r.seq between first and last and r.outcome = 'new' and not private.is_remembered(c.id)
                  and not exists (select from public.invitations n where n.contact_id = c.id)
                  and not exists (select from public.external_ids x where x.contact_id = c.id)
                  and not private.is_touched(c.id, import));
  untouched := array(select c.id from private.import_rows r join public.contacts c on c.id = r.contact_id and c.version = r.version
                     where r.import_id = import and r.seq between first and last and r.outcome = 'changed');
  -- A company that has somebody else's people by now stays.
  gone := array(select g.id from unnest(gone) g (id) where not exists (select from public.contacts k where k.company_id = g.id and k.id <> all (gone)));
  update public.contacts c set company_id = null where c.id = any (gone) and c.company_id is not null;
  delete from public.contacts c where c.id = any (gone);
  delete from public.contact_events e where e.contact_id = any (gone) and e.kind <> 'contact.left_group';

  update public.contacts c
  set name = case when c.name = r.changes #>> '{name,to}' then r.changes #>> '{name,from}' else c.name end,
      kind = case when c.kind = r.changes #>> '{kind,to}' then r.changes #>> '{kind,from}' else c.kind end,
      -- Somebody else may have the old one by now.
      code = case when c.code = r.changes #>> '{code,to}' and not exists (select from public.contacts k where k.code = r.changes #>> '{code,from}')
                  then r.changes #>> '{code,from}' else c.code end,
      is_customer = c.is_customer and not (r.changes ? 'is_customer' and c.version = r.version),
      company_id = case when r.changes ? 'company' and (c.company_id is not distinct from (r.changes #>> '{company,to,id}')::bigint
                             or r.changes #>> '{company,to,id}' is null and c.version = r.version)
                        then (select k.id from public.contacts k where k.id = (r.changes #>> '{company,from,id}')::bigint) else c.company_id end,
      language = case when r.changes ? 'language' and c.language is not distinct from r.changes #>> '{language,to}' then r.changes #>> '{language,from}' else c.language end,
      note = case when r.changes ? 'note' and c.note is not distinct from r.changes #>> '{note,to}' then r.changes #>> '{note,from}' else c.note end,
      own_fields = private.own_fields_before(c.own_fields, r.changes)
  from private.import_rows r
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and r.version is not null and c.id = r.contact_id and c.anonymised_at is null
    and exists (select from jsonb_object_keys(r.changes) k (field) where k.field not in ('email', 'phone', 'site', 'group', 'faults'));
  -- Not the last address that somebody has: it may be the only one that is left by now.
  delete from public.contact_points p
  using private.import_addresses(import, first, last) x, private.import_rows r, public.addresses a
  where r.import_id = import and r.seq = x.seq and r.outcome = 'changed' and a.channel = x.channel and a.value = x.value
    and p.contact_id = x.contact_id and p.address_id = a.id and p.typed = x.typed and p.label = ''
    and exists (select from public.contact_points o where o.contact_id = p.contact_id and (o.channel, o.address_id) not in (
      select y.channel, b.id from private.import_addresses(import, first, last) y join public.addresses b on b.channel = y.channel and b.value = y.value
      where y.contact_id = p.contact_id));
  -- Whoever got another address since is told at that one from now on.
  update public.contact_points p set is_default = true
  where p.id in (select min(o.id) from private.import_rows r join public.contact_points o on o.contact_id = r.contact_id
                 where r.import_id = import and r.seq between first and last and r.outcome = 'changed'
                 group by o.contact_id, o.channel having not bool_or(o.is_default));
  update public.sites s
  set name = f.before ->> 'site_name', street = f.before ->> 'street', postal_code = f.before ->> 'postal_code', city = f.before ->> 'city',
      country = f.before ->> 'country', access_note = f.before ->> 'access_note'
  from private.import_rows r cross join lateral (select r.changes #> '{site,from}' as before, r.changes #> '{site,to}' as after) f
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and s.id = (f.before ->> 'id')::bigint
    and jsonb_build_object('site_name', s.name, 'street', s.street, 'postal_code', s.postal_code, 'city', s.city, 'country', s.country,
                           'access_note', s.access_note) = f.after;
  update public.sites s set archived_at = now(), is_default = false
  from private.import_rows r cross join lateral (select r.changes #> '{site,to}' as made) f
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and f.made is not null and r.changes #>> '{site,from,id}' is null
    and s.contact_id = r.contact_id and s.archived_at is null
    and (s.name, s.street, s.postal_code, s.city, s.access_note) = (coalesce(f.made ->> 'site_name', ''), coalesce(f.made ->> 'street', ''),
      coalesce(f.made ->> 'postal_code', ''), coalesce(f.made ->> 'city', ''), coalesce(f.made ->> 'access_note', ''));
  delete from public.contact_group_members m
  using private.import_rows r
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and m.contact_id = r.contact_id
    and r.changes #> '{group,ids}' @> to_jsonb(m.group_id);

  -- They are again what an earlier import has left: that one can be taken back, too.
  update private.import_rows o set version = c.version
  from private.import_rows r join public.contacts c on c.id = r.contact_id
  where r.import_id = import and r.seq between first and last and r.contact_id = any (untouched)
    and o.contact_id = r.contact_id and o.import_id <> import and o.version = r.version_before;
  update private.import_rows r
  set undo_change_id = private.current_change(), undone = case when r.contact_id = any (gone) then 'removed' when r.outcome = 'changed' and c.id is not null then 'taken_back' else 'kept' end
  from private.import_rows o left join public.contacts c on c.id = o.contact_id and c.anonymised_at is null
  where o.import_id = import and o.seq between first and last and o.version is not null and r.import_id = o.import_id and r.seq = o.seq;
  update public.imports i set position = i.position + (last - first + 1), leased_until = clock_timestamp() + lease, attempts = 0 where i.id = import;
  return first > 1;
end $$;
comment on function private.undo_import_part is 'Takes back the rows before those that were taken back already. True while there are more.';

create function private.own_fields_before(own_fields jsonb, changes jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_strip_nulls(own_fields || coalesce(jsonb_object_agg(e.key, e.before), '{}'))
  from (select substr(c.key, 12) as key, c.value -> 'from' as before from jsonb_each(changes) c
        where c.key like 'own\_fields.%' and exists (select from public.contact_fields f where f.key = substr(c.key, 12)) and coalesce(own_fields -> substr(c.key, 12), 'null') = coalesce(c.value -> 'to', 'null')) e
$$;
comment on function private.own_fields_before is 'Values of own fields as they were before a row, where they are still as the row left them, of fields that there still are.';

create function private.undo_counts(import bigint) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('removed', count(*) filter (where r.undone = 'removed'), 'taken_back', count(*) filter (where r.undone = 'taken_back'),
                            'kept', count(*) filter (where r.undone = 'kept'))
  from private.import_rows r where r.import_id = import
$$;
comment on function private.undo_counts is 'What taking an import back came to.';
grant execute on function private.undo_import_part, private.undo_counts to app_worker;
