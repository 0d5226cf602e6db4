-- Who sees and changes work. Administrators everything; technicians what is assigned to them, with its customer and
-- site; nobody sees other technicians' work.

create function private.is_assigned(intervention_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.intervention_technicians t
                 where t.intervention_id = is_assigned.intervention_id and t.contact_id = private.my_contact())
$$;
comment on function private.is_assigned is 'Whether the signed-in technician works on this intervention.';

create function private.is_just_created(intervention_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.interventions i
                 where i.id = is_just_created.intervention_id and i.created_by = auth.uid() and i.created_at = now())
$$;
comment on function private.is_just_created is 'Whether the signed-in person created this intervention in this very transaction.';

create function private.knows_contact(contact_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.interventions i
                 join public.intervention_technicians t on t.intervention_id = i.id and t.contact_id = (select private.my_contact())
                 where i.customer_id = knows_contact.contact_id)
      or exists (select from public.interventions i
                 join public.intervention_technicians t on t.intervention_id = i.id and t.contact_id = (select private.my_contact())
                 where i.contact_person_id = knows_contact.contact_id)
      or exists (select from public.intervention_technicians mine
                 join public.intervention_technicians theirs using (intervention_id)
                 where mine.contact_id = (select private.my_contact()) and theirs.contact_id = knows_contact.contact_id)
$$;
comment on function private.knows_contact is 'Whether this is a customer, contact person or colleague in the work of the signed-in technician.';

create function private.known_contacts() returns setof bigint
language sql stable security definer set search_path = '' rows 500 as $$
  with mine as materialized (
    select i.id, i.customer_id, i.contact_person_id
    from public.intervention_technicians t join public.interventions i on i.id = t.intervention_id
    where t.contact_id = (select private.my_contact())
  )
  select private.my_contact()
  union select m.customer_id from mine m
  union select m.contact_person_id from mine m
  union select t.contact_id from mine m join public.intervention_technicians t on t.intervention_id = m.id
$$;
comment on function private.known_contacts is 'All of whom knows_contact says yes: where a list starts from, instead of asking for each contact there is.';

create function private.knows_site(site_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.interventions i
                 join public.intervention_technicians t on t.intervention_id = i.id and t.contact_id = (select private.my_contact())
                 join public.sites s on s.id = knows_site.site_id
                 where i.site_id = s.id or (i.customer_id = s.contact_id and i.site_id is null))
$$;
comment on function private.knows_site is 'Whether the signed-in technician has work at this site; at any of the customer''s when it is not said at which.';
grant execute on function private.is_assigned, private.is_just_created, private.knows_contact, private.known_contacts, private.knows_site
  to authenticated;

create policy "Everyone with an account reads the types" on public.intervention_types
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators add types" on public.intervention_types
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change types" on public.intervention_types
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Everyone with an account reads the statuses" on public.intervention_statuses
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators add statuses" on public.intervention_statuses
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators change statuses" on public.intervention_statuses
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));
create policy "Everyone with an account reads what may follow a status" on public.status_transitions
  for select to authenticated using ((select private.my_contact()) is not null);
create policy "Administrators add what may follow a status" on public.status_transitions
  for insert to authenticated with check ((select private.is_admin()));
create policy "Administrators remove what may follow a status" on public.status_transitions
  for delete to authenticated using ((select private.is_admin()));

-- The second half lets the one who creates an intervention read it within that very transaction, until it is assigned.
create policy "Administrators see all interventions, technicians theirs" on public.interventions
  for select to authenticated using ((select private.is_admin())
    or exists (select from public.intervention_technicians t
               where t.intervention_id = interventions.id and t.contact_id = (select private.my_contact()))
    or (created_by = (select auth.uid()) and created_at = now() and (select private.my_contact()) is not null));
create policy "People create interventions for the customers they know" on public.interventions
  for insert to authenticated with check ((select private.is_admin())
    or ((select private.my_contact()) is not null
      and (customer_id is null or private.knows_contact(customer_id))
      and (contact_person_id is null or private.knows_contact(contact_person_id))
      and (site_id is null or private.knows_site(site_id))));
create policy "Administrators change all interventions, technicians theirs" on public.interventions
  for update to authenticated using ((select private.is_admin())
    or exists (select from public.intervention_technicians t
               where t.intervention_id = interventions.id and t.contact_id = (select private.my_contact())));

create policy "Technicians see who works on the same intervention" on public.intervention_technicians
  for select to authenticated using (contact_id = (select private.my_contact())
    or (select private.is_admin()) or private.is_assigned(intervention_id));
create policy "Administrators assign, technicians take what they just created" on public.intervention_technicians
  for insert to authenticated with check ((select private.is_admin())
    or (contact_id = (select private.my_contact()) and private.is_just_created(intervention_id)));
create policy "Technicians answer their own assignments" on public.intervention_technicians
  for update to authenticated using (contact_id = (select private.my_contact())) with check (contact_id = (select private.my_contact()));
create policy "Administrators unassign" on public.intervention_technicians
  for delete to authenticated using ((select private.is_admin()));

create policy "People see their contacts: technicians those of their work" on public.contacts
  for select to authenticated using ((select private.is_admin())
    or id = (select private.my_contact()) or private.knows_contact(id));
create policy "People see their sites: technicians those of their work" on public.sites
  for select to authenticated using ((select private.is_admin()) or private.knows_site(id));

-- Whoever sees an intervention knows its customer, its place and who works on it: that is what the policies above say. So
-- one look at the intervention tells as much as asking them for each contact and site of a list, which took most of its
-- time.
create function private.described_for_me(interventions bigint[])
returns table (id bigint, place_in_list bigint, type jsonb, status jsonb, customer jsonb, contact_person jsonb, site jsonb, place jsonb, technicians jsonb, responses jsonb)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select i.id, wanted.place_in_list,
         (select jsonb_build_object('id', t.id, 'names', t.names, 'color', t.color) from public.intervention_types t where t.id = i.type_id),
         (select jsonb_build_object('id', s.id, 'names', s.names, 'color', s.color, 'kind', s.kind)
          from public.intervention_statuses s where s.id = i.status_id),
         (select jsonb_build_object('id', c.id, 'name', c.name) from public.contacts c where c.id = i.customer_id),
         (select jsonb_build_object('id', c.id, 'name', c.name) from public.contacts c where c.id = i.contact_person_id),
         (select jsonb_build_object('id', s.id, 'name', s.name) from public.sites s where s.id = i.site_id),
         (select jsonb_build_object('street', s.street, 'postal_code', s.postal_code, 'city', s.city) from public.sites s
          where s.id = i.site_id or (i.site_id is null and s.contact_id = i.customer_id and s.is_default)),
         (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name, c.id), '[]')
          from public.intervention_technicians w join public.contacts c on c.id = w.contact_id where w.intervention_id = i.id),
         (select coalesce(jsonb_agg(jsonb_build_object('technician_id', w.contact_id, 'response', w.response, 'reason', w.decline_reason) order by w.contact_id), '[]')
          from public.intervention_technicians w where w.intervention_id = i.id and w.response is not null)
  from unnest(described_for_me.interventions) with ordinality wanted (id, place_in_list)
  join public.interventions i on i.id = wanted.id
  where (select private.is_admin())
     or exists (select from public.intervention_technicians t
                where t.intervention_id = i.id and t.contact_id = (select private.my_contact()))
     or (i.created_by = (select auth.uid()) and i.created_at = now() and (select private.my_contact()) is not null);
end $$;
comment on function private.described_for_me is 'What interventions are shown with, of those that the signed-in person may see.';
grant execute on function private.described_for_me to authenticated;

-- Grants and policies speak of rows and of the columns that anyone may change; this is the rest of the rule.
create function private.check_technicians_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is null or private.is_admin() then
    return null;
  end if;
  if exists (select from new_rows n join old_rows o using (id)
             where (n.title, n.description, n.note, n.type_id, n.priority, n.customer_id, n.contact_person_id, n.site_id, n.starts_at, n.duration_minutes, n.due_at)
               is distinct from
                   (o.title, o.description, o.note, o.type_id, o.priority, o.customer_id, o.contact_person_id, o.site_id, o.starts_at, o.duration_minutes, o.due_at)) then
    perform private.refuse('forbidden', 'technicians_change_status_and_answer');
  end if;
  return null;
end $$;
comment on function private.check_technicians_changes is 'Technicians change the status and the answer of their interventions, nothing else.';

create function private.fill_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.status_id := (select s.id from public.intervention_statuses s where s.is_default);
  return new;
end $$;
comment on function private.fill_status is 'Gives new interventions the default status.';

-- Once per statement: row by row it took as long as writing the facts.
create function private.check_new_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.intervention_statuses s
             where s.archived_at is not null and s.id in (select n.status_id from new_rows n)) then
    perform private.refuse('invalid_input', 'status_archived', 'status_id');
  end if;
  return null;
end $$;
comment on function private.check_new_status is 'Refuses archived statuses of new interventions.';

create function private.may_follow(from_status bigint, to_status bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select not coalesce((select s.limits_next from public.intervention_statuses s where s.id = from_status), false)
      or exists (select from public.status_transitions t where t.from_status_id = from_status and t.to_status_id = to_status)
$$;
comment on function private.may_follow is 'Whether the company lets one status follow another.';
grant execute on function private.may_follow to authenticated;

create function private.check_changed_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.intervention_statuses s
             where s.archived_at is not null
               and s.id in (select x.status_id from (select id, status_id from new_rows except select id, status_id from old_rows) x)) then
    perform private.refuse('invalid_input', 'status_archived', 'status_id');
  end if;
  -- Grouped, not joined: a plan that was made for one row would join 20,000 × 20,000.
  if exists (select from public.intervention_statuses s where s.limits_next) and exists (
      select from (
        select distinct max(x.old_id) as old_id, max(x.new_id) as new_id
        from (select id, status_id as old_id, null::bigint as new_id from old_rows
              union all select id, null, status_id from new_rows) x
        group by x.id) step
      join public.intervention_statuses s on s.id = step.old_id and s.limits_next
      where step.new_id is distinct from step.old_id
        and not private.may_follow(step.old_id, step.new_id)) then
    perform private.refuse('invalid_input', 'status_does_not_follow', 'status_id');
  end if;
  return null;
end $$;
comment on function private.check_changed_status is 'Refuses archived statuses, unless the intervention had it before, and those that may not follow the one before.';

-- Of a contact that a technician does not know nothing is said here: row level security refuses it, whatever it is.
create function private.may_hear_of(contact_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select auth.uid() is null or private.is_admin() or private.knows_contact(may_hear_of.contact_id)
$$;
comment on function private.may_hear_of is 'Whether a refusal may tell what kind of contact this is.';

create function private.check_references() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Asked when it is chosen: whoever was a customer then may be none any more.
  if (tg_op = 'INSERT' or new.customer_id is distinct from old.customer_id) and not exists (
      select from public.contacts c where c.id = new.customer_id and c.is_customer)
     and new.customer_id is not null and private.may_hear_of(new.customer_id) then
    perform private.refuse('invalid_input', 'not_a_customer', 'customer_id');
  end if;
  if (tg_op = 'INSERT' or (new.customer_id, new.contact_person_id) is distinct from (old.customer_id, old.contact_person_id))
     and new.contact_person_id is not null and not exists (
       select from public.contacts c where c.id = new.contact_person_id and c.company_id = new.customer_id)
     and private.may_hear_of(new.contact_person_id) then
    perform private.refuse('invalid_input', 'not_a_contact_person_of_the_customer', 'contact_person_id');
  end if;
  if new.site_id is not null and not exists (
      select from public.sites s where s.id = new.site_id and s.contact_id is not distinct from new.customer_id) then
    perform private.refuse('invalid_input', 'not_a_site_of_the_customer', 'site_id');
  end if;
  return new;
end $$;
comment on function private.check_references is 'The customer is one; contact person and site belong to the customer.';

-- An assignment locks its intervention first, as every change of the intervention does: a status change and an
-- assignment that race run one after the other, and one of them sees both. A delete cannot: its row is locked before
-- any trigger runs. So whoever unassigns locks the intervention first (lib/db), or may have to try again.
create function private.check_technician() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.interventions i where i.id = new.intervention_id for no key update;
  -- A statement of its own, to see what the one before may have waited for.
  select i.starts_at, coalesce(s.kind in ('open', 'in_progress'), true) into new.starts_at, new.is_open
  from public.interventions i left join public.intervention_statuses s on s.id = i.status_id
  where i.id = new.intervention_id;
  if not exists (select from public.contacts c where c.id = new.contact_id and c.is_technician) then
    perform private.refuse('invalid_input', 'not_a_technician', 'technician_ids');
  end if;
  -- Whoever takes a job by themselves need not say yes to it.
  new.response := case when new.contact_id = private.my_contact() then 'accepted' end;
  return new;
end $$;
comment on function private.check_technician is 'Only technicians are assigned; fills the copies for their list.';

create function private.check_response() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.response is null and old.response is not null then
    perform private.refuse('invalid_input', 'required', 'response');
  end if;
  new.decline_reason := case new.response when 'declined' then btrim(new.decline_reason) else '' end;
  if new.response = 'declined' and new.decline_reason = '' then
    perform private.refuse('invalid_input', 'why_required', 'reason');
  elsif new.response = 'declined' and new.response is distinct from old.response and not new.is_open then
    perform private.refuse('invalid_input', 'work_is_over', 'response');
  end if;
  return new;
end $$;
comment on function private.check_response is 'A response is given, not taken back, and whoever declines says why.';

create function private.check_archived_default() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.archived_at is not null and new.is_default then
    perform private.refuse('invalid_input', 'default_status_archived', 'archived_at');
  end if;
  return new;
end $$;
comment on function private.check_archived_default is 'The default status stays in use.';

create trigger _100_fill_status before insert on public.interventions
  for each row when (new.status_id is null) execute function private.fill_status();
create trigger _100_check_new_status after insert on public.interventions
  referencing new table as new_rows for each statement execute function private.check_new_status();
create trigger _100_check_changed_status after update on public.interventions
  referencing old table as old_rows new table as new_rows for each statement execute function private.check_changed_status();
create trigger _110_check_references before insert or update of customer_id, contact_person_id, site_id on public.interventions
  for each row when (new.customer_id is not null or new.contact_person_id is not null or new.site_id is not null) execute function private.check_references();
create trigger _100_check_technician before insert on public.intervention_technicians
  for each row execute function private.check_technician();
create trigger _100_check_response before update of response, decline_reason on public.intervention_technicians
  for each row execute function private.check_response();
create trigger _100_check_archived_default before update on public.intervention_statuses
  for each row execute function private.check_archived_default();
create trigger _200_bump_version before update on public.interventions
  for each row when (old.* is distinct from new.*) execute function private.bump_version();
create trigger _100_check_technicians_changes after update on public.interventions
  referencing old table as old_rows new table as new_rows for each statement execute function private.check_technicians_changes();
