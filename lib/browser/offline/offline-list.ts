import type { Contact } from "../../domain/contacts/contact.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import { isOpen } from "../../domain/interventions/open.ts";
import type { Page } from "../../domain/page.ts";

/**
 * What `GET /api/interventions?…` would answer of the interventions that a device has, as far as it can know: all of
 * them on one page. A cursor leads nowhere here.
 *
 * @returns null for what is no list of interventions
 */
export function listOf(path: string, jobs: readonly Intervention[]): Page<Intervention> | null {
  const [pathname, search] = path.split("?");
  if (pathname !== "/api/interventions") return null;
  const query = new URLSearchParams(search);
  const items = jobs.filter((job) => fits(job, query)).sort(orderOf(query));
  return { items, next_cursor: null };
}

/** Whether a list of the API's with this query has the job. */
export function fits(job: Intervention, query: URLSearchParams): boolean {
  const is = (key: string, value: boolean) => !query.has(key) || query.get(key) === String(value);
  const isId = (key: string, ids: readonly (number | undefined)[]) => {
    const wanted = query.get(key);
    return wanted === null || ids.includes(Number(wanted));
  };
  return (
    isId("status_id", [job.status?.id]) &&
    isId("customer_id", [job.customer?.id]) &&
    isId(
      "technician_id",
      job.technicians.map(({ id }) => id),
    ) &&
    is("is_open", isOpen(job)) &&
    is("is_assigned", job.technicians.length > 0) &&
    is("is_planned", job.starts_at !== null) &&
    isBetween(job.starts_at, query.get("from"), query.get("to")) &&
    hasWords(job, query.get("q"))
  );
}

function isBetween(startsAt: string | null, from: string | null, to: string | null): boolean {
  if (from === null && to === null) return true;
  if (startsAt === null) return false;
  const at = Date.parse(startsAt);
  return (from === null || at >= Date.parse(from)) && (to === null || at < Date.parse(to));
}

function hasWords({ title, description, customer, number }: Intervention, q: string | null): boolean {
  const words = q?.trim().toLowerCase() ?? "";
  if (words === "") return true;
  const isIn = (text: string | undefined) => text?.toLowerCase().includes(words) ?? false;
  return isIn(title) || isIn(description) || isIn(customer?.name) || words.replace(/^#/, "") === String(number);
}

type Order = (one: Intervention, other: Intervention) => number;

/** As PostgreSQL has it: what has no start comes last, and first where the order is the other way round. */
export function orderOf(query: URLSearchParams): Order {
  const sort = query.get("sort") ?? "-starts_at";
  const sign = sort.startsWith("-") ? -1 : 1;
  const startOf = ({ starts_at }: Intervention) =>
    starts_at === null ? Number.POSITIVE_INFINITY : Date.parse(starts_at);
  // What has no number yet gets the next one.
  const numberOf = ({ number }: Intervention) => (number > 0 ? number : Number.MAX_SAFE_INTEGER + number);
  if (sort.endsWith("number")) return (one, other) => sign * (numberOf(one) - numberOf(other));
  return (one, other) => sign * (Math.sign(startOf(one) - startOf(other)) || one.id - other.id);
}

/**
 * What `GET /api/contacts?…` would answer of the contacts that a device has.
 *
 * @returns null for what is no list of contacts
 */
export function contactsOf(path: string, contacts: readonly Contact[]): Page<Contact> | null {
  const [pathname, search] = path.split("?");
  if (pathname !== "/api/contacts") return null;
  const query = new URLSearchParams(search);
  const role = query.get("role");
  const company = query.get("company_id");
  const words = query.get("q")?.trim().toLowerCase() ?? "";
  const fits = (contact: Contact) =>
    (role === null || contact.roles.some((own) => own === role)) &&
    (company === null || String(contact.company?.id) === company) &&
    [contact.name, contact.code, ...contact.contact_points.map(({ value }) => value)].some((text) =>
      text?.toLowerCase().includes(words),
    );
  const items = contacts.filter(fits).sort((one, other) => one.name.localeCompare(other.name));
  return { items, next_cursor: null };
}
