/**
 * What the list shows, as its address says it: so a filtered list can be kept as a bookmark, and "back" finds it again.
 * `open=all` shows closed ones, too; the rest are parameters of `GET /api/interventions`.
 */
export const filterKeys = ["q", "status_id", "technician_id", "customer_id", "from", "to"] as const;
export type FilterKey = (typeof filterKeys)[number];

export function listPath(query: URLSearchParams): string {
  const wanted = new URLSearchParams();
  for (const key of [...filterKeys, "sort"]) {
    const value = query.get(key);
    if (value) wanted.set(key, value);
  }
  if (query.get("open") !== "all" && !query.get("status_id")) wanted.set("is_open", "true");
  const text = wanted.toString();
  return `/api/interventions${text ? `?${text}` : ""}`;
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
