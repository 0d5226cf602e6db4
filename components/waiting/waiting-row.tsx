"use client";

import { CloudUpload, TriangleAlert } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Link } from "../app/link.tsx";
import { AttachmentPicture } from "../gathering/attachment-picture.tsx";
import { JobNumber } from "../interventions/number.tsx";
import { doneInWords } from "./done-in-words.ts";
import { GiveUp } from "./give-up.tsx";
import { Refusal } from "./refusal.tsx";

type WaitingRowProps = {
  change: WaitingChange;
  seen: string | null;
  /** How many others are given up with it. */
  hangOn: number;
  /** What it builds on was refused. */
  isHeld: boolean;
};

/** One change that waits: what, for which intervention, since when; and where it was refused why, and what to do. */
export function WaitingRow({ change, seen, hangOn, isHeld }: WaitingRowProps) {
  const texts = useTexts();
  const times = useTimes();
  const now = useNow();
  const { body: job } = useAnswer<Intervention>(`/api/interventions/${change.number}`);
  const at = new Date(change.madeAt);
  const { doing } = change;
  const isRefused = change.problem !== null;
  return (
    <article className="grid grid-cols-1 gap-2 px-4 py-3">
      <div className="flex items-end justify-between gap-2">
        <Link href={`/interventions/${change.number}`} className="grid min-w-0 grow grid-cols-1 gap-0.5 rounded-lg">
          <span className="flex min-w-0 items-center gap-x-2 text-small text-soft">
            <JobNumber number={change.number} className="font-medium" />
            <span className="min-w-0 truncate">{job?.title ?? change.title ?? seen}</span>
          </span>
          <span className="flex items-start gap-2">
            {isRefused ? (
              <TriangleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
            ) : (
              <CloudUpload aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brass-ink" />
            )}
            {doing.kind === "file" && doing.file.media_type !== "application/pdf" && (
              <AttachmentPicture
                number={change.number}
                file={{ ...doing.file, author: null, created_at: change.madeAt, has_thumbnail: false }}
                className="size-16 shrink-0 rounded-lg object-cover"
              />
            )}
            <span dir="auto" className="line-clamp-3 min-w-0 font-medium wrap-anywhere">
              {doneInWords(doing, texts, times)}
            </span>
          </span>
          <time dateTime={change.madeAt} title={times.exact(at)} className="text-small text-soft">
            {times.ago(at, now)}
          </time>
        </Link>
        {!isRefused && <GiveUp change={change} hangOn={hangOn} className="-me-3 -mb-3 shrink-0" />}
      </div>
      {isHeld && <p className="ps-7 text-small text-soft">{texts.t("waiting.held")}</p>}
      {isRefused && <Refusal change={change} hangOn={hangOn} />}
    </article>
  );
}
