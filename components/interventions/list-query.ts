/**
 * What the list shows, as its address says it: so a filtered list can be kept as a bookmark, and "back" finds it again.
 * `open=all` shows closed ones, too; the rest are parameters of `GET /api/interventions`.
 */
export const filterKeys = ["q", "status_id", "technician_id", "customer_id", "from", "to"] as const;
export type FilterKey = (typeof filterKeys)[number];

export const orders = ["starts_at", "-starts_at", "-number", "number"] as const;
export type Order = (typeof orders)[number];

/** Whether only open ones are shown. */
export function isOpenOnly(query: URLSearchParams): boolean {
  return query.get("open") !== "all" && !query.get("status_id");
}

/** What is open is looked at by when it is due, the overdue first; whatever has been, with the latest first. */
export function orderOf(query: URLSearchParams): Order {
  const wanted = orders.find((order) => order === query.get("sort"));
  return wanted ?? (isOpenOnly(query) ? "starts_at" : "-starts_at");
}

export function listPath(query: URLSearchParams): string {
  return `/api/interventions?${wantedOf(query)}`;
}

export function exportPath(query: URLSearchParams): string {
  return `/api/interventions/export?${wantedOf(query)}`;
}

function wantedOf(query: URLSearchParams): URLSearchParams {
  const wanted = new URLSearchParams();
  for (const key of filterKeys) {
    const value = query.get(key);
    if (value) wanted.set(key, value);
  }
  wanted.set("sort", orderOf(query));
  if (isOpenOnly(query)) wanted.set("is_open", "true");
  return wanted;
}

export function isFiltered(query: URLSearchParams): boolean {
  return filterKeys.some((key) => query.get(key)) || query.get("open") === "all";
}

/** The address of the same list with some of it changed; null takes a filter away. */
export function withFilters(
  query: URLSearchParams,
  changes: Partial<Record<FilterKey | "sort" | "open", string | null>>,
  number: number | null,
): string {
  const next = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  const text = next.toString();
  return `/interventions${number === null ? "" : `/${number}`}${text ? `?${text}` : ""}`;
}
