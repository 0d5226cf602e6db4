"use client";

import type { ReactNode } from "react";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { isOpen } from "#lib/domain/interventions/open.ts";
import { JobRow } from "./job-row.tsx";

/** What nobody does yet, and is not among the days above; the urgent first. */
export function Unassigned({ jobs }: { jobs: Intervention[] }) {
  const { t } = useTexts();
  const urgent = jobs.filter(({ priority }) => priority === "urgent");
  const others = jobs.filter(({ priority }) => priority !== "urgent");
  return <Part title={t("jobs.to_be_assigned")} jobs={[...urgent, ...others]} isWanting={urgent.length > 0} />;
}

type PartProps = { title: string; jobs: Intervention[]; isOneDay?: boolean; isWanting?: boolean; isQuiet?: boolean };

/** A part of the day under its heading; nothing when there is nothing in it. */
export function Part({ title, jobs, isOneDay, isWanting, isQuiet }: PartProps): ReactNode {
  const { account } = useSession();
  if (jobs.length === 0) return null;
  return (
    <section aria-label={title} className={isQuiet ? "opacity-75" : ""}>
      <h2
        className={`flex items-baseline gap-2 px-4 pb-1 text-small font-semibold ${isWanting ? "text-brass-ink" : "text-soft"}`}
      >
        {title}
        <span className="number font-normal">{jobs.length}</span>
      </h2>
      <ul className="divide-y divide-line border-y border-line">
        {jobs.map((job) => (
          <li key={job.id}>
            <JobRow
              job={job}
              href={`/interventions/${job.number}`}
              isUnderItsDay={isOneDay}
              showsTechnicians={account.is_admin && isOpen(job)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
