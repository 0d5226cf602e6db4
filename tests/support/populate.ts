import { sql } from "kysely";
import type { Person, World } from "./world.ts";

/** Something in every table: rows of two technicians who have nothing to do with each other, and of the office. */
export async function populate(world: World): Promise<Record<string, Person>> {
  const people = {
    administrator: await world.admin("Anna", { devices: 1 }),
    technician: await world.technician("Tom", { devices: 1 }),
    "other technician": await world.technician("Ugo", { devices: 1 }),
    inactive: await world.technician("Ivo", { devices: 1, isActive: false }),
    "no profile": await world.technician("Pia", { profile: "none", devices: 1 }),
  };
  const { technician, "other technician": other, inactive, "no profile": noProfile, administrator } = people;
  await job(world, "Rossi", [technician, inactive, noProfile]);
  await job(world, "Bianchi", [other]);
  for (const person of [technician, other]) await gather(world, person);
  await sql`
    insert into external_ids (source, code, contact_id) select 'directo', code_id::text, code_id
    from (select id as code_id from contacts where is_customer) c`.execute(world.owner);
  await sql`
    insert into suppressions (address_id, scope, source)
    select id, 'marketing', 'import' from addresses where value in ('rossi@example.it', 'bianchi@example.it')`.execute(
    world.owner,
  );
  await sql`insert into intervention_types (names) values ('{"en": "Breakdown"}')`.execute(world.owner);
  await sql`insert into status_transitions select min(id), max(id) from intervention_statuses`.execute(world.owner);
  const guest = await world.contact({ name: "Guest" });
  await world.as(administrator, (transaction) =>
    sql`select private.invite(${guest}, (select min(id) from access_profiles), 'guest@example.it')`.execute(
      transaction,
    ),
  );
  await sql`select private.request_password_reset('login.tom@example.it')`.execute(world.owner);
  await sql`insert into private.idempotency_keys (account_id, key, fingerprint) values (${technician.accountId}, 'k', 'x')`.execute(
    world.owner,
  );
  await world.as(administrator, async (transaction) => {
    await sql`select private.set_logo('x', 'image/png', 1, 1)`.execute(transaction);
    await sql`insert into message_templates (audience, channel, language, subject)
              values ('customer', 'email', 'en', 'News about {title}')`.execute(transaction);
    await sql`insert into message_templates (audience, channel, language, title)
              values ('technician', 'push', 'en', '{number} {status}')`.execute(transaction);
  });
  await sql`select private.hit('test', 5, 60)`.execute(world.owner);
  await sql`select private.beat(gen_random_uuid(), 'host', 1)`.execute(world.owner);
  await sql`select private.report_deliveries(
      '[{"service": "smtp.example.it", "channel": "email", "succeeded_ago": 1, "failures": 0}]',
      '[{"channel": "email", "result": "sent", "count": 1}]', '[{"channel": "email", "up_to": "1", "count": 1, "seconds": 0.5}]')`.execute(
    world.owner,
  );
  await sql`
    insert into private.failing_addresses (address_id, contact_id, delivery_id)
    select address_id, contact_id, 1 from contact_points where channel = 'email' limit 1`.execute(world.owner);
  await registry(world, administrator);
  return people;
}

/** A note, a work line and a file by somebody, of each of their jobs. */
async function gather(world: World, person: Person): Promise<void> {
  await world.as(person, async (transaction) => {
    await sql`insert into intervention_notes (id, intervention_id, text)
              select gen_random_uuid(), id, 'Ring twice' from interventions`.execute(transaction);
    await sql`insert into work_lines (id, intervention_id, minutes) select gen_random_uuid(), id, 30 from interventions`.execute(
      transaction,
    );
    await sql`insert into attachments (id, intervention_id, name, media_type, size)
              select gen_random_uuid(), id, 'photo.jpg', 'image/jpeg', 1 from interventions`.execute(transaction);
  });
}

async function registry(world: World, administrator: Person): Promise<void> {
  await sql`insert into contact_fields (key, name, type) values ('area', 'Area', 'text')`.execute(world.owner);
  await world.as(administrator, async (transaction) => {
    await sql`select private.begin_import('contacts.csv', 'name,email', true)`.execute(transaction);
    await sql`select private.make_api_key('Gestionale', '{contacts:read}', 'campanella_x', null)`.execute(transaction);
    await sql`insert into group_categories (name) values ('Contracts')`.execute(transaction);
    await sql`insert into contact_groups (name, category_id) select 'Yearly', min(id) from group_categories`.execute(
      transaction,
    );
    await sql`insert into contact_group_members (group_id, contact_id)
              select g.id, c.id from contact_groups g, contacts c where c.is_customer`.execute(transaction);
    await sql`insert into contact_group_watchers (group_id, account_id)
              select id, ${administrator.accountId} from contact_groups`.execute(transaction);
  });
  await sql`insert into private.import_rows (import_id, seq, lines, given) select id, 1, '{2}', '{}' from imports`.execute(
    world.owner,
  );
}

/** A customer with a site and a contact person, and a job for the technicians that has been told of. */
async function job(world: World, name: string, technicians: Person[]): Promise<void> {
  const customer = await world.customer(name);
  const person = await world.contact({ name: `${name}'s secretary`, companyId: customer });
  await sql`insert into sites (contact_id, street, city, is_default) values (${customer}, 'Via Roma 1', 'Bergamo', true)`.execute(
    world.owner,
  );
  await world.intervention({
    title: `Job for ${name}`,
    status: "Open",
    customerId: customer,
    contactPersonId: person,
    technicians,
    tell: true,
  });
}
