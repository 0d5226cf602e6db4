-- Messages without a fact: invitations, password resets, test pushes, and resending. They are deliveries like all.

-- A mail that has not left yet would carry a link that is dead on arrival.
create function private.close_invitations(contact bigint) returns boolean
language sql security definer set search_path = '' as $$
  with closed as (
    update public.invitations i set revoked_at = now()
    where i.contact_id = contact and i.accepted_at is null and i.revoked_at is null
    returning i.id
  ), unsent as (
    update public.deliveries d set expires_at = now()
    from closed c
    where d.dedupe_key = 'invitation-' || c.id and d.state = 'queued'
  )
  select exists (select from closed)
$$;
comment on function private.close_invitations is 'Takes back the open invitations of a contact, and their mails as far as they wait. Whether there was one.';

create function private.invite_address(contact bigint, profile bigint, canonical text, inviter uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
  login bigint := private.ensure_address('email', canonical);
  invitation public.invitations;
begin
  -- Two who invite the same contact at once must not leave two links that work.
  perform from public.contacts c where c.id = contact for no key update;
  if exists (select from public.accounts a where a.contact_id = contact) then
    perform private.refuse('already_exists', 'contact_has_an_account', 'contact_id');
  end if;
  if exists (select from public.accounts a where a.login_address_id = login)
     or exists (select from auth.users u where u.email = canonical) then
    perform private.refuse('already_exists', 'address_signs_in_already', 'email');
  end if;
  -- The newest invitation of a contact is the one that counts.
  perform private.close_invitations(contact);
  insert into public.invitations (contact_id, profile_id, address_id, token_hash, invited_by)
  values (contact, profile, login, private.token_hash(token), inviter)
  returning * into invitation;
  insert into public.deliveries (kind, channel, contact_id, address_id, dedupe_key, expires_at, payload)
  select 'account.invited', 'email', contact, login, 'invitation-' || invitation.id, invitation.expires_at,
         jsonb_build_object('token', token, 'expires_at', invitation.expires_at, 'profile_level', p.level,
           'invited_by', (select c.name from public.accounts a join public.contacts c on c.id = a.contact_id where a.id = inviter))
  from public.access_profiles p where p.id = profile;
  perform private.wake();
  return invitation.id;
end $$;
comment on function private.invite_address is 'An invitation and its mail.';

create function private.invite(contact bigint, profile bigint, canonical text) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  if not exists (select from public.contacts c where c.id = contact and c.anonymised_at is null) then
    perform private.refuse('invalid_input', 'does_not_exist', 'contact_id');
  end if;
  -- Its level stays until this is committed (private.keep_profile).
  perform from public.access_profiles p where p.id = profile for share;
  if not found then
    perform private.refuse('invalid_input', 'does_not_exist', 'profile_id');
  end if;
  return private.invite_address(contact, profile, canonical, auth.uid());
end $$;
comment on function private.invite is 'An administrator invites an address to sign in as a contact, with a profile.';
grant execute on function private.invite to authenticated;

create function private.invite_admin(canonical text, name text) returns bigint
language plpgsql set search_path = '' as $$
declare
  login bigint := private.ensure_address('email', canonical);
  contact bigint;
begin
  select i.contact_id into contact from public.invitations i
  where i.address_id = login and i.accepted_at is null order by i.id desc limit 1;
  if contact is null then
    insert into public.contacts (name) values (invite_admin.name) returning id into contact;
    insert into public.contact_points (contact_id, channel, address_id, typed, is_default) values (contact, 'email', login, canonical, true);
  end if;
  return private.invite_address(contact, (select p.id from public.access_profiles p where p.key = 'Admin-Default'), canonical, null);
end $$;
comment on function private.invite_admin is 'The first administrator, from the server''s console. Granted to nobody: the owner calls it.';

-- Says the same whether the address is known or not; at most three mails an hour.
create function private.request_password_reset(canonical text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
  account public.accounts;
  reset private.password_resets;
begin
  select a.* into account from public.accounts a join public.addresses l on l.id = a.login_address_id
  where l.channel = 'email' and l.value = canonical and a.is_active
  for update of a;
  if not found or (select count(*) >= 3 from private.password_resets r
                   where r.account_id = account.id and r.created_at > now() - interval '1 hour') then
    return;
  end if;
  insert into private.password_resets (account_id, token_hash) values (account.id, private.token_hash(token)) returning * into reset;
  insert into public.deliveries (kind, channel, contact_id, account_id, address_id, dedupe_key, expires_at, payload)
  values ('account.password_reset_requested', 'email', account.contact_id, account.id, account.login_address_id,
          'password-reset-' || reset.id, reset.expires_at, jsonb_build_object('token', token, 'expires_at', reset.expires_at));
  perform private.wake();
end $$;
comment on function private.request_password_reset is 'Mails a link that sets a new password, valid for an hour.';

-- Auth has no way to set somebody's password without its secret key, which the web processes do not have.
create function private.reset_password(token text, password_hash text) returns text
language plpgsql security definer set search_path = '' as $$
declare account uuid;
begin
  update private.password_resets r set used_at = now()
  where r.token_hash = private.token_hash(token) and r.used_at is null and r.expires_at > now()
  returning r.account_id into account;
  if account is null then
    perform private.refuse('not_found', 'link_is_spent', 'token');
  end if;
  update private.password_resets r set used_at = now() where r.account_id = account and r.used_at is null;
  update auth.users u set encrypted_password = password_hash, updated_at = now() where u.id = account;
  delete from auth.sessions s where s.user_id = account;
  -- A lost phone is why many choose a new password; one's own devices are saved again at the next sign-in.
  update public.push_subscriptions s set removed_at = now() where s.account_id = account and s.removed_at is null;
  return (select l.value from public.accounts a join public.addresses l on l.id = a.login_address_id where a.id = account);
end $$;
comment on function private.reset_password is 'Sets a password by a reset''s token, bcrypt-hashed by the caller, ends all sessions and sends nothing more to the devices. Returns the login address.';

create function private.password_reset_by_token(token text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare email text;
begin
  select l.value into email from private.password_resets r
  join public.accounts a on a.id = r.account_id join public.addresses l on l.id = a.login_address_id
  where r.token_hash = private.token_hash(token) and r.used_at is null and r.expires_at > now();
  if email is null then
    perform private.refuse('not_found', 'link_is_spent', 'token');
  end if;
  return email;
end $$;
comment on function private.password_reset_by_token is 'The login address that a reset''s token opens, to whoever holds the token: using it tells the same.';
grant execute on function private.request_password_reset, private.reset_password, private.password_reset_by_token to anon;

create function private.save_push_subscription(endpoint text, p256dh text, auth_secret text, label text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare subscription_id bigint;
begin
  if private.my_contact() is null then
    perform private.refuse('forbidden', 'account_inactive');
  end if;
  insert into public.push_subscriptions as s (account_id, endpoint, p256dh, auth, label)
  values (auth.uid(), save_push_subscription.endpoint, save_push_subscription.p256dh, auth_secret, save_push_subscription.label)
  on conflict on constraint push_subscriptions_endpoint_key do update
    set account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth,
        label = case when excluded.label = '' then s.label else excluded.label end,
        last_seen_at = now(), removed_at = null
  returning s.id into subscription_id;
  -- Every message is a row for each device: nobody makes them thousands.
  update public.push_subscriptions s set removed_at = now()
  where s.account_id = auth.uid() and s.removed_at is null and s.id not in (
    select newest.id from public.push_subscriptions newest
    where newest.account_id = auth.uid() and newest.removed_at is null
    order by newest.last_seen_at desc, newest.id desc limit 20);
  return subscription_id;
end $$;
comment on function private.save_push_subscription is 'Saves this device; the newest login on a device takes it over. What was queued for the former person is not delivered: the claim compares accounts. An account has twenty devices at the most, the ones seen last.';

create function private.remove_push_subscription(subscription bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.push_subscriptions s set removed_at = now()
  where s.id = subscription and s.account_id = auth.uid() and s.removed_at is null;
  if not found then
    perform private.refuse('not_found', 'does_not_exist');
  end if;
end $$;
comment on function private.remove_push_subscription is 'This device gets no more pushes.';

create function private.test_push_subscription(subscription bigint) returns bigint
language plpgsql security definer set search_path = '' as $$
declare delivery_id bigint;
begin
  if private.my_contact() is null or not exists (select from public.push_subscriptions s
      where s.id = subscription and s.account_id = auth.uid() and s.removed_at is null) then
    perform private.refuse('not_found', 'does_not_exist');
  end if;
  insert into public.deliveries (kind, channel, contact_id, account_id, push_subscription_id, dedupe_key, expires_at, is_urgent, payload)
  values ('push.tested', 'push', private.my_contact(), auth.uid(), subscription, 'push-test-' || gen_random_uuid(), now() + interval '10 minutes', true,
          jsonb_build_object('requested_at', now()))
  returning id into delivery_id;
  perform private.wake();
  return delivery_id;
end $$;
comment on function private.test_push_subscription is 'Queues a test push to one of one''s own devices.';

create function private.resend_delivery(delivery bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  if exists (select from public.deliveries d where d.id = delivery and d.state = 'failed' and d.channel = 'push'
             and not exists (select from public.push_subscriptions s
                             where s.id = d.push_subscription_id and s.account_id = d.account_id and s.removed_at is null)) then
    perform private.refuse('invalid_input', 'device_gone');
  end if;
  -- Its link, or what it tests, has had its time: it could only say something that is no longer so.
  if exists (select from public.deliveries d where d.id = delivery and d.state = 'failed' and d.event_id is null and d.expires_at <= now()) then
    perform private.refuse('invalid_input', 'too_late_to_resend');
  end if;
  update public.deliveries d
  set state = 'queued', next_attempt_at = now(), leased_until = null, is_last_attempt = true,
      expires_at = greatest(d.expires_at, now() + interval '1 hour'),
      -- The address may have been corrected since; what names its address in a link keeps it.
      address_id = case when d.channel = 'email' and d.event_id is not null then
        coalesce((select p.default_address_id from private.people p where p.contact_id = d.contact_id), d.address_id) else d.address_id end
  where d.id = delivery and d.state = 'failed';
  if not found then
    if exists (select from public.deliveries d where d.id = delivery) then
      perform private.refuse('invalid_input', 'only_failed_are_resent');
    end if;
    perform private.refuse('not_found', 'does_not_exist');
  end if;
  perform private.wake();
end $$;
comment on function private.resend_delivery is 'One new attempt for a failed delivery, never two.';

create function private.device_name(subscription bigint) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(nullif(s.label, ''), substring(s.endpoint from '^https://([^/]+)'))
  from public.push_subscriptions s where s.id = subscription and (s.account_id = auth.uid() or private.is_admin())
$$;
comment on function private.device_name is 'What a device is called, else the host of its push service; never the endpoint, which is a secret.';
grant execute on function private.save_push_subscription, private.remove_push_subscription, private.test_push_subscription,
  private.resend_delivery, private.device_name to authenticated;

create function private.unsubscribe(address bigint, scope text) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into public.suppressions (address_id, scope, source, reason)
  select a.id, unsubscribe.scope, 'link', 'unsubscribed by the link in a message'
  from public.addresses a where a.id = address
  on conflict (address_id, scope) where lifted_at is null do nothing;
end $$;
comment on function private.unsubscribe is 'The link in a mail, its signature checked by the caller. Twice is as good as once.';

create function private.resubscribe(address bigint, scope text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.suppressions s set lifted_at = now(), lifted_by = '', lift_reason = 'undone on the page of the link'
  where s.address_id = address and s.scope = resubscribe.scope and s.lifted_at is null and s.source = 'link';
end $$;
comment on function private.resubscribe is 'Undo of unsubscribe; lifts nothing that somebody else decided.';

create function private.is_unsubscribed(address bigint, scope text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_suppressed(address, array[scope])
$$;
comment on function private.is_unsubscribed is 'What the page of the link shows.';
grant execute on function private.unsubscribe, private.resubscribe, private.is_unsubscribed to anon;
