-- The live bell. A web process asks, for all its open streams at once, which bell rows became visible since it last
-- asked. Rows may commit after others with a higher id, so it remembers what it has seen as a pg_snapshot.

create function private.bell_news(since pg_snapshot, accounts uuid[])
returns table (seen pg_snapshot, account_id uuid, id bigint, kind text, audiences text[], created_at timestamptz, read_at timestamptz,
  snapshot jsonb, payload jsonb, language text, recipient_name text, unread_count integer, is_cut boolean)
language sql stable security definer set search_path = '' as $$
  with news as (
    select n.*, s.content,
           row_number() over (partition by n.account_id order by n.id desc) as place,
           count(*) over (partition by n.account_id) > 100 as is_cut
    from public.changes c
    join public.notifications n on n.change_id = c.id
    left join public.intervention_snapshots s on s.change_id = n.change_id and s.intervention_id = n.intervention_id
    where c.transaction_id >= pg_snapshot_xmin(since) and not pg_visible_in_snapshot(c.transaction_id, since)
      and c.created_at > now() - interval '1 day'              -- transaction ids start again after dump and restore
      and n.account_id = any (accounts)
  )
  select pg_current_snapshot(), n.account_id, n.id, n.kind, n.audiences, n.created_at, n.read_at, n.content, n.payload,
         coalesce(a.language, p.language, o.language), p.name,
         (select count(*) from (select from public.notifications u
                                where u.account_id = n.account_id and u.read_at is null limit 100) capped)::integer,
         n.is_cut
  from (select pg_current_snapshot()) now_seen
  left join news n on n.place <= 100
  left join public.accounts a on a.id = n.account_id and a.is_active
  left join public.contacts p on p.id = a.contact_id
  cross join public.organization o
  order by n.id
$$;
comment on function private.bell_news is 'Bell rows that became visible since a snapshot, for these accounts; always at least one row, with the snapshot to ask with next. Of a bulk change the hundred newest of each account.';

create function private.bell_snapshot() returns pg_snapshot
language sql stable security definer set search_path = '' as $$ select pg_current_snapshot() $$;
comment on function private.bell_snapshot is 'Where a new stream starts.';

create function private.bell_readers(accounts uuid[]) returns table (account_id uuid, unread_count integer)
language sql stable security definer set search_path = '' as $$
  select a.id, (select count(*) from (select from public.notifications u where u.account_id = a.id and u.read_at is null limit 100) capped)::integer
  from public.accounts a where a.id = any (accounts) and a.is_active and a.profile_id is not null
$$;
comment on function private.bell_readers is 'Unread counts, capped at 100; accounts that are not active any more are missing, and their streams end.';

create function private.live_sessions(sessions uuid[]) returns setof uuid
language sql stable security definer set search_path = '' as $$ select s.id from auth.sessions s where s.id = any (sessions) $$;
comment on function private.live_sessions is 'Those of these sessions of Auth that go on; streams of the others end.';

grant execute on function private.bell_news, private.bell_snapshot, private.bell_readers, private.live_sessions to bell_relay;

-- Reading on one device clears the badge of the others whose app is open. Readings are rare, so each may tell.
create function private.announce_reading() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_notify('campanella_reading', jsonb_build_object('account_id', r.account_id, 'ids', r.ids)::text)
  from (select n.account_id, case when count(*) <= 200 then jsonb_agg(n.id order by n.id) end as ids
        from new_rows n join old_rows o using (id)
        where n.read_at is distinct from o.read_at
        group by n.account_id) r;
  return null;
end $$;
comment on function private.announce_reading is 'NOTIFY campanella_reading {account_id, ids}; ids is null when there are very many.';
create trigger _500_announce_reading after update on public.notifications
  referencing old table as old_rows new table as new_rows for each statement execute function private.announce_reading();
