import { useEffect, useMemo, useState } from "react";
import { timeKnown, timeNow } from "./outbox/clock.ts";
import { useSession } from "./session.ts";
import { useTexts } from "./texts.tsx";

const DAY_MS = 24 * 60 * 60 * 1000;

export type Times = ReturnType<typeof timesIn>;

/**
 * Dates and times as people say them, in the company's time zone wherever the device is.
 *
 * @param isInSentence whether they stand within a sentence: "Sent today, 19:02"
 */
export function useTimes({ isInSentence = false } = {}): Times {
  const { locale, t } = useTexts();
  const { organization } = useSession();
  return useMemo(() => {
    const nameOf = (name: NamedDay) => t(`common.${name}`);
    const nameWithin = (name: NamedDay) => nameOf(name).toLocaleLowerCase(locale);
    return timesIn(locale, organization.time_zone, isInSentence ? nameWithin : nameOf);
  }, [locale, organization.time_zone, t, isInSentence]);
}

/** By the server's clock; draws again every so often, for what says how long ago something was. */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(timeKnown);
  useEffect(() => {
    const tick = () => void timeNow().then(setNow);
    tick();
    const timer = window.setInterval(tick, everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
}

type NamedDay = "today" | "tomorrow" | "yesterday" | "just_now";

export function timesIn(locale: string, timeZone: string, nameOf: (day: NamedDay) => string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = format({ hour: "2-digit", minute: "2-digit" });
  const weekday = format({ weekday: "long", day: "numeric", month: "long" });
  const withYear = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const short = format({ weekday: "short", day: "numeric", month: "short" });
  const full = format({
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  // Sortable, and the same in every language: 2026-11-23.
  const key = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" });
  const units = (value: number, unit: "hour" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);

  return { dayKey, startOfDay, clockOf, at, dateOf, day, shortDay, time, dateTime, range, ago, exact, duration };

  /** `2026-11-23`: which day of the company a moment belongs to. */
  function dayKey(at: Date): string {
    return key.format(at);
  }

  /** Midnight in the company, so many days later; days with 23 and 25 hours included. */
  function startOfDay(moment: Date, later = 0): Date {
    const day = new Date(`${dayKey(moment)}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + later);
    return at(day.toISOString().slice(0, 10), "00:00");
  }

  /** `09:30`, for fields; see `time` for people. */
  function clockOf(moment: Date): string {
    return wall.format(moment).slice(11, 16);
  }

  /** The moment at which the company's clock shows this day and time (`2026-11-23`, `09:30`). */
  function at(day: string, clock: string): Date {
    const shown = Date.parse(`${day}T${clock}:00Z`);
    // The offset may differ between here and there, so it is looked up twice.
    const near = shown - offset(new Date(shown));
    return new Date(shown - offset(new Date(near)));
  }

  /** How far the company's clock is ahead of UTC, in milliseconds. */
  function offset(at: Date): number {
    return Date.parse(`${wall.format(at).replace(" ", "T")}Z`) - Math.floor(at.getTime() / 1000) * 1000;
  }

  /** "Monday 23 November" */
  function dateOf(at: Date): string {
    return weekday.format(at);
  }

  /** "Today", "Tomorrow", "Yesterday", else "Monday 30 November", with the year when it is another one. */
  function day(at: Date, now = new Date()): string {
    return (
      named(at, now) ?? (dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4) ? weekday.format(at) : withYear.format(at))
    );
  }

  /** The same in little room: "Mon 30 Nov". */
  function shortDay(at: Date, now = new Date()): string {
    return (
      named(at, now) ?? (dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4) ? short.format(at) : withYear.format(at))
    );
  }

  function named(at: Date, now: Date): string | null {
    const wanted = dayKey(at);
    if (wanted === dayKey(now)) return nameOf("today");
    if (wanted === dayKey(new Date(now.getTime() + DAY_MS))) return nameOf("tomorrow");
    if (wanted === dayKey(new Date(now.getTime() - DAY_MS))) return nameOf("yesterday");
    return null;
  }

  function time(at: Date): string {
    return clock.format(at);
  }

  function dateTime(at: Date, now = new Date()): string {
    return `${shortDay(at, now)}, ${time(at)}`;
  }

  /** "Today, 09:00–10:30"; without a duration only the start. */
  function range(start: Date, minutes: number | null, now = new Date()): string {
    if (!minutes) return dateTime(start, now);
    const end = new Date(start.getTime() + minutes * 60_000);
    const until = dayKey(start) === dayKey(end) ? time(end) : dateTime(end, now);
    return `${dateTime(start, now)}–${until}`;
  }

  /** "3 min ago"; after a day the date. */
  function ago(at: Date, now = new Date()): string {
    const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
    const past = Math.abs(seconds);
    if (past < 45) return nameOf("just_now");
    if (past < 45 * 60) return relative.format(Math.round(seconds / 60), "minute");
    if (past < 22 * 3600) return relative.format(Math.round(seconds / 3600), "hour");
    return dateTime(at, now);
  }

  /** In full, for a title. */
  function exact(at: Date): string {
    return full.format(at);
  }

  /** "1 hr 30 min" */
  function duration(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    return [hours > 0 ? units(hours, "hour") : "", rest > 0 || hours === 0 ? units(rest, "minute") : ""]
      .filter(Boolean)
      .join(" ");
  }
}
