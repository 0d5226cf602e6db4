-- Finding contacts by what one remembers of them: their words together, in one place with a trigram index, written once for
-- a transaction when it commits.

create extension if not exists pg_trgm with schema extensions;

create table private.contact_words (
  contact_id  bigint primary key references public.contacts on delete cascade,
  words       text not null
);
comment on table private.contact_words is 'What contacts are found by: name, company, code, own fields, addresses, sites. Folded, with a space before each word.';
create index contact_words_trigrams on private.contact_words using gin (words extensions.gin_trgm_ops);
alter table private.contact_words enable row level security;
create policy "Only functions reach words" on private.contact_words using (false);

create function private.folded(words text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select normalize(lower(regexp_replace(normalize(words, NFD), '[\u0300-\u036f\u0591-\u05c7\u200b-\u200f\u202a-\u202e\u2066-\u2069]', '', 'g')), NFC)
$$;
comment on function private.folded is 'How words are compared: lower case, without accents, points of Hebrew, and marks that nobody sees.';

-- Which contacts, their facts say: everything that is found by is recorded. Looked up by key ("enable_seqscan = off"): in
-- a registry that is just being filled nothing is known of its size, and each contact would be looked for in all of it.
create function private.keep_words() returns trigger
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if not exists (select from public.contact_events e where e.change_id = new.id) then return null; end if;
  with touched as materialized (
    select distinct e.contact_id as id from public.contact_events e
    where e.change_id = new.id and e.kind in ('contact.created', 'contact.changed')
  ), concerned as (
    select t.id from touched t union select c.id from touched t join public.contacts c on c.company_id = t.id
  )
  insert into private.contact_words as w (contact_id, words)
  select c.id, private.folded(concat_ws(' ', '', c.name, company.name, c.code, own.words, points.words, sites.words))
  from concerned x
  join public.contacts c on c.id = x.id and c.anonymised_at is null
  left join public.contacts company on company.id = c.company_id
  left join lateral (select string_agg(f.value, ' ') as words from jsonb_each_text(c.own_fields) f) own on true
  left join lateral (select string_agg(a.value, ' ') as words from public.contact_points p join public.addresses a on a.id = p.address_id
                     where p.contact_id = c.id offset 0) points on true
  left join lateral (select string_agg(concat_ws(' ', s.name, s.street, s.postal_code, s.city), ' ') as words from public.sites s
                     where s.contact_id = c.id and s.archived_at is null offset 0) sites on true
  order by c.id
  on conflict (contact_id) do update set words = excluded.words where w.words <> excluded.words;
  return null;
end $$;
comment on function private.keep_words is 'The words of the contacts that a transaction has changed, and of those whose company it has.';
create constraint trigger _710_keep_words after insert on public.changes
  deferrable initially deferred for each row execute function private.keep_words();

create function private.words_asked(query text) returns text[]
language sql immutable set search_path = '' as $$
  select case when f.query !~ '[[:alpha:]]' and f.query ~ '\d' then array[f.query]
              else (select array_agg(w.word) from (select distinct word from regexp_split_to_table(f.query, '\s+') word where word <> '' limit 10) w) end
  from (select btrim(private.folded(words_asked.query)) as query) f
$$;
comment on function private.words_asked is 'The words of a query, ten at most; one that is a number stays whole.';

-- A word of less than three letters stands at the beginning of another: elsewhere there are no trigrams for it. A number
-- finds phones however it is grouped, with or without the prefix of its country, and is never forgiven.
create function private.test_for_word(word text, is_similar boolean) returns text
language sql immutable set search_path = '' as $$
  select case
    when is_similar and word ~ '[[:alpha:]]' then format('%L operator(extensions.<%%) w.words', word)
    when word !~ '[[:alpha:]]' and length(t.digits) > 2 then format('(w.words like %L or w.words like %L)', '%' || t.literal || '%', '%' || t.digits || '%')
    else format('w.words like %L', case when length(word) < 3 then '% ' else '%' end || t.literal || '%') end
  from (select replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') as literal,
               regexp_replace(regexp_replace(word, '^\s*(0+|\+)', ''), '\D', '', 'g') as digits) t
$$;
comment on function private.test_for_word is 'SQL that is true of contact_words w with a word, or with one that is like it.';

-- A function that runs as its owner, because a policy lets no index be used for comparisons that are not leakproof; it
-- answers ids alone. Put together for each query, so that the plan knows how common each word is.
create function private.contacts_with(query text, is_similar boolean) returns setof bigint
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.4 as $$
declare
  tests text;
begin
  if not private.is_admin() then return; end if;
  select string_agg(private.test_for_word(w.word, contacts_with.is_similar), ' and ') into tests
  from unnest(private.words_asked(contacts_with.query)) w (word);
  if tests is null then return; end if;
  -- Where half of the registry is like a word, comparing all of it takes many seconds, and finds nobody in particular.
  return query execute 'select w.contact_id from private.contact_words w where ' || tests || case when is_similar then ' limit 1000' else '' end;
end $$;
comment on function private.contacts_with is 'The contacts that have all words of a query, or words that are like them. For administrators, nobody for others.';

create function private.has_contacts_with(query text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.contacts_with(has_contacts_with.query, false))
$$;
comment on function private.has_contacts_with is 'Whether anybody has exactly these words: typing errors are forgiven where nobody has.';

create function private.contacts_found(query text) returns setof bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select * from private.contacts_with(contacts_found.query, false);
  if not found then
    return query select * from private.contacts_with(contacts_found.query, true);
  end if;
end $$;
comment on function private.contacts_found is 'Whom a query means: those who have its words, or if nobody has, those who have words like them.';
grant execute on function private.has_contacts_with, private.contacts_found to authenticated;
