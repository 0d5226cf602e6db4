-- The workers' side: claim a batch with a lease, record the whole batch in one statement. A worker decides nothing: it
-- gets a message's ingredients and an address, or nothing.

create function private.scopes_that_stop(kind text) returns text[]
language sql immutable set search_path = '' as $$
  select case when kind in ('account.invited', 'account.password_reset_requested') then '{everything}'::text[]
              else '{everything,status_mail}'::text[] end
$$;
comment on function private.scopes_that_stop is 'Suppressions that stop a message of this kind; invitations and password resets only "everything".';

-- What has changed since a row was queued counts: its time is over, its address was suppressed, its account was
-- deactivated, its device is gone or belongs to somebody else now.
-- Batches are small and everything is looked up by its key; left to itself the planner, which cannot know the size of a
-- batch, would read whole tables when the queue is long.
create function private.claim_deliveries(which public.channel, batch integer, lease interval)
returns table (id bigint, verdict text, attempt smallint, kind text, audiences text[], payload jsonb, language text, recipient_name text,
  address_id bigint, address text, push_subscription_id bigint, endpoint text, p256dh text, auth text,
  notification_id bigint, unread_count integer, awaited_technician_id bigint, queued_at timestamptz, expires_at timestamptz, is_last_attempt boolean, repeats_snapshot boolean, snapshot jsonb)
language plpgsql security definer set search_path = ''
  set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  -- Every wake asks for both channels, mostly one for nothing: it must not keep the other one waiting for the processor.
  if not exists (select from public.deliveries d where d.state = 'queued' and d.channel = which and d.next_attempt_at <= now()) then
    return;
  end if;
  if which = 'push' and exists (select from public.deliveries d where d.state = 'queued' and d.not_before <= now() and d.attempts = 0) then
    perform private.summarise_deferred();
  end if;
  -- A lease that the server forgets in a crash is taken again: nobody need wait for the disk here.
  perform set_config('synchronous_commit', 'off', true);
  return query
  with candidates as materialized (
    select d.id, d.kind, d.audiences, d.account_id, d.address_id, d.push_subscription_id, d.expires_at
    from public.deliveries d
    where d.state = 'queued' and d.channel = which and d.next_attempt_at <= now() and (d.leased_until is null or d.leased_until < now())
    order by d.channel, d.is_urgent desc, d.next_attempt_at
    limit batch for update skip locked
  ), judged as materialized (
    select d.id, s.endpoint, s.p256dh, s.auth, a.language, v.verdict
    from candidates d
    left join public.push_subscriptions s on s.id = d.push_subscription_id and s.removed_at is null and s.account_id = d.account_id
    left join public.accounts a on a.id = d.account_id
    cross join lateral (select case
      when d.expires_at <= now() then 'expired'
      when which = 'push' and s.id is null then 'device_gone'
      when not a.is_active and not 'customer' = any (d.audiences) then 'account_inactive'
      when which = 'email' and exists (select from public.suppressions x where x.address_id = d.address_id
             and x.lifted_at is null and x.scope = any (private.scopes_that_stop(d.kind))) then 'address_suppressed'
      end as verdict) v
  ), claimed as (
    update public.deliveries d
    set attempts = d.attempts + case when j.verdict is null then 1 else 0 end,
        leased_until = case when j.verdict is null then clock_timestamp() + lease end,
        state = case j.verdict when 'expired' then 'expired' when 'device_gone' then 'failed'
                  when 'account_inactive' then 'skipped' when 'address_suppressed' then 'skipped' else 'queued' end::public.delivery_state,
        skip_reason = case when j.verdict in ('account_inactive', 'address_suppressed') then j.verdict end::public.skip_reason,
        last_error = case when j.verdict in ('expired', 'device_gone') then coalesce(d.last_error, j.verdict) else d.last_error end
    from judged j
    where d.id = j.id
    returning d.id, j.verdict, d.attempts, d.kind, d.audiences, d.payload, j.language, d.contact_id, d.account_id, d.address_id,
      d.push_subscription_id, j.endpoint, j.p256dh, j.auth, d.notification_id, d.queued_at, d.expires_at, d.is_last_attempt,
      d.change_id, d.intervention_id, d.is_urgent, d.next_attempt_at
  ), unread as materialized (
    -- Capped: a badge says 99+ at the most.
    select c.account_id, (select count(*) from (select from public.notifications n
                                                where n.account_id = c.account_id and n.read_at is null limit 100) capped)::integer as count
    from (select distinct claimed.account_id from claimed where which = 'push') c
  ), ordered as (
    -- The people told of one change follow each other: what they are told of leaves the database once.
    select c.*, coalesce(lag(c.change_id) over before = c.change_id and lag(c.intervention_id) over before = c.intervention_id, false) as repeats_snapshot
    from claimed c
    window before as (order by c.is_urgent desc, c.next_attempt_at, c.id)
  )
  select c.id, c.verdict, c.attempts, c.kind, c.audiences, c.payload, coalesce(c.language, p.language, o.language), p.name,
         c.address_id, x.value, c.push_subscription_id, c.endpoint, c.p256dh, c.auth,
         c.notification_id, u.count,
         -- Nobody is asked for an answer that was given meanwhile, or by taking the job themselves.
         case when which = 'push' and c.kind = 'intervention.assigned' then
           (select t.contact_id from public.intervention_technicians t
            where t.intervention_id = c.intervention_id and t.contact_id = c.contact_id and t.response is null) end,
         c.queued_at, c.expires_at, c.is_last_attempt, c.repeats_snapshot, s.content
  from ordered c
  cross join public.organization o
  left join public.contacts p on p.id = c.contact_id
  left join public.addresses x on x.id = c.address_id
  left join unread u on u.account_id = c.account_id
  left join public.intervention_snapshots s
    on not c.repeats_snapshot and s.change_id = c.change_id and s.intervention_id = c.intervention_id
  order by c.is_urgent desc, c.next_attempt_at, c.id;
end $$;
comment on function private.claim_deliveries is 'A batch of due deliveries, leased to the caller, with all that their messages are made of. What cannot be delivered any more gets its final state and is returned with the verdict, so that a batch of it is no empty queue.';

create function private.record_deliveries(ids bigint[], tries smallint[], results text[], errors text[], responses text[], retry_after double precision[])
returns integer
language sql security definer set search_path = '' as $$
  with reported as (
    select * from unnest(ids, tries, results, errors, responses, retry_after) r (id, attempt, result, error, response, retry_after)
  ), recorded as (
    update public.deliveries d
    set state = case when r.result = 'sent' then 'sent' when r.result = 'retry' and not d.is_last_attempt then 'queued' else 'failed' end::public.delivery_state,
        sent_at = case when r.result = 'sent' then clock_timestamp() end,
        last_error = case when r.result = 'sent' then null when r.result = 'device_gone' then 'device_gone' else r.error end,
        provider_response = r.response,
        leased_until = null,
        next_attempt_at = case when r.result = 'retry' then clock_timestamp() + r.retry_after * interval '1 second' else d.next_attempt_at end,
        payload = case when r.result = 'sent' then d.payload - 'token' else d.payload end
    from reported r
    -- "sent" is believed even from a worker whose lease ran out; anything else only from the one who has the lease,
    -- told by its attempt.
    where d.id = r.id and d.state = 'queued' and (r.result = 'sent' or d.attempts = r.attempt)
    returning d.push_subscription_id, r.result, r.error
  ), devices as (
    update public.push_subscriptions s
    set last_success_at = case when x.sent then clock_timestamp() else s.last_success_at end,
        last_error_at = case when x.error is not null then clock_timestamp() else s.last_error_at end,
        last_error = coalesce(x.error, s.last_error),
        removed_at = case when x.gone then coalesce(s.removed_at, clock_timestamp()) else s.removed_at end
    from (select push_subscription_id as id, bool_or(result = 'sent') as sent, bool_or(result = 'device_gone') as gone,
                 max(case result when 'device_gone' then 'device_gone' else error end) filter (where result <> 'sent') as error
          from recorded where push_subscription_id is not null group by push_subscription_id order by push_subscription_id) x
    where s.id = x.id
  )
  select count(*)::integer from recorded
$$;
comment on function private.record_deliveries is 'What became of a batch: results sent, retry, failed or device_gone; retry_after in seconds. Returns how many rows were still open.';

create function private.renew_leases(ids bigint[], tries smallint[], lease interval) returns setof bigint
language sql security definer set search_path = '' as $$
  update public.deliveries d set leased_until = clock_timestamp() + lease
  from unnest(ids, tries) r (id, attempt)
  where d.id = r.id and d.attempts = r.attempt and d.state = 'queued'
  returning d.id
$$;
comment on function private.renew_leases is 'Keeps what a slow batch still has to send; returns what is still the caller''s.';

create function private.release_leases(ids bigint[], tries smallint[]) returns integer
language sql security definer set search_path = '' as $$
  with released as (
    update public.deliveries d set leased_until = null, attempts = d.attempts - 1
    from unnest(ids, tries) r (id, attempt)
    where d.id = r.id and d.attempts = r.attempt and d.state = 'queued'
    returning 1
  )
  select count(*)::integer from released
$$;
comment on function private.release_leases is 'Gives back what was claimed and not tried: a worker that stops.';

create function private.sender() returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(o) from (select name, language, time_zone, sender_name, sender_email, reply_to, signature, color, logo from public.organization) o
$$;
comment on function private.sender is 'The company as it appears in what it sends: Organization of lib/domain/notifications/message.ts.';

create function private.waiting_deliveries() returns table (waiting bigint, oldest timestamptz)
language sql stable security definer set search_path = '' as $$
  select count(*), min(d.queued_at) from public.deliveries d
  where d.state = 'queued' and d.channel in ('email', 'push') and d.next_attempt_at <= now()
$$;
comment on function private.waiting_deliveries is 'How many deliveries are due, and since when the oldest waits.';

grant execute on function private.claim_deliveries, private.record_deliveries, private.renew_leases, private.release_leases,
  private.sender, private.waiting_deliveries to app_worker;
grant execute on function private.sender to bell_relay;
