import { answerNow } from "#lib/browser/answers.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention, NewIntervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Account } from "#lib/domain/session/session.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { statusesPath, typesPath } from "./paths.ts";

type Type = NonNullable<Intervention["type"]>;

/** A new intervention as it will look: what it refers to is called as this device knows it. */
export function localJob(number: number, given: Partial<NewIntervention>, account: Account, at: string): Intervention {
  const contactOf = (id: number | null | undefined) => (id ? answerNow<Contact>(`/api/contacts/${id}`) : undefined);
  const referenceTo = (contact: Contact | undefined) => (contact ? { id: contact.id, name: contact.name } : null);
  const customer = contactOf(given.customer_id);
  const site = customer?.sites.find(({ id, is_default }) => (given.site_id ? id === given.site_id : is_default));
  const technicianIds = given.technician_ids ?? (account.is_admin ? [] : [account.contact_id]);
  return {
    id: number,
    number,
    version: 0,
    title: given.title ?? "",
    description: given.description ?? "",
    note: given.note ?? "",
    answer: "",
    type: itemOf<Type>(typesPath, ({ id }) => id === given.type_id),
    status: itemOf<Status>(statusesPath, ({ id, is_default }) =>
      given.status_id ? id === given.status_id : is_default,
    ),
    priority: given.priority ?? "normal",
    customer: referenceTo(customer),
    contact_person: referenceTo(contactOf(given.contact_person_id)),
    site: given.site_id && site ? { id: site.id, name: site.name } : null,
    address: site
      ? [site.street, [site.postal_code, site.city].filter(Boolean).join(" ")].filter(Boolean).join(", ")
      : null,
    technicians: technicianIds.map((id) => ({ id, name: nameOf(id, account) })),
    responses: technicianIds.includes(account.contact_id)
      ? [{ technician_id: account.contact_id, response: "accepted", reason: "" }]
      : [],
    starts_at: given.starts_at ?? null,
    duration_minutes: given.duration_minutes ?? null,
    due_at: given.due_at ?? null,
    created_at: at,
    updated_at: at,
  };
}

function itemOf<Item>(path: string, isMeant: (item: Item) => boolean): Item | null {
  return answerNow<Page<Item>>(path)?.items.find(isMeant) ?? null;
}

function nameOf(id: number, account: Account): string {
  if (id === account.contact_id) return account.name;
  return answerNow<Contact>(`/api/contacts/${id}`)?.name ?? "";
}
