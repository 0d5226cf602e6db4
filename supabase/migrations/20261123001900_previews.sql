-- Who would be told of a change, before it is made: whoever asks makes it, lets the fan-out run at once instead of at
-- commit, reads what it wrote, and rolls everything back. So there is one place that decides, and nothing is sent.

create function private.told_by_this_change()
returns table (contact_id bigint, name text, audiences text[], channel public.channel, reason public.skip_reason)
language sql stable security definer set search_path = '' as $$
  with considered as (
    select d.contact_id, c.name, d.audiences, d.channel, min(d.skip_reason) as reason
    from public.changes h
    join public.deliveries d on d.change_id = h.id
    left join public.contacts c on c.id = d.contact_id
    -- Nobody reads with this what another transaction has told.
    where h.id = nullif(current_setting('campanella.told', true), '')::bigint
      and h.transaction_id = pg_current_xact_id() and h.created_at = now()
    group by d.contact_id, c.name, d.audiences, d.channel
  )
  select c.* from considered c
  where (select private.is_admin())
     or c.contact_id = (select private.my_contact())
     or coalesce(c.reason, 'no_device') = 'no_device'
     or (c.audiences = '{customer}' and c.reason in ('customer_not_to_be_notified', 'no_default_email', 'no_customer'))
  order by array_position('{customer,technician,admin}', c.audiences[1]), c.name, c.contact_id, c.channel
$$;
comment on function private.told_by_this_change is 'The people whom the fan-out that has just run in this transaction considered; a reason is why not. One row for each channel, however many devices. What others chose, or what their accounts and addresses lack, is for administrators: technicians see who is reached, themselves, and why the customer is not, unless the customer wanted it so.';
grant execute on function private.told_by_this_change to authenticated;
