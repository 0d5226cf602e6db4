import type { Contact } from "#lib/domain/contacts/contact.ts";

/** The default number, else the first; as it was typed. */
export function phoneOf(contact: Contact | undefined): string | null {
  const phones = contact?.contact_points.filter(({ channel }) => channel === "phone") ?? [];
  const chosen = phones.find(({ is_default }) => is_default) ?? phones[0];
  return chosen?.value ?? null;
}

export function emailOf(contact: Contact | undefined): string | null {
  return contact?.contact_points.find(({ channel, is_default }) => channel === "email" && is_default)?.value ?? null;
}

export function callHref(phone: string): string {
  return `tel:${phone.replaceAll(/[^\d+]/g, "")}`;
}

/** Opens the maps app of an Android or iOS phone, and a page elsewhere. */
export function navigationHref(place: string): string {
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(place)}`;
}
