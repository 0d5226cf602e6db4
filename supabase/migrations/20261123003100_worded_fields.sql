-- What a company asks of its customers can stand in its templates: {customer.contract_ends}. The fan-out takes along what
-- templates name, and nothing else: a snapshot is read by more people than the registry.

alter table public.contact_fields add column is_worded boolean not null default false;
comment on column public.contact_fields.is_worded is 'Some template names it, so that snapshots of interventions carry the customer''s value.';

create function private.mark_worded_fields() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.contact_fields f set is_worded = named.is_worded
  from (select k.key, exists (
          select from public.message_templates t
          -- Two braces write one.
          where position('{customer.' || k.key || '}' in replace(replace(concat_ws(E'\n', t.subject, t.heading, t."text", t.title, t.body), '{{', ''), '}}', '')) > 0) as is_worded
        from public.contact_fields k) named
  where named.key = f.key and f.is_worded is distinct from named.is_worded;
  return null;
end $$;
comment on function private.mark_worded_fields is 'Keeps is_worded as the templates are.';
create trigger _300_mark_worded_fields after insert or update or delete on public.message_templates
  for each statement execute function private.mark_worded_fields();
-- A field that was removed and is added again has its old key, which a template may still name.
create trigger _300_mark_worded_fields after insert on public.contact_fields
  for each statement execute function private.mark_worded_fields();
