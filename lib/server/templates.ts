import type { CallerTransaction } from "../db/caller.ts";
import { ownFields } from "../db/contact-fields.ts";
import { sender } from "../db/organization.ts";
import { knownStatuses } from "../db/statuses.ts";
import {
  lockTemplates,
  removeTemplate as remove,
  type StoredTemplate,
  saveTemplate as save,
  statusForExample,
  templateAt,
  templateById,
} from "../db/templates.ts";
import { shippedTemplate } from "../domain/notifications/shipped-template.ts";
import {
  allTemplateFields,
  type MessageTemplate,
  readTemplate,
  type TemplateField,
} from "../domain/notifications/template-book.ts";
import { isFault, parseTemplate } from "../domain/notifications/template-text.ts";
import type { Template } from "../domain/templates/template.ts";
import { translator } from "../messages/index.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/templates.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";

/** With what is wrong with it, in the caller's words: SQL may have written what nobody here would have saved. */
export function shownTemplate(stored: StoredTemplate, language: string): Template {
  const read = readTemplate(stored as MessageTemplate);
  if (!("fault" in read)) return { ...stored, fault: null };
  const { reason, place, text } = read.fault;
  const message = translator(language).reason(reason, { place: place + 1, text });
  return { ...stored, fault: { field: read.field, message } };
}

export async function saveTemplate({ transaction, body, account }: Call<typeof operations.saveTemplate>) {
  checkStatus(body.status_id, await knownStatuses(transaction));
  await checkFields(transaction, body);
  await lockTemplates(transaction);
  const before = await templateAt(transaction, body);
  if (body.version !== undefined && body.version !== (before?.version ?? null))
    throw new Refusal("version_conflict", { current: before && shownTemplate(before, account.language) });
  await save(transaction, body);
  return shownTemplate(found(await templateAt(transaction, body)), account.language);
}

export async function removeTemplate({ transaction, params, query, account }: Call<typeof operations.removeTemplate>) {
  await lockTemplates(transaction);
  const before = found(await templateById(transaction, params.id));
  if (query.version !== undefined && query.version !== before.version)
    throw new Refusal("version_conflict", { current: shownTemplate(before, account.language) });
  await remove(transaction, params.id);
  return undefined;
}

export async function shipped({ transaction, query }: Call<typeof operations.showShippedTemplate>) {
  const status = query.status_id === undefined ? null : found(await statusForExample(transaction, query.status_id));
  const organization = await sender(transaction);
  return shippedTemplate({ ...query, status }, organization, translator(query.language, organization.language));
}

/** Throws where a text names an own field that there is not. */
export async function checkFields(
  transaction: CallerTransaction,
  texts: Record<TemplateField, string | null>,
): Promise<void> {
  const keys = new Set((await ownFields(transaction)).map(({ key }) => key));
  for (const field of allTemplateFields) {
    const parsed = parseTemplate(texts[field] ?? "", keys);
    if (!isFault(parsed)) continue;
    const { reason, place, text } = parsed;
    throw new Refusal("invalid_input", { errors: [{ path: field, reason, values: { place: place + 1, text } }] });
  }
}

export function checkStatus(id: number | null, known: ReadonlySet<number>): void {
  if (id !== null && !known.has(id)) throw refusedAt("status_id", "does_not_exist");
}
