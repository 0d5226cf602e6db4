"use client";

import { ArrowRight } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { PriorityMark, Unsent } from "./job-row.tsx";
import { isLate } from "./lateness.ts";
import { JobNumber } from "./number.tsx";
import { phoneOf } from "./reach.ts";
import { CallLink, NavigationLink } from "./reach-links.tsx";
import { StatusChip } from "./status-chip.tsx";

/** The job that comes now, with what one needs on the way there. */
export function NextJob({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow(60_000);
  const late = isLate(job, now);
  const who = job.contact_person ?? job.customer;
  const { body: contact } = useAnswer<Contact>(who ? `/api/contacts/${who.id}` : null);
  const phone = phoneOf(contact);

  function whenOf(startsAt: string): string {
    const start = new Date(startsAt);
    return times.dayKey(start) === times.dayKey(now) ? times.time(start) : times.dateTime(start, now);
  }

  return (
    <section
      aria-label={t("jobs.next")}
      className={`mx-4 grid grid-cols-1 gap-4 rounded-2xl bg-raised p-4 shadow-raised ${late ? "border-s-3 border-brass ps-[calc(1rem-3px)]" : ""}`}
    >
      <Link href={`/interventions/${job.number}`} className="grid grid-cols-1 gap-2 rounded-lg">
        <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="flex flex-wrap items-center gap-x-2 text-small whitespace-nowrap text-soft">
            <JobNumber number={job.number} className="font-medium" />
            {late && <span className="font-semibold text-brass-ink">{t("jobs.late")}</span>}
            <PriorityMark priority={job.priority} />
            <Unsent job={job} />
          </span>
          {job.status && <StatusChip status={job.status} />}
        </span>
        {job.starts_at && (
          <time
            dateTime={job.starts_at}
            className={`text-display font-semibold tracking-tight ${late ? "text-brass-ink" : ""}`}
          >
            {whenOf(job.starts_at)}
            {job.duration_minutes ? (
              <bdi className="ps-2 text-large font-normal text-soft">{times.duration(job.duration_minutes)}</bdi>
            ) : null}
          </time>
        )}
        <span className="text-large font-semibold text-balance">{job.title}</span>
        <span className="grid text-soft">
          {job.customer && <span>{job.customer.name}</span>}
          {job.address && <span>{job.address}</span>}
        </span>
      </Link>
      <div className="flex flex-wrap gap-2">
        {job.address && <NavigationLink place={job.address} className="flex-1 px-2" />}
        {phone && <CallLink phone={phone} className="flex-1 px-2" />}
        <Link href={`/interventions/${job.number}`} className={buttonClass({}, "flex-1 px-2")}>
          {t("jobs.open")}
          <ArrowRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </Link>
      </div>
    </section>
  );
}
