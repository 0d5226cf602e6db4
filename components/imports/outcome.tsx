"use client";

import { Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { Link } from "../app/link.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";
import { Counts } from "./counts.tsx";
import { Faults } from "./faults.tsx";
import { Rows } from "./rows.tsx";

const UndoSheet = lazy(() => import("./undo-sheet.tsx"));

/** What it has done [CT-40 … CT-43], and the way back. */
export function Outcome({ job }: { job: ContactImport }) {
  const { t } = useTexts();
  const [isUndoing, setIsUndoing] = useState(false);
  const { state, summary, failure, position, total } = job;
  const undone = summary?.undone;
  return (
    <div className="grid grid-cols-1 gap-6">
      <section className="grid grid-cols-1 gap-3">
        <h2 className="text-large font-semibold">
          {t(`imports.outcome_${state === "undone" ? "undone" : state === "done" ? "done" : "stopped"}`)}
        </h2>
        {failure && <Banner tone="failed">{t(`imports.failure_${failure}`)}</Banner>}
        {(state === "cancelled" || state === "failed") && (
          <p className="text-soft">{t("imports.stopped_text", { position, total })}</p>
        )}
        {undone && (
          <p>
            {t("imports.undone_counts", { removed: undone.removed, taken_back: undone.taken_back })}{" "}
            {undone.kept > 0 && t("imports.undone_left", { count: undone.kept })}
          </p>
        )}
        {summary && !undone && <Counts summary={summary} />}
      </section>
      <div className="flex flex-wrap gap-3">
        <Link href="/contacts" className={buttonClass()}>
          {t("imports.to_contacts")}
        </Link>
        <Link href="/contacts/import" className={buttonClass({ look: "secondary" })}>
          {t("imports.another")}
        </Link>
        {state !== "undone" && (
          <Button
            look="quiet"
            icon={<Undo2 aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
            onClick={() => setIsUndoing(true)}
          >
            {t("imports.undo")}
          </Button>
        )}
      </div>
      {summary && <Faults job={job} summary={summary} />}
      {summary && <Rows job={job} summary={summary} />}
      <Suspense>{isUndoing && <UndoSheet job={job} onClose={() => setIsUndoing(false)} />}</Suspense>
    </div>
  );
}
