import { sql } from "kysely";
import type { Channel, InterventionSnapshot, StatusSnapshot } from "../domain/notifications/message.ts";
import type { MessageTemplate, TemplateKey } from "../domain/notifications/template-book.ts";
import type { Template, TemplateChoice } from "../domain/templates/template.ts";
import type { CallerTransaction } from "./caller.ts";

/** A template as it is stored; whether it can be used is not the database's to say. */
export type StoredTemplate = Omit<Template, "fault">;

const columns = sql`
  t.id, t.status_id, t.audience, t.channel, t.language, t.subject, t.heading, t.text, t.title, t.body, t.version,
  to_jsonb(t.updated_at) as updated_at,
  (select jsonb_build_object('id', c.id, 'name', c.name)
   from accounts a join contacts c on c.id = a.contact_id where a.id = t.updated_by) as updated_by`;

/** All of them, in the statuses' order; those for every status first. */
export async function listTemplates(transaction: CallerTransaction): Promise<StoredTemplate[]> {
  const { rows } = await sql<StoredTemplate>`
    select ${columns} from message_templates t left join intervention_statuses s on s.id = t.status_id
    order by s.position nulls first, s.id, t.channel, t.audience, t.language
  `.execute(transaction);
  return rows;
}

/** One at a time, so that two who save at once see what the other did. */
export async function lockTemplates(transaction: CallerTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('campanella.message_templates'))`.execute(transaction);
}

/** Null where there is none. */
export async function templateAt(transaction: CallerTransaction, key: TemplateKey): Promise<StoredTemplate | null> {
  const { rows } = await sql<StoredTemplate>`
    select ${columns} from message_templates t
    where t.status_id is not distinct from ${key.status_id} and t.audience = ${key.audience}
      and t.channel = ${key.channel}::channel and t.language = ${key.language}
  `.execute(transaction);
  return rows[0] ?? null;
}

export async function templateById(transaction: CallerTransaction, id: number): Promise<StoredTemplate | null> {
  const { rows } = await sql<StoredTemplate>`
    select ${columns} from message_templates t where t.id = ${id}
  `.execute(transaction);
  return rows[0] ?? null;
}

export async function saveTemplate(transaction: CallerTransaction, choice: TemplateChoice): Promise<void> {
  const { subject, heading, text, title, body } = choice;
  await sql`
    insert into message_templates (status_id, audience, channel, language, subject, heading, text, title, body)
    values (${choice.status_id}, ${choice.audience}, ${choice.channel}::channel, ${choice.language},
            ${subject}, ${heading}, ${text}, ${title}, ${body})
    on conflict on constraint message_templates_key do update
    set subject = excluded.subject, heading = excluded.heading, text = excluded.text,
        title = excluded.title, body = excluded.body
  `.execute(transaction);
}

export async function removeTemplate(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`delete from message_templates where id = ${id}`.execute(transaction);
}

/** An intervention, the newest unless named, as if it had just been given the status; null when there is none. */
export async function templateExample(
  transaction: CallerTransaction,
  number: number | undefined,
  statusId: number | null,
): Promise<InterventionSnapshot | null> {
  const { rows } = await sql<{ example: InterventionSnapshot | null }>`
    select private.template_example(${number ?? null}, ${statusId}) as example
  `.execute(transaction);
  return rows[0]?.example ?? null;
}

/** A status as messages know it, else the first there is; null when there is none at all. */
export async function statusForExample(
  transaction: CallerTransaction,
  statusId: number | null,
): Promise<StatusSnapshot | null> {
  const { rows } = await sql<StatusSnapshot>`
    select id, kind, names, color from intervention_statuses
    where ${statusId}::bigint is null or id = ${statusId} order by position, id limit 1
  `.execute(transaction);
  return rows[0] ?? null;
}

export type TemplateTest = { template: MessageTemplate; snapshot: InterventionSnapshot; recipient_name: string };

/** @returns to how many addresses or devices of one's own it is on its way */
export async function testTemplate(
  transaction: CallerTransaction,
  channel: Channel,
  content: TemplateTest,
): Promise<number> {
  const { rows } = await sql<{ queued: number }>`
    select private.test_template(${channel}::channel, ${JSON.stringify(content)}::jsonb) as queued
  `.execute(transaction);
  return rows[0]?.queued ?? 0;
}
