-- How telling goes: whether the services that carry messages answer, how many they have taken and how fast, and which
-- addresses keep failing. Workers report every few seconds what their attempts came to, so that a message pays nothing.

create table private.delivery_services (
  service          text primary key,
  channel          public.channel not null,
  last_success_at  timestamptz,
  last_failure_at  timestamptz,
  failing_since    timestamptz,
  failures         integer not null default 0,
  last_error       text
);
comment on table private.delivery_services is 'The mail server and the push services, by host: when each last took a message, and since when it takes none.';
comment on column private.delivery_services.failures is 'Since the last success: attempts without any answer, and messages that were refused or put off (each once).';

create table private.delivery_counts (
  channel  public.channel not null,
  result   text not null,
  count    bigint not null,
  primary key (channel, result)
);
comment on table private.delivery_counts is 'What attempts came to, ever: sent, retry, failed, device_gone; and what expired. Counted here because counting the log would read all of it.';

create table private.delivery_times (
  channel  public.channel not null,
  up_to    double precision not null,
  count    bigint not null,
  seconds  double precision not null,
  primary key (channel, up_to)
);
comment on table private.delivery_times is 'How long messages took from being queued to being taken, quiet hours included: how many within up to so many seconds (and above the next lower bound), and the seconds of these together.';

create table private.failing_addresses (
  address_id   bigint primary key references public.addresses on delete cascade,
  contact_id   bigint not null references public.contacts on delete cascade,
  delivery_id  bigint not null,
  told_at      timestamptz not null default now()
);
comment on table private.failing_addresses is 'Addresses that administrators have been told of, until something is delivered to them again.';
comment on column private.failing_addresses.delivery_id is 'The last one that had failed then.';
create index failing_addresses_by_contact on private.failing_addresses (contact_id);

alter table private.delivery_services enable row level security;
alter table private.delivery_counts enable row level security;
alter table private.delivery_times enable row level security;
alter table private.failing_addresses enable row level security;
create policy "Only functions reach services" on private.delivery_services using (false);
create policy "Only functions reach counts" on private.delivery_counts using (false);
create policy "Only functions reach times" on private.delivery_times using (false);
create policy "Only functions reach failing addresses" on private.failing_addresses using (false);

-- In the order of their keys, so that two workers that report at once wait for each other, and no more.
create function private.report_deliveries(services jsonb, counts jsonb, times jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.delivery_services as s (service, channel, last_success_at, last_failure_at, failing_since, failures, last_error)
  select r.service, r.channel::public.channel, now() - r.succeeded_ago * interval '1 second', now() - r.failed_ago * interval '1 second',
         now() - r.failing_for * interval '1 second', r.failures, r.error
  from jsonb_to_recordset(report_deliveries.services) r (service text, channel text, succeeded_ago double precision,
    failed_ago double precision, failing_for double precision, failures integer, error text)
  order by r.service
  on conflict on constraint delivery_services_pkey do update
    set last_success_at = greatest(s.last_success_at, excluded.last_success_at),
        last_failure_at = greatest(s.last_failure_at, excluded.last_failure_at),
        failing_since = case when excluded.last_success_at is null then coalesce(s.failing_since, excluded.failing_since) else excluded.failing_since end,
        failures = case when excluded.last_success_at is null then s.failures else 0 end + excluded.failures,
        last_error = coalesce(excluded.last_error, s.last_error);

  insert into private.delivery_counts as k (channel, result, count)
  select r.channel::public.channel, r.result, r.count
  from jsonb_to_recordset(report_deliveries.counts) r (channel text, result text, count bigint)
  order by r.channel, r.result
  on conflict on constraint delivery_counts_pkey do update set count = k.count + excluded.count;

  insert into private.delivery_times as k (channel, up_to, count, seconds)
  select r.channel::public.channel, r.up_to::double precision, r.count, r.seconds
  from jsonb_to_recordset(report_deliveries.times) r (channel text, up_to text, count bigint, seconds double precision)
  order by r.channel, r.up_to::double precision
  on conflict on constraint delivery_times_pkey do update set count = k.count + excluded.count, seconds = k.seconds + excluded.seconds;
end $$;
comment on function private.report_deliveries is 'A worker says what its attempts came to since it last said so. Times are seconds ago, so that clocks need not agree.';
grant execute on function private.report_deliveries to app_worker;

create function private.service_states()
returns table (service text, channel public.channel, is_failing boolean, last_success_at timestamptz, last_failure_at timestamptz, failing_since timestamptz, last_error text)
language sql stable security definer set search_path = '' as $$
  -- While something waits it is tried at least every five minutes: after ten of silence nothing is known to be wrong.
  select s.service, s.channel, s.failures >= 3 and s.last_failure_at > now() - interval '10 minutes', s.last_success_at, s.last_failure_at,
         s.failing_since, case when (select private.is_admin()) then s.last_error end
  from private.delivery_services s
  order by s.channel, s.service
$$;
comment on function private.service_states is 'Whether the mail server and the push services take messages; what they say is for administrators.';

create function private.channel_states() returns table (channel public.channel, waiting bigint, oldest timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.channel, count(d.id), min(coalesce(d.not_before, d.queued_at))
  from (values ('email'::public.channel), ('push')) c (channel)
  left join public.deliveries d on d.channel = c.channel and d.state = 'queued' and (d.not_before is null or d.not_before <= now())
  group by c.channel
  order by c.channel
$$;
comment on function private.channel_states is 'How many messages wait in each channel, those that are tried again included, and since when the oldest does.';

create function private.last_beat() returns timestamptz
language sql stable security definer set search_path = '' as $$ select max(w.beat_at) from private.workers w $$;
comment on function private.last_beat is 'When a worker last said that it lives.';

create function private.delivery_counts() returns table (channel public.channel, result text, count bigint)
language sql stable security definer set search_path = '' as $$ select k.channel, k.result, k.count from private.delivery_counts k order by 1, 2 $$;
comment on function private.delivery_counts is 'For /api/metrics. No personal data.';

create function private.delivery_times() returns table (channel public.channel, up_to double precision, count bigint, seconds double precision)
language sql stable security definer set search_path = '' as $$ select k.channel, k.up_to, k.count, k.seconds from private.delivery_times k order by 1, 2 $$;
comment on function private.delivery_times is 'For /api/metrics. No personal data.';
grant execute on function private.service_states, private.channel_states, private.last_beat to anon, authenticated;
grant execute on function private.delivery_counts, private.delivery_times to anon;

-- Some twenty looks into the primary key. A transaction may have taken its ids late, hence the hour.
create function private.delivery_id_near(moment timestamptz, margin interval) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  low bigint; high bigint; middle bigint; found record;
begin
  select min(d.id), max(d.id) + 1 into low, high from public.deliveries d;
  while low < high loop
    middle := low + (high - low) / 2;
    select d.id, d.queued_at into found from public.deliveries d where d.id >= middle order by d.id limit 1;
    if found.queued_at >= moment + margin then
      high := middle;
    else
      low := found.id + 1;
    end if;
  end loop;
  return coalesce(low, 0);
end $$;
comment on function private.delivery_id_near is 'From about which id on deliveries were queued after a moment (and a margin): narrows what is looked through, decides nothing.';

-- Security definer, because a policy lets no index be used for comparisons that are not leakproof, as those of enums are
-- not: each rare state would read the whole log. It answers ids alone; what is shown of them is read as the caller. Put
-- together for each call, so that the plan knows how common each value is.
create function private.found_deliveries(number bigint, contact bigint, channel public.channel, kind text, state public.delivery_state,
  reason public.skip_reason, queued_from timestamptz, queued_before timestamptz, before bigint, most integer) returns setof bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  facts bigint[] := array(select e.id from public.interventions i join public.intervention_events e on e.intervention_id = i.id
                          where i.number = found_deliveries.number);
begin
  return query execute concat_ws(' and ', 'select d.id from public.deliveries d where d.id < $1',
    case when not private.is_admin() then 'd.contact_id = private.my_contact()' end,
    case when found_deliveries.number is not null then 'd.event_id = any ($2)' end,
    case when contact is not null then 'd.contact_id = $3' end,
    case when found_deliveries.channel is not null then format('d.channel = %L', found_deliveries.channel) end,
    case when found_deliveries.kind is not null then format('d.kind = %L', found_deliveries.kind) end,
    case when found_deliveries.state is not null then format('d.state = %L', found_deliveries.state) end,
    case when reason is not null then format($q$d.state = 'skipped' and d.skip_reason = %L$q$, reason) end,
    case when queued_from is not null then 'd.queued_at >= $4 and d.id >= ' || private.delivery_id_near(queued_from, interval '-1 hour') end,
    case when queued_before is not null then 'd.queued_at < $5 and d.id < ' || private.delivery_id_near(queued_before, interval '1 hour') end
  ) || ' order by d.id desc limit $6'
  using before, facts, contact, queued_from, queued_before, most;
end $$;
comment on function private.found_deliveries is 'The newest deliveries that fit all that is given, older than one of them; of oneself for whoever is no administrator.';

create function private.is_resendable(delivery public.deliveries) returns boolean
language sql stable security definer set search_path = '' as $$
  select delivery.state = 'failed' and (delivery.event_id is not null or delivery.expires_at > now())
     and (delivery.channel = 'email' or exists (select from public.push_subscriptions s
            where s.id = delivery.push_subscription_id and s.account_id = delivery.account_id and s.removed_at is null))
$$;
comment on function private.is_resendable is 'Whether private.resend_delivery would not refuse.';

create function private.resendable_deliveries(ids bigint[]) returns setof bigint
language sql stable security definer set search_path = '' as $$
  select d.id from public.deliveries d where (select private.is_admin()) and d.id = any (ids) and private.is_resendable(d)
$$;
comment on function private.resendable_deliveries is 'Those of these deliveries that an administrator can send again.';
grant execute on function private.found_deliveries, private.resendable_deliveries to authenticated;

-- The third message in a row that a mail server refused for good. What was only put off, because the server was down,
-- is no failure of an address. A shared address is looked at together, whosever message it was.
create function private.tell_of_failing_addresses() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  address record; change bigint; told integer := 0;
begin
  delete from private.failing_addresses f
  where exists (
    select from (select p.contact_id from public.contact_points p where p.address_id = f.address_id union select f.contact_id) c
    cross join lateral (select from public.deliveries d where d.contact_id = c.contact_id and d.address_id = f.address_id
                          and (d.state = 'sent' and (d.id > f.delivery_id or d.sent_at > f.told_at)) limit 1) worked);

  for address in
    select x.address_id, x.contact_id, last.id as delivery_id, last.last_error, a.value, k.name
    from (select d.address_id, (array_agg(d.contact_id order by d.id desc))[1] as contact_id, array_agg(distinct d.contact_id) as contacts
          from public.deliveries d
          where d.state = 'failed' and d.channel = 'email' and d.queued_at > now() - interval '30 days'
          group by d.address_id having count(*) >= 3) x
    cross join lateral (
      select (array_agg(o.id order by o.id desc))[1] as id, (array_agg(o.last_error order by o.id desc))[1] as last_error,
             count(*) = 3 and bool_and(o.state = 'failed') as is_failing
      from (select d.id, d.state, d.last_error
            from (select p.contact_id from public.contact_points p where p.address_id = x.address_id union select unnest(x.contacts)) c
            cross join lateral (select d.id, d.state, d.last_error from public.deliveries d
                                where d.contact_id = c.contact_id and d.address_id = x.address_id and d.state in ('sent', 'failed')
                                order by d.id desc limit 3) d
            order by d.id desc limit 3) o) last
    join public.addresses a on a.id = x.address_id
    join public.contacts k on k.id = x.contact_id
    where last.is_failing and not exists (select from private.failing_addresses f where f.address_id = x.address_id)
  loop
    insert into private.failing_addresses (address_id, contact_id, delivery_id) values (address.address_id, address.contact_id, address.delivery_id);
    if change is null then
      insert into public.changes (origin, notify) values ('sql', 'nobody') returning id into change;
    end if;
    perform private.ring_of_failing_address(change, jsonb_build_object('contact_id', address.contact_id, 'contact_name', address.name,
      'address', left(address.value, 1) || '…' || substring(address.value from '@[^@]*$'), 'failures', 3, 'error', address.last_error));
    told := told + 1;
  end loop;
  if told > 0 then
    perform private.wake();
  end if;
  return told;
end $$;
comment on function private.tell_of_failing_addresses is 'Tells administrators of addresses to which three messages in a row have failed, once until one arrives. Returns how many.';

create function private.ring_of_failing_address(change bigint, payload jsonb) returns void
language sql security definer set search_path = '' as $$
  with admins as materialized (
    select a.id, a.contact_id, case when a.quiet_from is not null then private.end_of_quiet(a.quiet_from, a.quiet_to, a.time_zone) end as quiet_until
    from public.accounts a join public.access_profiles p on p.id = a.profile_id
    where a.is_active and p.key = 'Admin-Default'
  ), bell as (
    insert into public.notifications (change_id, account_id, kind, audiences, payload)
    select ring_of_failing_address.change, a.id, 'delivery.keeps_failing', '{admin}', ring_of_failing_address.payload from admins a
    returning id, account_id
  )
  insert into public.deliveries (change_id, notification_id, contact_id, account_id, push_subscription_id, channel, kind, audiences, state, skip_reason,
    not_before, next_attempt_at, expires_at, dedupe_key, payload)
  select ring_of_failing_address.change, b.id, a.contact_id, a.id, d.id, 'push', 'delivery.keeps_failing', '{admin}',
         case when d.id is null then 'skipped' else 'queued' end::public.delivery_state,
         case when d.id is null then 'no_device' end::public.skip_reason,
         a.quiet_until, coalesce(a.quiet_until, now()), coalesce(a.quiet_until, now()) + interval '1 day',
         concat_ws('-', 'keeps-failing', b.id, d.id), ring_of_failing_address.payload
  from bell b
  join admins a on a.id = b.account_id
  left join public.push_subscriptions d on d.account_id = a.id and d.removed_at is null
$$;
comment on function private.ring_of_failing_address is 'A bell row for each administrator, and a push to each of their devices.';
