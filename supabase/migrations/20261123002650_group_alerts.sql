-- Whoever watches a fixed group is told when somebody joins or leaves it [CT-57]: once for a transaction, by bell, push
-- and mail, and not of what they did themselves.

create function private.tell_watchers_of(change public.changes, facts_of bigint[]) returns void
language plpgsql security definer set search_path = '' as $$
declare told integer;
begin
  if not exists (select from public.contact_group_watchers)
     or not exists (select from public.contact_events e where e.change_id = any (facts_of) and e.kind in ('contact.joined_group', 'contact.left_group')) then
    return;
  end if;
  with moved as materialized (
    -- In and out again within a transaction is nothing.
    select (e.value ->> 'id')::bigint as group_id, e.contact_id, (array_agg(e.kind order by e.id desc))[1] = 'contact.joined_group' as is_in
    from public.contact_events e
    where e.change_id = any (facts_of) and e.kind in ('contact.joined_group', 'contact.left_group')
    group by 1, 2 having count(*) % 2 = 1
  ), named as (
    select m.group_id, m.is_in, c.name, row_number() over (partition by m.group_id, m.is_in order by lower(c.name), c.id) as place
    from moved m left join public.contacts c on c.id = m.contact_id and c.anonymised_at is null
  ), news as (
    select g.id as group_id, jsonb_build_object('group_id', g.id, 'group_name', g.name, 'actor_name', change.actor_name,
      'joined', count(*) filter (where n.is_in), 'joined_names', coalesce(jsonb_agg(n.name order by n.place) filter (where n.is_in and n.place <= 3 and n.name is not null), '[]'),
      'left', count(*) filter (where not n.is_in), 'left_names', coalesce(jsonb_agg(n.name order by n.place) filter (where not n.is_in and n.place <= 3 and n.name is not null), '[]')) as payload
    from named n join public.contact_groups g on g.id = n.group_id
    group by g.id, g.name
  ), watchers as materialized (
    select w.group_id, p.contact_id, p.account_id, coalesce(p.default_address_id, p.login_address_id) as address_id, n.payload,
           case when p.quiet_from is not null then private.end_of_quiet(p.quiet_from, p.quiet_to, p.time_zone) end as quiet_until
    from news n
    join public.contact_group_watchers w on w.group_id = n.group_id and w.account_id is distinct from change.actor_id
    join private.people p on p.account_id = w.account_id and p.is_active
    join public.access_profiles f on f.id = p.profile_id and f.level = 'administrator'
  ), bell as (
    insert into public.notifications (change_id, account_id, kind, audiences, payload)
    select change.id, w.account_id, 'group.changed', '{admin}', w.payload from watchers w order by w.group_id, w.account_id
    returning id, account_id, (payload ->> 'group_id')::bigint as group_id
  ), messages as (
    select w.*, b.id as notification_id, 'push'::public.channel as channel, d.id as device_id,
           case when d.id is null then 'no_device' end::public.skip_reason as reason, w.quiet_until as not_before
    from watchers w
    join bell b on b.account_id = w.account_id and b.group_id = w.group_id
    left join public.push_subscriptions d on d.account_id = w.account_id and d.removed_at is null
    union all
    select w.*, null, 'email', null, case when private.is_suppressed(w.address_id, '{everything,status_mail}') then 'address_suppressed' end::public.skip_reason, null
    from watchers w
  )
  insert into public.deliveries (change_id, notification_id, contact_id, account_id, address_id, push_subscription_id, channel, kind, audiences,
    state, skip_reason, not_before, next_attempt_at, expires_at, dedupe_key, payload)
  select change.id, m.notification_id, m.contact_id, m.account_id, case when m.channel = 'email' then m.address_id end, m.device_id, m.channel,
         'group.changed', '{admin}', case when m.reason is null then 'queued' else 'skipped' end::public.delivery_state, m.reason,
         m.not_before, coalesce(m.not_before, now()), coalesce(m.not_before, now()) + interval '1 day',
         concat_ws('-', 'group', change.id, m.group_id, m.account_id, m.channel, m.device_id), m.payload
  from messages m;
  get diagnostics told = row_count;
  if told > 0 then
    perform private.wake();
  end if;
end $$;
comment on function private.tell_watchers_of is 'Tells those who watch a group who joined and who left it by these changes; the first says who has done it.';

create function private.tell_watchers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- An import goes on over many transactions, and tells of all of them at its end.
  if new.notify <> 'nobody' then
    perform private.tell_watchers_of(new, array[new.id]);
  end if;
  return null;
end $$;
comment on function private.tell_watchers is 'Once for a transaction.';
create constraint trigger _950_tell_watchers after insert on public.changes
  deferrable initially deferred for each row execute function private.tell_watchers();
