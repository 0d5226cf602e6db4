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
