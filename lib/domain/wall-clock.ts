/** What the clocks and calendars of a time zone show, in figures that spreadsheets of any language read. */
export type WallClock = {
  /** "2026-11-26" */
  day: (at: string | Date | null) => string | null;
  /** "2026-11-26 14:30" */
  minute: (at: string | Date | null) => string | null;
};

/** @param timeZone of IANA, e.g. Europe/Rome */
export function wallClockIn(timeZone: string): WallClock {
  // Sweden writes as ISO 8601 does.
  const days = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  const minutes = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return {
    day: (at) => at && days.format(new Date(at)),
    minute: (at) => at && minutes.format(new Date(at)),
  };
}
