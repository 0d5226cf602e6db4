const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** "in 3 days", "in 5 hours": rounded down, so that nobody counts on more than there is. */
export function timeLeft(until: Date, now: Date, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const left = Math.max(until.getTime() - now.getTime(), 0);
  if (left >= DAY_MS) return relative.format(Math.floor(left / DAY_MS), "day");
  if (left >= HOUR_MS) return relative.format(Math.floor(left / HOUR_MS), "hour");
  return relative.format(Math.floor(left / 60_000), "minute");
}
