import { type ContactFilter, contactFilter } from "#lib/domain/contacts/filter.ts";
import { type PersonSort, personSorts } from "#lib/domain/people/person.ts";

/** What the list shows, as its address says it: a filter, and in which order. */
export type ContactQuery = { filter: ContactFilter; sort: PersonSort };

/** Who can be reached, by name [CT-3]. */
const shownFirst: ContactQuery = { filter: { state: "active" }, sort: "name" };

export function contactQueryOf(address: URLSearchParams): ContactQuery {
  return {
    filter: filterOf(address.get("filter")) ?? shownFirst.filter,
    sort: personSorts.find((sort) => sort === address.get("sort")) ?? shownFirst.sort,
  };
}

/** What is no filter is none: an address that was cut off shows the list all the same. */
function filterOf(text: string | null): ContactFilter | null {
  if (text === null) return null;
  try {
    return contactFilter.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The address of the screen. */
export function contactsAddress(query: ContactQuery): string {
  const { filter, sort } = query;
  const address = new URLSearchParams();
  if (JSON.stringify(filter) !== JSON.stringify(shownFirst.filter)) address.set("filter", JSON.stringify(filter));
  if (sort !== shownFirst.sort) address.set("sort", sort);
  return address.size > 0 ? `/contacts?${address}` : "/contacts";
}

export function listPath({ filter, sort }: ContactQuery): string {
  return `/api/people?${new URLSearchParams({ filter: JSON.stringify(filter), sort })}`;
}

export function countPath(filter: ContactFilter): string {
  const { state: _, ...others } = filter;
  return `/api/people/count?${new URLSearchParams({ filter: JSON.stringify(others) })}`;
}

/** What narrows the list besides the words and the state, which are always seen. */
export function furtherFilters({ q: _, state: __, ...others }: ContactFilter): number {
  return Object.values(others).filter((value) => value !== undefined).length;
}

/** Without what is not asked for. */
export function tidied(filter: ContactFilter): ContactFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ""));
}
