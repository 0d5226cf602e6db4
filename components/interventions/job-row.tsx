"use client";

import { CloudUpload, Flame, MapPin } from "lucide-react";
import { timeKnown } from "#lib/browser/outbox/clock.ts";
import type { JobHere } from "#lib/browser/outbox/overlay.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Link } from "../app/link.tsx";
import { hasDeclined, isLate, wantsSomebody } from "./lateness.ts";
import { JobNumber } from "./number.tsx";
import { StatusChip } from "./status-chip.tsx";

type JobRowProps = {
  job: JobHere;
  href: string;
  isCurrent?: boolean;
  /** The day is said by a heading above: only the time is shown. */
  isUnderItsDay?: boolean;
  /** Whose work it is; of no use to somebody who sees only their own. */
  showsTechnicians?: boolean;
};

/**
 * An intervention as a line of a list: when, what, for whom, where, how it stands. At the desk two lines, the first of
 * which says what; on a phone as many as it takes.
 */
export function JobRow({ job, href, isCurrent = false, isUnderItsDay = false, showsTechnicians = false }: JobRowProps) {
  const { t } = useTexts();
  const times = useTimes();
  const start = job.starts_at === null ? null : new Date(job.starts_at);
  const when = start && (isUnderItsDay ? times.time(start) : times.dateTime(start));
  const late = isLate(job, timeKnown());
  return (
    <Link
      href={href}
      data-job={job.number}
      aria-current={isCurrent ? "true" : undefined}
      className={`grid min-h-12 grid-cols-1 scroll-mt-18 scroll-mb-2 gap-1.5 border-s-3 py-3 ps-[calc(1rem-3px)] pe-4 transition-colors outline-offset-[-2px] desk:grid-cols-[auto_minmax(0,1fr)_fit-content(40%)] desk:gap-x-2 desk:gap-y-1 desk:py-2 ${isCurrent ? "border-petrol bg-petrol-wash" : `hover:bg-raised ${late ? "border-brass" : "border-transparent"}`}`}
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-small whitespace-nowrap text-soft desk:flex-nowrap">
        <JobNumber number={job.number} className="font-medium" />
        <span aria-hidden="true">·</span>
        {when ? (
          <time dateTime={job.starts_at ?? undefined} className={late ? "font-semibold text-brass-ink" : ""}>
            {when}
          </time>
        ) : (
          <span>{t("jobs.no_date")}</span>
        )}
        {late && <span className="font-semibold text-brass-ink">{t("jobs.late")}</span>}
        <PriorityMark priority={job.priority} className="desk:hidden" />
        <Unsent job={job} />
      </span>
      <span className="flex items-start justify-between gap-3 desk:col-span-full desk:row-start-1 desk:items-center">
        <span className="line-clamp-2 min-w-0 font-medium desk:line-clamp-1 desk:grow">{job.title}</span>
        <PriorityMark priority={job.priority} className="shrink-0 text-small max-desk:hidden" />
        {job.status && (
          <span className="flex max-w-[45%] shrink-0">
            <StatusChip status={job.status} />
          </span>
        )}
      </span>
      {(job.customer || job.address) && <ForWhom job={job} />}
      {showsTechnicians && (
        <span
          className={`truncate text-small desk:col-start-3 desk:justify-self-end ${wantsSomebody(job, late) ? "font-medium text-brass-ink" : "text-soft"}`}
        >
          {job.technicians
            .map(({ id, name }) => (hasDeclined(job, id) ? t("jobs.declined", { name }) : name))
            .join(", ") || t("jobs.nobody_assigned")}
        </span>
      )}
    </Link>
  );
}

/** Where something of it waits on this device. */
export function Unsent({ job: { waiting, isRefused } }: { job: JobHere }) {
  const { t } = useTexts();
  if (waiting === undefined) return null;
  return (
    <span className="inline-flex items-center gap-1 font-medium text-brass-ink">
      <CloudUpload aria-hidden="true" className="size-3.5" />
      {t(isRefused ? "jobs.not_made" : "jobs.not_sent")}
    </span>
  );
}

/** The address stands where there is room for it. */
function ForWhom({ job }: { job: Intervention }) {
  return (
    <span className="@container flex min-w-0 items-center gap-1.5 text-small text-soft">
      {job.customer && <span className="max-w-[55%] shrink-0 truncate desk:max-w-full">{job.customer.name}</span>}
      {job.address && (
        <span className="flex min-w-0 items-center gap-0.5 desk:hidden desk:@min-[18rem]:flex">
          <MapPin aria-hidden="true" className="size-3.5 shrink-0" />
          <span className="truncate">{job.address}</span>
        </span>
      )}
    </span>
  );
}

/** Only what is above the usual is worth a mark. */
export function PriorityMark({ priority, className = "" }: { priority: Intervention["priority"]; className?: string }) {
  const { t } = useTexts();
  if (priority === "normal" || priority === "low") return null;
  return (
    <span
      className={`inline-flex items-center gap-0.5 font-semibold whitespace-nowrap ${className} ${priority === "urgent" ? "text-danger" : "text-ink"}`}
    >
      <Flame aria-hidden="true" className="size-3.5" />
      {t(`jobs.priority_${priority}`)}
    </span>
  );
}
