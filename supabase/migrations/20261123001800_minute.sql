-- Due work: called every minute by whichever worker gets the lock, or over HTTP on serverless hosts.

create table private.workers (
  id          uuid primary key,
  host        text not null,
  process_id  integer not null,
  started_at  timestamptz not null default now(),
  beat_at     timestamptz not null default now()
);
comment on table private.workers is 'Heartbeats: who delivers, and since when nobody does.';
alter table private.workers enable row level security;
create policy "Only functions reach heartbeats" on private.workers using (false);

create function private.beat(worker uuid, host text, process_id integer) returns void
language sql security definer set search_path = '' as $$
  insert into private.workers (id, host, process_id) values (worker, beat.host, beat.process_id)
  on conflict (id) do update set beat_at = clock_timestamp()
$$;
comment on function private.beat is 'A worker says that it lives.';

create function private.leave(worker uuid) returns void
language sql security definer set search_path = '' as $$ delete from private.workers w where w.id = worker $$;
comment on function private.leave is 'A worker stops in an orderly way.';

-- Deletes look at the oldest rows only, so that neither a long pause nor a long history makes a long minute.
create function private.run_due_work(most integer default 5000) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  expired integer; failing integer; pruned_bell integer; pruned_deliveries integer; pruned_snapshots integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('campanella.due_work')) then
    return null;
  end if;

  with gone as (
    update public.deliveries d
    set state = 'expired', last_error = coalesce(d.last_error, 'expired'), leased_until = null, payload = d.payload - 'token'
    where d.id in (select x.id from public.deliveries x
                   where x.state = 'queued' and x.expires_at <= now() and (x.leased_until is null or x.leased_until < now())
                   limit most for update skip locked)
    returning d.channel
  ), counted as (
    insert into private.delivery_counts as k (channel, result, count)
    select g.channel, 'expired', count(*) from gone g group by g.channel
    on conflict on constraint delivery_counts_pkey do update set count = k.count + excluded.count
  )
  select count(*) into expired from gone;

  -- A failed invitation can be resent while its token is good, and no longer.
  update public.deliveries d set payload = d.payload - 'token'
  where d.state = 'failed' and d.dedupe_key is not null and d.expires_at <= now() and d.payload ? 'token';

  failing := private.tell_of_failing_addresses();

  delete from public.notifications n where n.id in (
    select x.id from (select y.id, y.created_at from public.notifications y order by y.id limit most) x
    where x.created_at < now() - interval '180 days');
  get diagnostics pruned_bell = row_count;
  delete from public.deliveries d where d.id in (
    select x.id from (select y.id, y.queued_at from public.deliveries y order by y.id limit most) x
    where x.queued_at < now() - interval '1 year') and d.state <> 'queued';
  get diagnostics pruned_deliveries = row_count;
  delete from public.intervention_snapshots s where (s.change_id, s.intervention_id) in (
    select x.change_id, x.intervention_id
    from (select y.* from public.intervention_snapshots y order by y.change_id, y.intervention_id limit most) x
    where x.created_at < now() - interval '1 year');
  get diagnostics pruned_snapshots = row_count;

  -- Imports that nobody went on with, and what taking back an old one would need.
  delete from public.imports i where i.state in ('reading', 'unreadable', 'open', 'checked') and i.created_at < now() - interval '30 days';
  with old as materialized (
    select f.import_id from private.import_files f join public.imports i on i.id = f.import_id where i.finished_at < now() - interval '90 days' limit 1
  ), rows as (
    delete from private.import_rows r using old where r.import_id = old.import_id
  ), samples as (
    update public.imports i set content = null, summary = jsonb_set(i.summary, '{fault_examples}', '[]') from old where i.id = old.import_id
  )
  delete from private.import_files f using old where f.import_id = old.import_id;
  delete from private.idempotency_keys k where k.created_at < now() - interval '60 days';
  delete from private.rate_limits r where r.window_at < now() - interval '1 day';
  delete from private.password_resets r where r.created_at < now() - interval '30 days';
  delete from public.push_subscriptions s where s.removed_at < now() - interval '1 year';
  delete from private.workers w where w.beat_at < now() - interval '1 day';
  delete from private.delivery_services s where greatest(s.last_success_at, s.last_failure_at) < now() - interval '30 days';

  return jsonb_build_object('expired', expired, 'failing_addresses', failing, 'pruned_notifications', pruned_bell, 'pruned_deliveries', pruned_deliveries,
                            'pruned_snapshots', pruned_snapshots);
end $$;
comment on function private.run_due_work is 'Expires, tells administrators of addresses that keep failing, and prunes. Null when another worker is at it. Bell rows live 180 days, deliveries a year, facts for ever.';

grant execute on function private.beat, private.leave, private.run_due_work to app_worker;

create function private.readiness() returns table (waiting bigint, oldest timestamptz, last_beat timestamptz)
language sql stable security definer set search_path = '' as $$
  select w.waiting, w.oldest, (select max(beat_at) from private.workers) from private.waiting_deliveries() w
$$;
comment on function private.readiness is 'For /api/ready: how long the queue is, and when a worker last beat. No personal data.';
grant execute on function private.readiness to anon;
