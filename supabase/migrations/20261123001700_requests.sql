-- What the HTTP API keeps between requests: answers to be given again, and how often somebody tried.

create table private.idempotency_keys (
  account_id   uuid not null references public.accounts on delete cascade,
  key          text not null check (length(key) between 1 and 200),
  fingerprint  bytea not null,
  status       integer,
  answer       json,                   -- not jsonb: the second answer has its keys in the order of the first
  created_at   timestamptz not null default now(),
  primary key (account_id, key)
);
comment on table private.idempotency_keys is 'Answers to requests with an Idempotency-Key. 30 days are promised; kept for 60 from the first answer, as long as a phone keeps what was sealed on it. What waits unsealed is kept without an end: sent again after that, it is a new request.';
create index idempotency_keys_age on private.idempotency_keys (created_at);

create table private.rate_limits (
  bucket      text not null,
  window_at   timestamptz not null,
  hits        integer not null default 1,
  primary key (bucket, window_at)
);
comment on table private.rate_limits is 'Tries per bucket (what is tried, and a hash of who tries) and window of time.';
create index rate_limits_age on private.rate_limits (window_at);

alter table private.idempotency_keys enable row level security;
alter table private.rate_limits enable row level security;
create policy "Only functions reach idempotency keys" on private.idempotency_keys using (false);
create policy "Only functions reach rate limits" on private.rate_limits using (false);

create function private.claim_idempotency_key(key text, fingerprint bytea)
returns table (is_new boolean, is_same boolean, status integer, answer json)
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.idempotency_keys (account_id, key, fingerprint) values (auth.uid(), claim_idempotency_key.key, claim_idempotency_key.fingerprint)
  on conflict on constraint idempotency_keys_pkey do nothing;    -- waits for another request with the same key to end
  if found then
    return query select true, true, null::integer, null::json;
  else
    return query select false, k.fingerprint = claim_idempotency_key.fingerprint, k.status, k.answer
                 from private.idempotency_keys k where k.account_id = auth.uid() and k.key = claim_idempotency_key.key;
  end if;
end $$;
comment on function private.claim_idempotency_key is 'Whether a request is the first with its key; if not, what the first was answered.';

create function private.keep_answer(key text, status integer, answer json) returns void
language sql security definer set search_path = '' as $$
  update private.idempotency_keys k set status = keep_answer.status, answer = keep_answer.answer
  where k.account_id = auth.uid() and k.key = keep_answer.key
$$;
comment on function private.keep_answer is 'What to answer when the same request comes again.';
grant execute on function private.claim_idempotency_key, private.keep_answer to authenticated;

create function private.hit(bucket text, most integer, window_seconds integer) returns boolean
language sql security definer set search_path = '' as $$
  insert into private.rate_limits as r (bucket, window_at)
  values (hit.bucket, to_timestamp(floor(extract(epoch from clock_timestamp()) / window_seconds) * window_seconds))
  on conflict on constraint rate_limits_pkey do update set hits = r.hits + 1
  returning r.hits <= most
$$;
comment on function private.hit is 'Counts a try and says whether it is still allowed.';
grant execute on function private.hit to anon, authenticated;
