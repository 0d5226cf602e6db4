const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** What was just made for a week has a week. */
const TOLERANCE_MS = 30 * 60_000;

/** "in 3 days", "in 5 hours": rounded down, so that nobody counts on more than there is. */
export function timeLeft(until: Date, now: Date, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const left = Math.max(until.getTime() - now.getTime(), 0);
  const days = Math.floor((left + TOLERANCE_MS) / DAY_MS);
  if (days > 0) return relative.format(days, "day");
  if (left >= HOUR_MS) return relative.format(Math.floor(left / HOUR_MS), "hour");
  return relative.format(Math.floor(left / 60_000), "minute");
}
