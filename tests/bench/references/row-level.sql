-- How one would write it first: a trigger for each row that finds the people and inserts their messages one by one,
-- without suppressions, preferences, merging of audiences, or reasons for those who are not told.
create function bench.tell_row_by_row() returns trigger language plpgsql as $$
declare
  change bigint;
  event bigint;
  bell bigint;
  person record;
begin
  select id into change from bench.row_level_changes where transaction_id = pg_current_xact_id();
  if not found then
    insert into bench.row_level_changes (origin) values ('sql') returning id into change;
  end if;
  insert into bench.row_level_intervention_events (change_id, intervention_id, kind, old_status_id, status_id, old_value, new_value)
  select change, new.id, 'intervention.status_changed', old.status_id, new.status_id,
         (select s.value from private.status_values s where s.id = old.status_id),
         (select s.value from private.status_values s where s.id = new.status_id)
  returning id into event;
  insert into bench.row_level_intervention_snapshots (change_id, intervention_id, content)
  select change, new.id, content from bench.captured_intervention_snapshots limit 1;
  for person in
    select r.audience, p.contact_id, p.account_id, p.default_address_id,
           bool_or(r.channel = 'email') as wants_email, bool_or(r.channel = 'push') as wants_push
    from public.notification_rules r
    join private.people p on case r.audience
      when 'admin' then p.profile_id = (select id from public.access_profiles where key = 'Admin-Default')
      when 'technician' then p.contact_id in (select t.contact_id from public.intervention_technicians t where t.intervention_id = new.id)
      when 'customer' then p.contact_id = new.customer_id end
    where r.status_id = new.status_id
      and p.contact_id in (select a.contact_id from public.accounts a union all select new.customer_id)
    group by r.audience, p.contact_id, p.account_id, p.default_address_id
  loop
    bell := null;
    if person.wants_push then
      insert into bench.row_level_notifications (change_id, event_id, intervention_id, account_id, kind, audiences)
      values (change, event, new.id, person.account_id, 'intervention.status_changed', array[person.audience])
      returning id into bell;
      insert into bench.row_level_deliveries
        (event_id, change_id, intervention_id, notification_id, contact_id, account_id, push_subscription_id, channel, kind, audiences, expires_at)
      select event, change, new.id, bell, person.contact_id, person.account_id, s.id, 'push', 'intervention.status_changed',
             array[person.audience], now() + interval '1 day'
      from public.push_subscriptions s where s.account_id = person.account_id and s.removed_at is null;
    end if;
    if person.wants_email then
      insert into bench.row_level_deliveries
        (event_id, change_id, intervention_id, contact_id, account_id, address_id, channel, kind, audiences, expires_at)
      values (event, change, new.id, person.contact_id, person.account_id, person.default_address_id, 'email',
              'intervention.status_changed', array[person.audience], now() + interval '1 day');
    end if;
  end loop;
  return null;
end $$;

create trigger tell_row_by_row after update on bench.row_level_interventions
  for each row execute function bench.tell_row_by_row();
