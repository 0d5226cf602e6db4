import type { Times } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { isOpen } from "#lib/domain/interventions/open.ts";
import { isLate } from "./lateness.ts";

/** A day's work in the order in which one looks at it; every job is in one part. */
export type Day = {
  late: Intervention[];
  /** What a technician turns to now: see `nextOf`. */
  next: Intervention | null;
  today: Intervention[];
  tomorrow: Intervention[];
  later: Intervention[];
  undated: Intervention[];
  done: Intervention[];
};

/** @param hasNext whether one of them is set apart, as for whoever does them */
export function dayOf(jobs: Intervention[], now: Date, times: Times, { hasNext = true } = {}): Day {
  const all = [...new Map(jobs.map((job) => [job.id, job])).values()].sort(byStart);
  const tomorrowStarts = times.startOfDay(now, 1);
  const afterTomorrow = times.startOfDay(now, 2);
  const open = all.filter(isOpen);
  const startOf = (job: Intervention) => (job.starts_at === null ? null : new Date(job.starts_at));
  const isBetween = (job: Intervention, from: Date | null, to: Date | null) => {
    const start = startOf(job);
    return start !== null && (from === null || start >= from) && (to === null || start < to);
  };
  const ofToday = open.filter((job) => isBetween(job, times.startOfDay(now), tomorrowStarts));
  const next = hasNext ? nextOf(ofToday, open, now) : null;
  const rest = open.filter((job) => job !== next);
  const onTime = rest.filter((job) => !isLate(job, now));
  return {
    late: rest.filter((job) => isLate(job, now)),
    next,
    today: onTime.filter((job) => isBetween(job, null, tomorrowStarts)),
    tomorrow: onTime.filter((job) => isBetween(job, tomorrowStarts, afterTomorrow)),
    later: onTime.filter((job) => isBetween(job, afterTomorrow, null)),
    undated: onTime.filter(({ starts_at }) => starts_at === null),
    done: all.filter((job) => !isOpen(job) && isBetween(job, times.startOfDay(now), tomorrowStarts)),
  };
}

/**
 * Today's work under way, the one begun last if there are several; else today's next appointment; else one of today that
 * has been missed; else what is under way from another day, or without one.
 */
function nextOf(ofToday: Intervention[], open: Intervention[], now: Date): Intervention | null {
  const isUnderWay = ({ status }: Intervention) => status?.kind === "in_progress";
  const hasBegun = ({ starts_at }: Intervention) => starts_at !== null && new Date(starts_at) <= now;
  const underWay = ofToday.filter(isUnderWay);
  return (
    underWay.findLast(hasBegun) ??
    underWay[0] ??
    ofToday.find((job) => !isLate(job, now)) ??
    ofToday[0] ??
    open.findLast((job) => isUnderWay(job) && (job.starts_at === null || hasBegun(job))) ??
    null
  );
}

function byStart(a: Intervention, b: Intervention): number {
  return (a.starts_at ?? "").localeCompare(b.starts_at ?? "") || a.number - b.number;
}
