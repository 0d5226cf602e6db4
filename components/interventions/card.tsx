"use client";

import { Pencil } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { Refused } from "#lib/browser/api.ts";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { Gathered } from "../gathering/gathered.tsx";
import { ResponsePanel } from "../gathering/response-panel.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Block } from "./block.tsx";
import { CardSkeleton } from "./card-skeleton.tsx";
import { CustomerBlock } from "./customer-block.tsx";
import { Gone } from "./gone.tsx";
import { PriorityMark, Unsent } from "./job-row.tsx";
import { LongText } from "./long-text.tsx";
import { JobNumber } from "./number.tsx";
import { Outcome } from "./outcome.tsx";
import { interventionPath } from "./paths.ts";
import { StatusActions } from "./status-actions.tsx";
import { StatusChip } from "./status-chip.tsx";
import { TechniciansBlock } from "./technicians-block.tsx";
import { useOwnNumber } from "./use-own-number.ts";
import { When } from "./when.tsx";

const StatusSheet = lazy(() => import("./status-sheet.tsx"));
const Timeline = lazy(() => import("./timeline.tsx"));

/** One intervention: what to know, what to do, and what has happened. */
export default function Card({ number, listHref }: { number: number; listHref: string }) {
  const { account } = useSession();
  const { t } = useTexts();
  const answer = useAnswer<Intervention>(interventionPath(number));
  const isGone = answer.error instanceof Refused && answer.error.problem.status === 404;
  useOwnNumber(number, answer.body, listHref);
  return (
    <Screen
      title={<JobNumber number={number} />}
      windowTitle={[number > 0 ? `#${number}` : "", answer.body?.title].filter(Boolean).join(" ")}
      backTo={listHref}
      actions={
        account.is_admin &&
        !isGone &&
        number > 0 && (
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
      {isGone ? (
        <Gone number={number} />
      ) : (
        <Shown answer={answer} skeleton={<CardSkeleton />}>
          {(job) => <Job job={job} />}
        </Shown>
      )}
    </Screen>
  );
}

function Job({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const { account } = useSession();
  /** The sheet's status: one that was tapped, "any" for the choice, null while closed. */
  const [choosing, setChoosing] = useState<number | "any" | null>(null);
  useEffect(() => {
    const edit = () => go(`/interventions/${job.number}/edit`);
    return onKey({ s: () => setChoosing("any"), ...(account.is_admin && { e: edit }) });
  }, [job.number, account.is_admin]);
  return (
    <div className="grid gap-6">
      <Head job={job} />
      <ResponsePanel job={job} />
      <StatusActions job={job} onChoose={setChoosing} />
      <When job={job} />
      <CustomerBlock job={job} />
      <TechniciansBlock job={job} />
      <Words title={t("interventions.description")} text={job.description} />
      <Words title={t("interventions.note")} text={job.note} />
      <Gathered job={job} />
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
        <Unsent job={job} />
      </div>
      <h2 className="text-title font-semibold tracking-tight text-pretty">{job.title}</h2>
    </div>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  if (text === "") return null;
  return (
    <Block title={title}>
      <LongText text={text} />
    </Block>
  );
}
