/** ISO 8601 in UTC; null for nothing, and for PostgreSQL's infinity, which no calendar shows. */
export function instantOf(value: Date | null): string | null {
  return value instanceof Date ? value.toISOString() : null;
}
