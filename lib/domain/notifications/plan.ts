import { addMinutes } from "date-fns/addMinutes";
import { isEqual } from "date-fns/isEqual";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import { singleLine } from "../text.ts";
import type { InterventionSnapshot } from "./message.ts";
import type { TimeStyle, WordingTranslator } from "./wording-translator.ts";

type Plan = { starts_at: string | null; duration_minutes: number | null };

/**
 * When something is planned, in the organisation's time zone: "Thu 26 Nov, 14:30–16:00"; without a duration just the
 * start; null without a date. A time that PostgreSQL can hold and JavaScript cannot (year 10000) is shown as stored.
 */
export function plan(
  { starts_at, duration_minutes }: Plan,
  timeZone: string,
  style: TimeStyle,
  translator: WordingTranslator,
): string | null {
  if (starts_at === null) return null;
  const start = parseISO(starts_at);
  const end = addMinutes(start, duration_minutes ?? 0);
  if (!isValid(start) || !isValid(end)) return singleLine(starts_at);
  return duration_minutes
    ? translator.dateTimeRange(start, end, timeZone, style)
    : translator.dateTime(start, timeZone, style);
}

export type PlanChange = "moved" | "scheduled" | "unscheduled" | "duration";

/** How the plan differs from the one before the transaction; null when it doesn't, or when there was none before. */
export function planChangeOf({ schedule_change: former, ...now }: InterventionSnapshot): PlanChange | null {
  if (former === null || now.is_new) return null;
  if (former.starts_at === null) return now.starts_at === null ? "duration" : "scheduled";
  if (now.starts_at === null) return "unscheduled";
  return isEqual(parseISO(former.starts_at), parseISO(now.starts_at)) ? "duration" : "moved";
}
