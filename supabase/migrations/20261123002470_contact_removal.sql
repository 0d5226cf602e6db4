-- Contacts go: who is in nobody's work or log is deleted, anybody else is anonymised. Addresses stay, with what was said
-- about them: whoever did not want to be written to is not written to when the contact comes back.

create function private.contacts_staying(ids bigint[]) returns table (contact_id bigint, reason text)
language sql stable security definer set search_path = '' as $$
  select c.id, case
    when exists (select from public.accounts a where a.contact_id = c.id and a.is_active) then 'contact_has_login'
    when exists (select from public.intervention_technicians t where t.contact_id = c.id and t.is_open)
      or exists (select from public.interventions i left join public.intervention_statuses s on s.id = i.status_id
                 where (i.customer_id = c.id or i.contact_person_id = c.id) and coalesce(s.kind in ('open', 'in_progress'), true)) then 'contact_has_open_work'
    end
  from unnest(ids) x (id) join public.contacts c on c.id = x.id
  where (select private.is_admin())
$$;
comment on function private.contacts_staying is 'Of some contacts: why each cannot go, null when it can. For administrators.';

create function private.is_remembered(contact bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.accounts a where a.contact_id = contact)
      or exists (select from public.interventions i where i.customer_id = contact)
      or exists (select from public.interventions i where i.contact_person_id = contact)
      or exists (select from public.intervention_technicians t where t.contact_id = contact)
      or exists (select from public.deliveries d where d.contact_id = contact)
$$;
comment on function private.is_remembered is 'Whether work, the log or a login points at a contact.';

-- Whom facts name is looked for there, when somebody goes: in those that can name somebody.
create index intervention_events_of_contacts on public.intervention_events (contact_id) where contact_id is not null;
create index intervention_events_naming on public.intervention_events (id)
  where kind = 'intervention.updated' and new_value ?| '{customer,contact_person,site}';

create function private.forgotten(value jsonb, ids bigint[], label text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  path text[];
begin
  for path in
    select array[f.field, s.side] from unnest('{customer,contact_person,site}'::text[]) f (field) cross join unnest('{from,to}'::text[]) s (side)
  loop
    if path[1] = 'site' then
      if exists (select from public.sites s where s.id = (value #>> (path || 'id'::text))::bigint and s.contact_id = any (ids)) then
        value := jsonb_set(value, path, jsonb_build_object('id', value #> (path || 'id'::text), 'name', '', 'address', ''));
      end if;
    elsif (value #>> (path || 'id'::text))::bigint = any (ids) then
      value := jsonb_set(value, path || 'name'::text, to_jsonb(label));
    end if;
  end loop;
  return value;
end $$;
comment on function private.forgotten is 'What intervention.updated has changed, without the names of contacts and the addresses of their sites.';

create function private.forget_names(ids bigint[], label text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  updated bigint[] := array(
    select e.id from public.intervention_events e
    where e.kind = 'intervention.updated' and e.new_value ?| '{customer,contact_person,site}'
      and e.new_value is distinct from private.forgotten(e.new_value, ids, label));
  logins uuid[] := array(select a.id from public.accounts a where a.contact_id = any (ids));
  jobs bigint[];
  names text[];
begin
  jobs := array(
    select i.id from public.interventions i where i.customer_id = any (ids)
    union select i.id from public.interventions i where i.contact_person_id = any (ids)
    union select e.intervention_id from public.intervention_events e where e.contact_id = any (ids)
    union select e.intervention_id from public.intervention_events e where e.id = any (updated)
    union select e.intervention_id from public.intervention_events e join public.changes h on h.id = e.change_id where cardinality(logins) > 0 and h.actor_id = any (logins));
  -- Snapshots know names alone, also those that somebody had before.
  names := array(
    select c.name from public.contacts c where c.id = any (ids)
    union select coalesce(e.new_value, e.old_value) ->> 'name' from public.intervention_events e where e.contact_id = any (ids)
    union select n.side ->> 'name'
          from public.intervention_events e
          cross join lateral (values (e.new_value #> '{customer,from}'), (e.new_value #> '{customer,to}'),
                                     (e.new_value #> '{contact_person,from}'), (e.new_value #> '{contact_person,to}')) n (side)
          where e.id = any (updated) and (n.side ->> 'id')::bigint = any (ids)
    union select e.value #>> '{name,from}' from public.contact_events e where e.contact_id = any (ids)
    union select h.actor_name from public.changes h where cardinality(logins) > 0 and h.actor_id = any (logins));
  names := array_remove(names, null);

  update public.intervention_events e set new_value = private.forgotten(e.new_value, ids, label) where e.id = any (updated);
  update public.intervention_events e
  set old_value = case when e.old_value ? 'name' then jsonb_set(e.old_value, '{name}', to_jsonb(label)) end,
      new_value = case when e.new_value ? 'name' then jsonb_set(e.new_value, '{name}', to_jsonb(label)) end
  where e.contact_id = any (ids);
  update public.intervention_snapshots s
  set content = s.content
    || case when s.content ->> 'customer_name' = any (names)
            then jsonb_build_object('customer_name', label, 'customer_fields', null, 'site_address', null) else '{}' end
    || case when s.content ->> 'contact_person_name' = any (names) then jsonb_build_object('contact_person_name', label) else '{}' end
    || case when s.content ->> 'actor_name' = any (names) then jsonb_build_object('actor_name', label) else '{}' end
    || case when s.content -> 'declined' ->> 'name' = any (names) then jsonb_build_object('declined', s.content -> 'declined' || jsonb_build_object('name', label)) else '{}' end
    || jsonb_build_object('technician_names', coalesce((
         select jsonb_agg(case when t.name = any (names) then label else t.name end order by t.place)
         from jsonb_array_elements_text(s.content -> 'technician_names') with ordinality t (name, place)), '[]'))
  where s.intervention_id = any (jobs)
    and (s.content ->> 'customer_name' = any (names) or s.content ->> 'contact_person_name' = any (names)
         or s.content ->> 'actor_name' = any (names) or s.content -> 'technician_names' ?| names);
  if cardinality(logins) > 0 then
    update public.changes h set actor_name = label where h.actor_id = any (logins);
  end if;
end $$;
comment on function private.forget_names is 'Facts and snapshots of interventions say the label where they named these contacts. They are written for good but for this.';

create function private.remove_contacts(ids bigint[], label text) returns table (contact_id bigint, outcome text)
language plpgsql security definer set search_path = '' as $$
declare
  going bigint[]; remembered bigint[];
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  perform from public.contacts c where c.id = any (ids) and c.anonymised_at is null order by c.id for update;
  return query select s.contact_id, s.reason from private.contacts_staying(ids) s
               join public.contacts c on c.id = s.contact_id and c.anonymised_at is null where s.reason is not null;
  going := array(select s.contact_id from private.contacts_staying(ids) s
                 join public.contacts c on c.id = s.contact_id and c.anonymised_at is null where s.reason is null);
  remembered := array(select g.id from unnest(going) g (id) where private.is_remembered(g.id));

  perform private.forget_names(going, label);
  update public.contacts c set company_id = null where c.company_id = any (going);
  update public.contacts c
  set name = label, code = null, kind = 'person', is_customer = false, is_technician = false, company_id = null, language = null, note = null,
      own_fields = '{}', anonymised_at = now()
  where c.id = any (remembered);
  delete from public.contact_points p where p.contact_id = any (remembered);
  delete from public.external_ids e where e.contact_id = any (remembered);
  delete from public.contact_group_members m where m.contact_id = any (remembered);
  update public.sites s
  set name = '', street = '', postal_code = '', city = '', latitude = null, longitude = null, access_note = '', is_default = false,
      archived_at = coalesce(s.archived_at, now())
  where s.contact_id = any (remembered);
  delete from private.contact_words w where w.contact_id = any (remembered);
  update private.import_rows r set given = '{}', changes = null where r.contact_id = any (going);
  delete from public.contacts c where c.id = any (going) and c.id <> all (remembered);
  -- That they have left a group is kept until its watchers are told.
  delete from public.contact_events e
  where e.contact_id = any (going) and not (e.kind = 'contact.left_group' and e.change_id = private.current_change());
  insert into public.contact_events (change_id, contact_id, kind)
  select private.current_change(), r.id, 'contact.anonymised' from unnest(remembered) r (id) order by r.id;
  return query select g.id, case when g.id = any (remembered) then 'anonymised' else 'deleted' end from unnest(going) g (id);
end $$;
comment on function private.remove_contacts is 'Deletes contacts, or anonymises them under a label where they are remembered; who has a login or open work stays, and why is answered.';
grant execute on function private.contacts_staying, private.remove_contacts to authenticated;
