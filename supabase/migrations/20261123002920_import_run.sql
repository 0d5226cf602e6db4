-- The worker's side of an import: it claims one, and works on it in parts, each of which commits with how far it came. So
-- one that is killed goes on where it was, and nothing is done twice.

create function private.claim_import(lease interval)
returns table (id bigint, claim integer, state text, file_name text, settings jsonb, language text, country text, attempts smallint)
language sql security definer set search_path = '' as $$
  update public.imports i set leased_until = clock_timestamp() + lease, attempts = i.attempts + 1, claim_no = i.claim_no + 1
  from public.organization o
  where i.id = (select x.id from public.imports x
                where x.state in ('reading', 'checking', 'running', 'undoing') and (x.leased_until is null or x.leased_until < clock_timestamp())
                order by x.id limit 1 for update skip locked)
  returning i.id, i.claim_no, i.state, i.file_name, i.settings,
    coalesce((select coalesce(a.language, c.language) from public.accounts a join public.contacts c on c.id = a.contact_id where a.id = i.account_id), o.language),
    o.phone_country, i.attempts
$$;
comment on function private.claim_import is 'An import with work to do that nobody has, and whose it is until the lease ends; no row when there is none.';

create function private.import_content(import bigint) returns bytea
language sql stable security definer set search_path = '' as $$ select f.content from private.import_files f where f.import_id = import $$;
comment on function private.import_content is 'The bytes of the file.';

create function private.import_own_fields() returns table (key text, name text, type text)
language sql stable security definer set search_path = '' as $$ select f.key, f.name, f.type from public.contact_fields f order by f.position, f.id $$;
comment on function private.import_own_fields is 'The company''s own fields, which columns may be.';

create function private.import_was_read(import bigint, claim integer, content jsonb, settings jsonb) returns void
language sql security definer set search_path = '' as $$
  update public.imports i set state = 'open', content = import_was_read.content, settings = import_was_read.settings, leased_until = null
  where i.id = import and i.claim_no = claim and i.state = 'reading'
$$;
comment on function private.import_was_read is 'What is in the file, and how it seems to be meant.';

-- The position is how much of it is in the registry: what taking it back has not reached yet still is.
create function private.import_failed(import bigint, claim integer, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare job public.imports;
begin
  update public.imports i
  set state = case i.state when 'reading' then 'unreadable' when 'checking' then 'open' else 'failed' end, failure = reason, leased_until = null,
      finished_at = case when i.state in ('running', 'undoing') then now() end, position = case i.state when 'undoing' then i.total - i.position else i.position end
  where i.id = import and i.claim_no = claim and i.state in ('reading', 'checking', 'running', 'undoing')
  returning * into job;
  if job.state = 'failed' then
    perform private.tell_of_import(job);
  end if;
end $$;
comment on function private.import_failed is 'It cannot go on, and why.';

create function private.stage_import_rows(import bigint, claim integer, first integer, items jsonb, lease interval) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.imports i set leased_until = clock_timestamp() + lease where i.id = import and i.claim_no = claim and i.state = 'checking';
  if not found then return false; end if;
  if first = 1 then
    delete from private.import_rows r where r.import_id = import;
  end if;
  insert into private.import_rows (import_id, seq, lines, given)
  select import, first + e.place - 1, array(select l::integer from jsonb_array_elements_text(e.item -> 'lines') l), e.item
  from jsonb_array_elements(items) with ordinality e (item, place);
  return true;
end $$;
comment on function private.stage_import_rows is 'Keeps what rows say, from that place on. False when the import was stopped.';

create function private.plan_import_part(import bigint, claim integer, first integer, last integer, lease interval) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  -- Only what no attempt before has reached is getting on.
  update public.imports i
  set leased_until = clock_timestamp() + lease, attempts = case when last > i.position then 0 else i.attempts end, position = greatest(i.position, last),
      planned_in = case when first = 1 then pg_current_snapshot() else i.planned_in end
  where i.id = import and i.claim_no = claim and i.state = 'checking';
  if not found then return false; end if;
  perform private.match_import_rows(import, first, last);
  perform private.plan_import_rows(import, first, last);
  return true;
end $$;
comment on function private.plan_import_part is 'Plans a part. False when the import was stopped.';

create function private.import_counts(import bigint) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'new', count(*) filter (where r.outcome = 'new'), 'changed', count(*) filter (where r.outcome = 'changed'),
    'unchanged', count(*) filter (where r.outcome = 'unchanged'), 'rejected', count(*) filter (where r.outcome = 'rejected'),
    'suppressed', (select count(distinct a.id) from private.import_rows o
                   cross join lateral (select e ->> 'value' as value, 'email' as channel from jsonb_array_elements(o.given -> 'emails') e
                                       union all select e ->> 'value', 'phone' from jsonb_array_elements(o.given -> 'phones') e) w
                   join public.addresses a on a.channel = w.channel::public.address_channel and a.value = w.value
                   join public.suppressions s on s.address_id = a.id and s.lifted_at is null and s.scope = 'everything'
                   where o.import_id = import and o.outcome <> 'rejected'),
    'fields', coalesce((select jsonb_object_agg(f.field, f.count) from (
        select k.field, count(*) as count from private.import_rows o cross join lateral jsonb_object_keys(o.changes - 'faults') k (field)
        where o.import_id = import and o.outcome = 'changed' group by k.field) f), '{}'),
    'new_groups', coalesce((select jsonb_agg(distinct n.name order by n.name) from (
        select w.name from private.import_rows o cross join lateral jsonb_array_elements_text(o.changes #> '{group,to}') w (name)
        where o.import_id = import and o.outcome in ('new', 'changed')
          and not exists (select from public.contact_groups g where lower(g.name) = lower(w.name))) n), '[]'))
  from private.import_rows r where r.import_id = import
$$;
comment on function private.import_counts is 'What the rows come to.';

create function private.import_row_faults(import bigint) returns table (lines integer[], reason text, faults jsonb)
language sql stable security definer set search_path = '' as $$
  select r.lines, r.reason, coalesce(r.changes -> 'faults', '[]') from private.import_rows r
  where r.import_id = import and (r.outcome = 'rejected' or r.changes ? 'faults') order by r.seq
$$;
comment on function private.import_row_faults is 'Rows that are not taken in, or not as a whole, as far as the registry says so.';

create function private.import_was_checked(import bigint, claim integer, summary jsonb, corrections bytea) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.imports i
  set state = 'checked', summary = import_was_checked.summary, leased_until = null, position = 0,
      total = (select count(*) from private.import_rows r where r.import_id = import)
  where i.id = import and i.claim_no = claim and i.state = 'checking';
  if found then
    update private.import_files f set corrections = import_was_checked.corrections where f.import_id = import;
  end if;
end $$;
comment on function private.import_was_checked is 'The plan is there.';

-- What administrators do on a screen they must be allowed to do now; what is done is theirs in the history, and tells nobody
-- one by one: watchers of groups are told at the end, of all of it.
create function private.act_for_import(job public.imports) returns bigint
language plpgsql security definer set search_path = '' as $$
declare change bigint;
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', job.account_id, 'role', 'authenticated')::text, true);
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  -- One after the other: two imports that bring the same address at once would make two contacts.
  perform pg_advisory_xact_lock(hashtext('campanella.import'));
  insert into public.changes (origin, notify) values ('import', 'nobody') returning id into change;
  update public.imports i set change_ids = i.change_ids || change where i.id = job.id;
  return change;
end $$;
comment on function private.act_for_import is 'This transaction is a part of an import, in the name of who began it. Returns its change.';

create function private.lock_import_contacts(import bigint, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform from public.contacts c
  where c.id in (select r.contact_id from private.import_rows r where r.import_id = import and r.seq between first and last) order by c.id for update;
end $$;
comment on function private.lock_import_contacts is 'Nobody else changes whom the rows are about until they are done.';

-- Planning costs as much as doing, and most imports are run a minute after they were checked.
create function private.is_plan_current(job public.imports) returns boolean
language sql stable security definer set search_path = '' as $$
  select job.planned_in is not null
    and not exists (select from public.changes c
                    where c.transaction_id >= pg_snapshot_xmin(job.planned_in) and not pg_visible_in_snapshot(c.transaction_id, job.planned_in)
                      and c.id <> all (job.change_ids) and c.transaction_id <> pg_current_xact_id())
    and not exists (select from jsonb_array_elements_text(job.settings -> 'columns') f (field)
                    where f.field like 'own\_fields.%' and not exists (select from public.contact_fields k where k.key = substr(f.field, 12)))
$$;
comment on function private.is_plan_current is 'Whether nobody else has changed anything since an import was planned.';

create function private.run_import_part(import bigint, claim integer, most integer, lease interval) returns boolean
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  job public.imports; first integer; last integer; change bigint; has_own_fields boolean;
begin
  select i.* into job from public.imports i where i.id = import and i.claim_no = claim and i.state = 'running' for update;
  if not found then return false; end if;
  has_own_fields := job.settings ->> 'columns' like '%"own\_fields.%';
  first := job.position + 1;
  last := least(job.position + most, job.total);
  if first > last then return false; end if;
  change := private.act_for_import(job);

  perform private.lock_import_contacts(import, first, last);
  if not private.is_plan_current(job) then
    perform private.match_import_rows(import, first, last);
    perform private.lock_import_contacts(import, first, last);
    perform private.plan_import_rows(import, first, last);
  end if;

  update private.import_rows r set contact_id = nextval(pg_get_serial_sequence('public.contacts', 'id')), version = 1, change_id = change
  where r.import_id = import and r.seq between first and last and r.outcome = 'new';
  insert into public.contacts (id, kind, name, code, is_customer, company_id, language, note, own_fields)
  overriding system value
  select r.contact_id, r.changes #>> '{kind,to}', r.changes #>> '{name,to}', r.changes #>> '{code,to}', coalesce((r.changes #>> '{is_customer,to}')::boolean, false),
         (r.changes #>> '{company,to,id}')::bigint, r.changes #>> '{language,to}', r.changes #>> '{note,to}', case when has_own_fields then private.own_fields_of_plan('{}', r.changes) else '{}' end
  from private.import_rows r where r.import_id = import and r.seq between first and last and r.outcome = 'new' order by r.seq;
  update private.import_rows r set version_before = c.version from public.contacts c
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and c.id = r.contact_id;
  update public.contacts c
  set name = coalesce(r.changes #>> '{name,to}', c.name), code = coalesce(r.changes #>> '{code,to}', c.code), kind = coalesce(r.changes #>> '{kind,to}', c.kind),
      is_customer = c.is_customer or r.changes ? 'is_customer',
      company_id = case when r.changes ? 'company' then (r.changes #>> '{company,to,id}')::bigint else c.company_id end,
      language = case when r.changes ? 'language' then r.changes #>> '{language,to}' else c.language end,
      note = case when r.changes ? 'note' then r.changes #>> '{note,to}' else c.note end,
      own_fields = case when has_own_fields then private.own_fields_of_plan(c.own_fields, r.changes) else c.own_fields end
  from private.import_rows r
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and c.id = r.contact_id
    and exists (select from jsonb_object_keys(r.changes) k (field) where k.field not in ('email', 'phone', 'site', 'group', 'faults'));
  if job.settings -> 'columns' ? 'company' then
    update public.contacts c set company_id = k.id
    from private.import_rows r
    cross join lateral (select k.id from public.contacts k where lower(k.name) = lower(r.changes #>> '{company,to,name}') and k.kind = 'company'
                          and k.anonymised_at is null and k.id <> r.contact_id order by k.id limit 1) k
    where r.import_id = import and r.seq between first and last and r.outcome in ('new', 'changed') and c.id = r.contact_id
      and r.changes #>> '{company,to,id}' is null and r.changes #>> '{company,to,name}' is not null;
    update private.import_rows r set version = c.version from public.contacts c
    where r.import_id = import and r.seq between first and last and r.outcome = 'new' and c.id = r.contact_id;
  end if;
  perform private.add_import_addresses(import, first, last);
  perform private.put_import_sites(import, first, last);
  perform private.join_import_groups(import, first, last);
  update private.import_rows r set version = c.version, change_id = change from public.contacts c
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and c.id = r.contact_id;

  update public.imports i set position = last, leased_until = clock_timestamp() + lease, attempts = 0 where i.id = import;
  return last < job.total;
end $$;
comment on function private.run_import_part is 'Does what the next rows say, planned once more if anything has changed since they were. True while there are more.';

create function private.reject_import_row(import bigint, claim integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare job public.imports;
begin
  update public.imports i set position = i.position + 1, attempts = 0
  where i.id = import and i.claim_no = claim and i.state in ('running', 'undoing') and i.position < i.total
  returning * into job;
  if not found then return false; end if;
  if job.state = 'running' then
    update private.import_rows r set outcome = 'rejected', reason = 'not_storable', contact_id = null where r.import_id = import and r.seq = job.position;
  else
    update private.import_rows r set undone = 'kept' where r.import_id = import and r.seq = job.total - job.position + 1 and r.version is not null;
  end if;
  return job.position < job.total;
end $$;
comment on function private.reject_import_row is 'The next row is one that the registry does not take, or does not give back: it is left out, and the others go on. True while there are more.';

create function private.own_fields_of_plan(own_fields jsonb, changes jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(own_fields || coalesce(jsonb_object_agg(substr(e.key, 12), e.value -> 'to') filter (where e.key like 'own\_fields.%'), '{}'))
  from jsonb_each(changes) e
$$;
comment on function private.own_fields_of_plan is 'Values of own fields after what a row changes of them.';

create function private.add_import_addresses(import bigint, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_nestloop = off as $$
begin
  with given as materialized (
    select * from private.import_addresses(import, first, last)
  ), made as (
    insert into public.addresses (channel, value) select distinct g.channel, g.value from given g order by 1, 2
    on conflict on constraint addresses_channel_value_key do nothing
    returning id, channel, value
  ), named as materialized (
    -- The last: somebody has made it just now, and this statement cannot see it.
    select g.*, coalesce(m.id, a.id, private.ensure_address(g.channel, g.value)) as address_id
    from given g left join made m on m.channel = g.channel and m.value = g.value
    left join lateral (select a.id from public.addresses a where m.id is null and a.channel = g.channel and a.value = g.value offset 0) a on true
  )
  insert into public.contact_points (contact_id, channel, address_id, typed, is_default)
  select n.contact_id, n.channel, n.address_id, n.typed,
         n.place = 1 and not exists (select from public.contact_points p where p.contact_id = n.contact_id and p.channel = n.channel and p.is_default offset 0)
  from named n
  order by n.seq, n.channel, n.place
  on conflict (contact_id, address_id) do nothing;
end $$;
comment on function private.add_import_addresses is 'The addresses that rows add. The first of a channel is the default where there was none. What was said of an address holds.';

create function private.import_addresses(import bigint, first integer, last integer)
returns table (seq integer, contact_id bigint, channel public.address_channel, value text, typed text, place bigint)
language sql stable security definer set search_path = '' as $$
  select r.seq, r.contact_id, k.channel::public.address_channel, e.address ->> 'value', e.address ->> 'typed', e.place
  from private.import_rows r
  cross join (values ('email'), ('phone')) k (channel)
  cross join lateral jsonb_array_elements(r.changes #> array[k.channel, 'to']) with ordinality e (address, place)
  where r.import_id = import and r.seq between first and last and r.outcome in ('new', 'changed')
$$;
comment on function private.import_addresses is 'The addresses that rows add.';

create function private.put_import_sites(import bigint, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  update public.sites s
  set name = r.changes #>> '{site,to,site_name}', street = r.changes #>> '{site,to,street}', postal_code = r.changes #>> '{site,to,postal_code}',
      city = r.changes #>> '{site,to,city}', country = r.changes #>> '{site,to,country}', access_note = r.changes #>> '{site,to,access_note}'
  from private.import_rows r
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and s.id = (r.changes #>> '{site,from,id}')::bigint;
  insert into public.sites (contact_id, name, street, postal_code, city, country, access_note, is_default)
  select r.contact_id, coalesce(t.to ->> 'site_name', ''), coalesce(t.to ->> 'street', ''), coalesce(t.to ->> 'postal_code', ''), coalesce(t.to ->> 'city', ''),
         coalesce(t.to ->> 'country', o.phone_country), coalesce(t.to ->> 'access_note', ''), true
  from private.import_rows r cross join lateral (select r.changes #> '{site,to}' as to) t cross join public.organization o
  where r.import_id = import and r.seq between first and last and r.outcome in ('new', 'changed')
    and r.changes ? 'site' and r.changes #>> '{site,from,id}' is null
  order by r.seq;
end $$;
comment on function private.put_import_sites is 'The place of work that rows say: the default one is changed, or made.';

create function private.join_import_groups(import bigint, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  insert into public.contact_groups (name)
  select distinct on (lower(w.name)) w.name
  from private.import_rows r cross join lateral jsonb_array_elements_text(r.changes #> '{group,to}') w (name)
  where r.import_id = import and r.seq between first and last and r.outcome in ('new', 'changed')
  order by lower(w.name)
  on conflict (lower(name)) do nothing;
  with joined as (
    insert into public.contact_group_members (group_id, contact_id)
    select distinct g.id, r.contact_id
    from private.import_rows r cross join lateral jsonb_array_elements_text(r.changes #> '{group,to}') w (name)
    cross join lateral (select g.id from public.contact_groups g where lower(g.name) = lower(w.name) and g.filter is null offset 0) g
    where r.import_id = import and r.seq between first and last and r.outcome in ('new', 'changed')
    order by 1, 2
    on conflict do nothing
    returning group_id, contact_id
  ), listed as materialized (
    select j.contact_id, jsonb_agg(j.group_id) as ids from joined j group by j.contact_id
  )
  update private.import_rows r set changes = jsonb_set(r.changes, '{group,ids}', l.ids)
  from listed l
  where r.import_id = import and r.seq between first and last and r.outcome = 'changed' and r.contact_id = l.contact_id;
end $$;
comment on function private.join_import_groups is 'Puts contacts into the groups that rows name, which are made where there are none.';

create function private.finish_import(import bigint, claim integer, summary jsonb, corrections bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
declare job public.imports; change bigint;
begin
  update public.imports i
  set state = case i.state when 'running' then 'done' else 'undone' end, summary = finish_import.summary, leased_until = null, finished_at = now()
  where i.id = import and i.claim_no = claim and i.state in ('running', 'undoing') and i.position >= i.total
  returning * into job;
  if not found then return false; end if;
  update private.import_files f set corrections = finish_import.corrections where f.import_id = import and job.state = 'done';
  change := private.tell_of_import(job);
  perform private.ring_of_import(change, job);
  perform private.wake();
  return true;
end $$;
comment on function private.finish_import is 'It is done, or taken back: who began it is told, and who watches a group.';

create function private.ring_of_import(change bigint, job public.imports) returns void
language sql security definer set search_path = '' as $$
  with who as materialized (
    select a.id, a.contact_id, case when a.quiet_from is not null then private.end_of_quiet(a.quiet_from, a.quiet_to, a.time_zone) end as quiet_until,
           jsonb_build_object('import_id', job.id, 'file_name', job.file_name, 'state', job.state, 'new', job.summary -> 'new', 'changed', job.summary -> 'changed',
                              'unchanged', job.summary -> 'unchanged', 'faults', job.summary -> 'faults')
             || case when job.summary ? 'undone' then jsonb_build_object('undone', job.summary -> 'undone') else '{}' end as payload
    from public.accounts a where a.id = job.account_id and a.is_active
  ), bell as (
    insert into public.notifications (change_id, account_id, kind, audiences, payload)
    select ring_of_import.change, w.id, 'import.finished', '{admin}', w.payload from who w
    returning id, account_id
  )
  insert into public.deliveries (change_id, notification_id, contact_id, account_id, push_subscription_id, channel, kind, audiences, state, skip_reason,
    not_before, next_attempt_at, expires_at, dedupe_key, payload)
  select ring_of_import.change, b.id, w.contact_id, w.id, d.id, 'push', 'import.finished', '{admin}',
         case when d.id is null then 'skipped' else 'queued' end::public.delivery_state, case when d.id is null then 'no_device' end::public.skip_reason,
         w.quiet_until, coalesce(w.quiet_until, now()), coalesce(w.quiet_until, now()) + interval '1 day', concat_ws('-', 'import', b.id, d.id), w.payload
  from bell b join who w on w.id = b.account_id
  left join public.push_subscriptions d on d.account_id = w.id and d.removed_at is null
$$;
comment on function private.ring_of_import is 'A bell row for who began an import, and a push to each of their devices.';

grant execute on function private.claim_import, private.import_content, private.import_own_fields, private.import_was_read, private.import_failed,
  private.stage_import_rows, private.plan_import_part, private.import_counts, private.import_row_faults, private.import_was_checked,
  private.run_import_part, private.reject_import_row, private.finish_import to app_worker;
