import type { CallerTransaction } from "../db/caller.ts";
import { type CanonicalPoint, replaceContactPoints } from "../db/contact-points.ts";
import { contactById, insertContact, lockContact, updateContact } from "../db/contacts.ts";
import { organization } from "../db/organization.ts";
import { insertSite, keepOnlySites, siteIds, updateSite } from "../db/sites.ts";
import { canonicalEmail, canonicalPhone } from "../domain/contacts/canonical-address.ts";
import type { Contact, ContactChanges, ContactPointInput, SiteInput } from "../domain/contacts/contact.ts";
import { singleLine } from "../domain/text.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/contacts.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";

export async function createContact({ transaction, body }: Call<typeof operations.createContact>): Promise<Contact> {
  const id = await insertContact(transaction, body);
  await replaceParts(transaction, id, body);
  return found(await contactById(transaction, id));
}

export async function changeContact({
  transaction,
  params,
  body,
}: Call<typeof operations.changeContact>): Promise<Contact> {
  const version = found(await lockContact(transaction, params.id));
  if (body.version !== undefined && body.version !== version)
    throw new Refusal("version_conflict", { current: await contactById(transaction, params.id) });
  await updateContact(transaction, params.id, body);
  await replaceParts(transaction, params.id, body);
  return found(await contactById(transaction, params.id));
}

async function replaceParts(transaction: CallerTransaction, contactId: number, given: ContactChanges): Promise<void> {
  if (!given.contact_points && !given.sites) return;
  const { phone_country: country } = await organization(transaction);
  if (given.contact_points)
    await replaceContactPoints(transaction, contactId, canonicalPoints(given.contact_points, country));
  if (given.sites) await replaceSites(transaction, contactId, given.sites, country);
}

/** Refuses what is no address, and an address that is there twice. */
function canonicalPoints(points: ContactPointInput[], country: string): CanonicalPoint[] {
  const seen = new Set<string>();
  return points.map(({ channel, value, label = "", is_default }, index) => {
    const canonical = channel === "email" ? canonicalEmail(value) : canonicalPhone(value, country);
    const path = `contact_points.${index}.value`;
    if (canonical === null) throw refusedAt(path, channel === "email" ? "not_an_email" : "not_a_phone_number");
    if (seen.has(canonical)) throw refusedAt(path, "duplicate");
    seen.add(canonical);
    const isFirst = points.findIndex((other) => other.channel === channel) === index;
    const nobodySays = points.every((other) => other.channel !== channel || other.is_default === undefined);
    return { channel, canonical, typed: singleLine(value), label, is_default: is_default ?? (isFirst && nobodySays) };
  });
}

async function replaceSites(transaction: CallerTransaction, contactId: number, sites: SiteInput[], country: string) {
  const known = await siteIds(transaction, contactId);
  const seen = new Set<number>();
  for (const [index, { id }] of sites.entries()) {
    if (id === undefined) continue;
    if (!known.has(id) || seen.has(id)) throw refusedAt(`sites.${index}.id`, "not_a_site_of_the_contact");
    seen.add(id);
  }
  await keepOnlySites(transaction, contactId, [...seen]);
  const nobodySays = sites.every((site) => site.is_default === undefined);
  for (const [index, site] of sites.entries()) {
    const is_default = site.is_default ?? (nobodySays && index === 0);
    if (site.id !== undefined) await updateSite(transaction, site.id, { ...site, is_default });
    else await insertSite(transaction, contactId, { ...emptySite(country), ...withoutId(site), is_default });
  }
}

function emptySite(country: string) {
  return { name: "", street: "", postal_code: "", city: "", country, latitude: null, longitude: null, access_note: "" };
}

function withoutId({ id: _, ...site }: SiteInput): Omit<SiteInput, "id"> {
  return site;
}
