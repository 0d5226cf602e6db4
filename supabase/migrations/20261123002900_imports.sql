-- Files of contacts on their way into the registry. What is chosen stands in the import, its file beside it; a worker
-- reads it, plans what each row would do, does that in parts, and can take it back. The row of the import is the job: its
-- state says what is to be done, a lease who is at it.

create table public.imports (
  id           bigint generated always as identity primary key,
  account_id   uuid references public.accounts on delete set null,
  actor_name   text not null default private.actor_name(),
  file_name    text not null default '' check (length(file_name) <= 300),
  state        text not null default 'reading' check (state in
                 ('reading', 'unreadable', 'open', 'checking', 'checked', 'running', 'done', 'cancelled', 'undoing', 'undone', 'failed')),
  failure      text,
  settings     jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  content      jsonb,
  summary      jsonb,
  consent_at   timestamptz,
  position     integer not null default 0,
  total        integer not null default 0,
  change_ids   bigint[] not null default '{}',
  planned_in   pg_snapshot,
  leased_until timestamptz,
  attempts     smallint not null default 0,
  claim_no     integer not null default 0,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz
);
comment on table public.imports is 'Imports of contacts from files and pasted tables [CT-23 … CT-43].';
comment on column public.imports.account_id is 'Who began it. It runs with their rights of that moment, not of the beginning.';
comment on column public.imports.file_name is 'Empty: pasted.';
comment on column public.imports.failure is 'Why the file cannot be read or the import stopped: a reason of lib/domain/imports.';
comment on column public.imports.settings is 'importSettings of lib/domain/imports/import.ts: how the file is read, what its columns are, what is done with them.';
comment on column public.imports.content is 'What was found in the file: sheets, columns with samples, the number of rows.';
comment on column public.imports.summary is 'What the rows would do, or have done.';
comment on column public.imports.consent_at is 'When who began it said that everybody in the file has agreed [CT-30].';
comment on column public.imports.position is 'So many items of "total" are done in this state.';
comment on column public.imports.claim_no is 'Grows with every claim and every change of state: a worker that has an older one has nothing to say any more.';
comment on column public.imports.planned_in is 'What the plan has seen of the registry. A plan that has seen all but the import itself is done as it is.';
comment on column public.imports.attempts is 'How often workers have begun since it last went on: one that ends every worker is given up.';
create index imports_account on public.imports (account_id);
create index imports_at_work on public.imports (id) where state in ('reading', 'checking', 'running', 'undoing');

create table private.import_files (
  import_id  bigint primary key references public.imports on delete cascade,
  content    bytea not null check (octet_length(content) <= 20971520),
  corrections bytea
);
comment on table private.import_files is 'The bytes of the file, and those of the one that has what was not taken in [CT-43]. 90 days.';

create table private.import_rows (
  import_id   bigint not null references public.imports on delete cascade,
  seq         integer not null,
  lines       integer[] not null,
  given       jsonb not null,
  outcome     text check (outcome in ('new', 'changed', 'unchanged', 'rejected')),
  reason      text,
  contact_id  bigint,
  changes     jsonb,
  version_before integer,
  version     integer,
  change_id   bigint,
  undo_change_id bigint,
  undone      text check (undone in ('removed', 'taken_back', 'kept')),
  primary key (import_id, seq)
);
comment on table private.import_rows is 'What rows of the file say of one contact each, what that amounts to, and what became of it. 90 days.';
comment on column private.import_rows.given is 'ImportItem of lib/domain/imports/row.ts.';
comment on column private.import_rows.changes is '{field: {from, to}}; of addresses and groups "to" is what is added.';
comment on column private.import_rows.version is 'Of the contact when its row was done: another one now says that somebody has changed it since.';
comment on column private.import_rows.version_before is 'Of a contact that was there already.';
comment on column private.import_rows.undo_change_id is 'The change that took it back: what an import did that was taken back itself is nothing that somebody did since.';
comment on column private.import_rows.change_id is 'The change that did it: facts of another one are what somebody did to its contact since.';
create index import_rows_contact on private.import_rows (contact_id, import_id) where contact_id is not null;

grant select on public.imports to authenticated;
-- Nothing else is granted: the functions below move an import from one state to the next.
alter table public.imports enable row level security;
alter table private.import_files enable row level security;
alter table private.import_rows enable row level security;
create policy "Administrators see imports" on public.imports for select to authenticated using ((select private.is_admin()));
create policy "Only functions reach files" on private.import_files using (false);
create policy "Only functions reach rows" on private.import_rows using (false);

create function private.import_for_change(import bigint, variadic states text[]) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare found_import public.imports;
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  select i.* into found_import from public.imports i where i.id = import for update;
  if not found then
    perform private.refuse('not_found', 'does_not_exist');
  elsif found_import.state <> all (states) then
    perform private.refuse('invalid_input', 'import_is_elsewhere');
  end if;
  return found_import;
end $$;
comment on function private.import_for_change is 'An import, locked; refused to who is no administrator, and in any other state than these.';

create function private.begin_import(file_name text, content bytea, has_consent boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
declare import bigint;
begin
  if not private.is_admin() then
    perform private.refuse('forbidden', 'administrators_only');
  end if;
  insert into public.imports (account_id, file_name, consent_at)
  values (auth.uid(), begin_import.file_name, case when has_consent then now() end) returning id into import;
  insert into private.import_files (import_id, content) values (import, begin_import.content);
  perform private.wake();
  return import;
end $$;
comment on function private.begin_import is 'Keeps a file; a worker reads it.';

create function private.set_import(import bigint, settings jsonb, reads_again boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.import_for_change(import, 'open', 'checked', 'unreadable');
  update public.imports i
  set settings = set_import.settings, content = case when not reads_again then i.content end, summary = null, position = 0, total = 0, leased_until = null,
      attempts = 0, claim_no = i.claim_no + 1, failure = null,
      state = case when reads_again then 'reading' when i.state = 'unreadable' then i.state else 'open' end
  where i.id = import;
  if reads_again then
    perform private.wake();
  end if;
end $$;
comment on function private.set_import is 'Other settings: what was planned with the old ones does not hold any more. Read again where they say how the file is to be read.';

create function private.check_import(import bigint, has_consent boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (private.import_for_change(import, 'open', 'checked')).consent_at is null and not has_consent then
    perform private.refuse('invalid_input', 'consent_needed', 'has_consent');
  end if;
  update public.imports i
  set state = 'checking', position = 0, total = 0, leased_until = null, attempts = 0, claim_no = i.claim_no + 1, summary = null, failure = null, consent_at = coalesce(i.consent_at, now()),
      account_id = auth.uid(), actor_name = private.actor_name()
  where i.id = import;
  perform private.wake();
end $$;
comment on function private.check_import is 'A worker plans what each row would do, and writes nothing to the registry.';

create function private.run_import(import bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.import_for_change(import, 'checked');
  update public.imports i
  set state = 'running', position = 0, leased_until = null, attempts = 0, claim_no = i.claim_no + 1, started_at = now(), account_id = auth.uid(), actor_name = private.actor_name() where i.id = import;
  perform private.wake();
end $$;
comment on function private.run_import is 'A worker does what was planned.';

-- Its parts have told nobody, because it was to be told of as a whole.
create function private.tell_of_import(job public.imports) returns bigint
language plpgsql security definer set search_path = '' as $$
declare change public.changes;
begin
  insert into public.changes (origin, notify, actor_id, actor_name) values ('import', 'nobody', job.account_id, job.actor_name) returning * into change;
  perform private.tell_watchers_of(change, job.change_ids);
  update public.imports i set change_ids = '{}' where i.id = job.id;
  return change.id;
end $$;
comment on function private.tell_of_import is 'Tells who watches a group of those who have joined or left it by an import so far. Returns the change that says so.';

create function private.stop_import(import bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare job public.imports;
begin
  perform private.import_for_change(import, 'checking', 'running');
  update public.imports i
  set state = case i.state when 'checking' then 'open' else 'cancelled' end, leased_until = null, attempts = 0, claim_no = i.claim_no + 1, finished_at = case i.state when 'running' then now() end
  where i.id = import
  returning * into job;
  if job.state = 'cancelled' then
    perform private.tell_of_import(job);
  end if;
end $$;
comment on function private.stop_import is 'After the part that is being done. What was done stays, and can be taken back.';

create function private.undo_import(import bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.import_for_change(import, 'done', 'cancelled', 'failed');
  if not exists (select from private.import_rows r where r.import_id = import) then
    perform private.refuse('invalid_input', 'import_is_too_old');
  end if;
  update public.imports i
  set state = 'undoing', total = i.position, position = 0, leased_until = null, attempts = 0, claim_no = i.claim_no + 1, account_id = auth.uid(), actor_name = private.actor_name() where i.id = import;
  perform private.wake();
end $$;
comment on function private.undo_import is 'A worker takes back what was done, but for what somebody has changed since.';

create function private.discard_import(import bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.import_for_change(import, 'reading', 'unreadable', 'open', 'checking', 'checked');
  delete from public.imports i where i.id = import;
end $$;
comment on function private.discard_import is 'Forgets an import that has written nothing.';

create function private.import_rows_of(import bigint, outcomes text[], after integer, most integer)
returns table (seq integer, lines integer[], outcome text, reason text, name text, contact_id bigint, changes jsonb, undone text)
language sql stable security definer set search_path = '' as $$
  select r.seq, r.lines, r.outcome, r.reason,
         coalesce(case when r.outcome <> 'new' then (select c.name from public.contacts c where c.id = r.contact_id and c.anonymised_at is null) end,
                  nullif(r.given ->> 'name', ''), r.given #>> '{emails,0,typed}', r.given #>> '{phones,0,typed}', ''),
         (select c.id from public.contacts c where c.id = r.contact_id and c.anonymised_at is null), r.changes, r.undone
  from private.import_rows r
  where r.import_id = import and r.outcome = any (outcomes) and r.seq > after and (select private.is_admin())
  order by r.seq limit most
$$;
comment on function private.import_rows_of is 'What the rows of an import do or did, for administrators.';

create function private.import_corrections(import bigint) returns bytea
language sql stable security definer set search_path = '' as $$
  select f.corrections from private.import_files f where f.import_id = import and (select private.is_admin())
$$;
comment on function private.import_corrections is 'The file of what was not taken in, for administrators.';

grant execute on function private.begin_import, private.set_import, private.check_import, private.run_import, private.stop_import, private.undo_import,
  private.discard_import, private.import_rows_of, private.import_corrections to authenticated;
