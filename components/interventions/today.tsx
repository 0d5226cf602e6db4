"use client";

import { CalendarCheck } from "lucide-react";
import { lazy, Suspense } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { type Times, useNow, useTimes } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { type Day, dayOf } from "./day.ts";
import { Part, Unassigned } from "./day-part.tsx";
import { JobRowsSkeleton } from "./job-rows-skeleton.tsx";
import { hasDeclined } from "./lateness.ts";
import { NewLink } from "./new-link.tsx";
import { NextJob } from "./next-job.tsx";

const PushPrompt = lazy(() => import("../account/push-prompt.tsx"));

type Jobs = Page<Intervention>;

/** What is to be done now: of a technician their own work, of an administrator everybody's. */
export function Today() {
  const { t } = useTexts();
  const { account } = useSession();
  const times = useTimes();
  const now = useNow(60_000);
  const path = account.is_admin ? companyDays(times, now) : "/api/interventions?is_open=true&sort=starts_at&limit=200";
  const open = useAnswer<Jobs>(path);
  const late = useAnswer<Jobs>(account.is_admin ? companyBefore(times, now) : null);
  const later = useAnswer<Jobs>(account.is_admin ? unassignedAfter(times, now) : null);
  const undated = useAnswer<Jobs>(account.is_admin ? `${UNASSIGNED}&is_planned=false` : null);
  const closed = useAnswer<Jobs>(account.is_admin ? null : closedToday(times, now));
  return (
    <Screen title={t("common.today")} actions={<NewLink />}>
      <p className="px-4 pb-4 text-soft first-letter:uppercase">{times.dateOf(now)}</p>
      <Suspense>
        <PushPrompt />
      </Suspense>
      <Shown answer={open} skeleton={<JobRowsSkeleton rows={5} />}>
        {({ items }) => {
          const all = [items, ...[late, closed, later, undated].map(({ body }) => body?.items ?? [])].flat();
          // Who has declined has nothing more to do with it, until an administrator decides.
          const jobs = account.is_admin ? all : all.filter((job) => !hasDeclined(job, account.contact_id));
          return <DayPlan day={dayOf(jobs, now, times, { hasNext: !account.is_admin })} />;
        }}
      </Shown>
    </Screen>
  );
}

function DayPlan({ day }: { day: Day }) {
  const { t } = useTexts();
  const { account } = useSession();
  const { late, next, today, tomorrow, later, undated, done } = day;
  const isEmpty = next === null && [late, today, tomorrow, later, undated, done].every((part) => part.length === 0);
  if (isEmpty)
    return (
      <Notice
        icon={<CalendarCheck aria-hidden="true" className="size-7" />}
        title={t("jobs.today_empty_title")}
        text={t(account.is_admin ? "jobs.today_empty_text_admin" : "jobs.today_empty_text")}
      >
        <Link href="/interventions" className={buttonClass({ look: "secondary" })}>
          {t("jobs.all_interventions")}
        </Link>
      </Notice>
    );
  return (
    <div className="grid grid-cols-1 gap-6">
      {next && <NextJob job={next} />}
      <Part title={t("jobs.late")} jobs={late} isWanting />
      {account.is_admin && <Unassigned jobs={[...undated, ...later]} />}
      <Part title={t("common.today")} jobs={today} isOneDay />
      <Part title={t("common.tomorrow")} jobs={tomorrow} isOneDay />
      {!account.is_admin && (
        <>
          <Part title={t("jobs.later")} jobs={later} />
          <Part title={t("jobs.without_date")} jobs={undated} />
        </>
      )}
      <Part title={t("jobs.done_today")} jobs={done} isOneDay isQuiet />
    </div>
  );
}

/** What nobody does yet: the days above have theirs, so what comes after them, the nearest first, and what has no date. */
const UNASSIGNED = "/api/interventions?is_open=true&is_assigned=false&limit=200";

function unassignedAfter(times: Times, now: Date): string {
  return `${UNASSIGNED}&from=${times.startOfDay(now, 2).toISOString()}&sort=starts_at`;
}

function companyDays(times: Times, now: Date): string {
  return between(times.startOfDay(now), times.startOfDay(now, 2), "sort=starts_at");
}

function companyBefore(times: Times, now: Date): string {
  return between(null, times.startOfDay(now), "is_open=true&sort=-starts_at");
}

function closedToday(times: Times, now: Date): string {
  return between(times.startOfDay(now), times.startOfDay(now, 1), "is_open=false&sort=starts_at");
}

function between(from: Date | null, to: Date, rest: string): string {
  const start = from === null ? "" : `from=${from.toISOString()}&`;
  return `/api/interventions?${start}to=${to.toISOString()}&${rest}&limit=200`;
}
