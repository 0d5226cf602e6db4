"use client";

import { CalendarClock, Pencil, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { onKey } from "#lib/browser/keyboard.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Block } from "./block.tsx";
import { CardSkeleton } from "./card-skeleton.tsx";
import { CustomerBlock } from "./customer-block.tsx";
import { PriorityMark } from "./job-row.tsx";
import { isLate } from "./lateness.ts";
import { Outcome } from "./outcome.tsx";
import { interventionPath } from "./paths.ts";
import { StatusActions } from "./status-actions.tsx";
import { StatusChip } from "./status-chip.tsx";
import { TechniciansBlock } from "./technicians-block.tsx";

const StatusSheet = lazy(() => import("./status-sheet.tsx"));
const Timeline = lazy(() => import("./timeline.tsx"));

/** One intervention: what to know, what to do, and what has happened. */
export default function Card({ number, listHref }: { number: number; listHref: string }) {
  const { account } = useSession();
  const { t } = useTexts();
  const answer = useAnswer<Intervention>(interventionPath(number));
  return (
    <Screen
      title={<span className="number">#{number}</span>}
      backTo={listHref}
      actions={
        account.is_admin && (
          <Link
            href={`/interventions/${number}/edit`}
            aria-label={t("common.edit")}
            className={buttonClass({ look: "quiet" }, "max-desk:w-12 max-desk:px-0")}
          >
            <Pencil aria-hidden="true" className="size-5" />
            <span className="hidden desk:inline">{t("common.edit")}</span>
          </Link>
        )
      }
    >
      <Shown answer={answer} skeleton={<CardSkeleton />}>
        {(job) => <Job job={job} />}
      </Shown>
    </Screen>
  );
}

function Job({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const { account } = useSession();
  /** The sheet's status: one that was tapped, "any" for the choice, null while closed. */
  const [choosing, setChoosing] = useState<number | "any" | null>(null);
  useEffect(() => onKey({ s: () => setChoosing("any") }), []);
  return (
    <div className="grid gap-6">
      <Head job={job} />
      <StatusActions job={job} onChoose={setChoosing} />
      <When job={job} />
      <CustomerBlock job={job} />
      <TechniciansBlock job={job} />
      <Words title={t("interventions.description")} text={job.description} />
      <Words title={t("interventions.note")} text={job.note} />
      <Outcome key={job.number} job={job} />
      <Block title={t("interventions.history")}>
        <Suspense>
          <Timeline number={job.number} isAdmin={account.is_admin} />
        </Suspense>
      </Block>
      <Suspense>
        {choosing !== null && <StatusSheet job={job} initial={choosing} onClose={() => setChoosing(null)} />}
      </Suspense>
    </div>
  );
}

function Head({ job }: { job: Intervention }) {
  const { t } = useTexts();
  return (
    <div className="grid gap-2.5 px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-small">
        {job.status ? (
          <StatusChip status={job.status} />
        ) : (
          <span className="text-soft">{t("interventions.no_status")}</span>
        )}
        {job.type && <span className="text-soft">{job.type.name}</span>}
        <PriorityMark priority={job.priority} />
      </div>
      <h2 className="text-title font-semibold tracking-tight text-pretty">{job.title}</h2>
    </div>
  );
}

function When({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow(60_000);
  const late = isLate(job, now);
  const start = job.starts_at === null ? null : new Date(job.starts_at);
  return (
    <Block title={t("interventions.when")}>
      <div className={`flex items-start gap-3 ${late ? "text-brass-ink" : ""}`}>
        <CalendarClock aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
        <div className="grid">
          <span className="font-medium">
            {start ? times.range(start, job.duration_minutes, now) : t("interventions.no_date")}
            {late && ` · ${t("interventions.late")}`}
          </span>
          {job.duration_minutes !== null && (
            <span className="text-small text-soft">{times.duration(job.duration_minutes)}</span>
          )}
          {job.due_at && (
            <span className="flex items-center gap-1 text-small">
              <TriangleAlert aria-hidden="true" className="size-4" />
              {t("interventions.due_by", { when: times.dateTime(new Date(job.due_at), now) })}
            </span>
          )}
        </div>
      </div>
    </Block>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  if (text === "") return null;
  return (
    <Block title={title}>
      <p dir="auto" className="max-w-prose whitespace-pre-wrap">
        {text}
      </p>
    </Block>
  );
}
