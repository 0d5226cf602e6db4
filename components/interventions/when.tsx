"use client";

import { CalendarClock, TriangleAlert } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Block } from "./block.tsx";
import { isLate } from "./lateness.ts";

/** Its appointment, how long it takes, and by when it has to be done; brass once that has passed. */
export function When({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const times = useTimes();
  const inSentence = useTimes({ isInSentence: true });
  const now = useNow(60_000);
  const late = isLate(job, now);
  const start = job.starts_at === null ? null : new Date(job.starts_at);
  return (
    <Block title={t("interventions.when")}>
      <div className={`flex items-start gap-3 ${late ? "text-brass-ink" : ""}`}>
        <CalendarClock aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
        <div className="grid">
          <span className="font-medium">
            {start ? times.range(start, job.duration_minutes, now) : t("jobs.no_date")}
            {late && ` · ${t("jobs.late")}`}
          </span>
          {job.duration_minutes !== null && (
            <span className="text-small text-soft">{times.duration(job.duration_minutes)}</span>
          )}
          {job.due_at && (
            <span className="flex items-center gap-1 text-small">
              <TriangleAlert aria-hidden="true" className="size-4" />
              {t("interventions.due_by", { when: inSentence.dateTime(new Date(job.due_at), now) })}
            </span>
          )}
        </div>
      </div>
    </Block>
  );
}
