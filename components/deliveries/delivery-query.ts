/** What the log shows, as its address says it: the parameters of `GET /api/deliveries`, so that it can be linked. */
export const filterKeys = ["intervention", "contact_id", "channel", "kind", "state", "reason", "from", "to"] as const;
export type FilterKey = (typeof filterKeys)[number];
export type Filters = Partial<Record<FilterKey, string | null>>;

const place = "/settings/deliveries";

export function deliveriesPath(query: URLSearchParams): string {
  return withQuery("/api/deliveries", wantedOf(query));
}

export function exportPath(query: URLSearchParams): string {
  return withQuery("/api/deliveries/export", wantedOf(query));
}

export function isFiltered(query: URLSearchParams): boolean {
  return [...wantedOf(query)].length > 0;
}

/** The address of the log with some of it changed; null takes a filter away. */
export function withFilters(query: URLSearchParams, changes: Filters): string {
  const next = wantedOf(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return withQuery(place, next);
}

/** The address of the log of one person, or of one intervention. */
export function logOf(filters: Filters): string {
  return withFilters(new URLSearchParams(), filters);
}

function wantedOf(query: URLSearchParams): URLSearchParams {
  const wanted = new URLSearchParams();
  for (const key of filterKeys) {
    const value = query.get(key);
    if (value) wanted.set(key, value);
  }
  return wanted;
}

function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
