-- After quiet hours one push instead of all that waited. Decided when the first of them is claimed, in the claim's own
-- transaction, so it happens once whatever workers there are; and it counts what is still unread by then.

create index deliveries_deferred on public.deliveries (account_id, not_before) where state = 'queued' and not_before is not null;

create function private.summarise_deferred() returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Two workers at once would make two summaries of a half each.
  perform pg_advisory_xact_lock(hashtext('campanella.summary'));
  with due as materialized (
    select d.id, d.contact_id, d.account_id, d.push_subscription_id, d.intervention_id, d.expires_at, n.read_at is not null as is_read
    from public.deliveries d
    left join public.notifications n on n.id = d.notification_id
    where d.state = 'queued' and d.channel = 'push' and d.not_before <= now() and d.attempts = 0 and d.event_id is not null
  ), devices as materialized (
    select d.contact_id, d.account_id, d.push_subscription_id, max(d.id) as last_id, max(d.expires_at) as expires_at,
           count(*) filter (where not d.is_read) as unread
    from due d
    group by d.contact_id, d.account_id, d.push_subscription_id
  ), summaries as (
    insert into public.deliveries (kind, channel, contact_id, account_id, push_subscription_id, dedupe_key, expires_at, payload)
    select 'bell.summarised', 'push', v.contact_id, v.account_id, v.push_subscription_id,
           'summary-' || v.push_subscription_id || '-' || v.last_id, v.expires_at,
           jsonb_build_object('count', v.unread, 'interventions', (
             select jsonb_agg(jsonb_build_object('number', i.number, 'title', left(i.title, 200)) order by j.last_id desc)
             from (select d.intervention_id, max(d.id) as last_id from due d
                   where d.push_subscription_id = v.push_subscription_id and d.account_id = v.account_id and not d.is_read
                   group by d.intervention_id order by max(d.id) desc limit 3) j
             join public.interventions i on i.id = j.intervention_id))
    from devices v
    where v.unread > 1
    on conflict (dedupe_key) where dedupe_key is not null do nothing
  )
  update public.deliveries d
  set state = 'skipped', skip_reason = case when x.is_read then 'read_meanwhile' else 'told_in_summary' end::public.skip_reason
  from due x
  join devices v on v.account_id = x.account_id and v.push_subscription_id = x.push_subscription_id
  where d.id = x.id and (x.is_read or v.unread > 1);
end $$;
comment on function private.summarise_deferred is 'Pushes whose quiet hours are over: what was read meanwhile is not pushed, a single one goes as it is, of several each device gets one that counts them.';

-- Whoever changes the hours means what waits now, too.
create function private.reschedule_deferred() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.deliveries d
  set not_before = q.until, next_attempt_at = q.until, expires_at = q.until + (d.expires_at - d.not_before)
  from (select coalesce(private.end_of_quiet(new.quiet_from, new.quiet_to, new.time_zone), now()) as until) q
  where d.account_id = new.id and d.state = 'queued' and d.not_before is not null and d.attempts = 0;
  perform private.wake();
  return null;
end $$;
comment on function private.reschedule_deferred is 'Pushes that wait for the end of the quiet hours wait for the new one.';

create trigger _500_reschedule_deferred after update of quiet_from, quiet_to, time_zone on public.accounts
  for each row when ((old.quiet_from, old.quiet_to, old.time_zone) is distinct from (new.quiet_from, new.quiet_to, new.time_zone))
  execute function private.reschedule_deferred();
