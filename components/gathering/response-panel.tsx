"use client";

import { Check, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { accepting } from "#lib/browser/outbox/response.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { isBeforeWork } from "#lib/domain/interventions/response.ts";
import { Button } from "../ui/button.tsx";
import { usePerform } from "./use-perform.ts";

const DeclineSheet = lazy(() => import("./decline-sheet.tsx"));

/** The technician's answer to an assignment, as long as the work has not begun. */
export function ResponsePanel({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const { account } = useSession();
  const [isDeclining, setIsDeclining] = useState(false);
  const accept = usePerform();
  const isMine = job.technicians.some(({ id }) => id === account.contact_id);
  if (!isMine || !isBeforeWork(job.status)) return null;
  const own = job.responses.find(({ technician_id }) => technician_id === account.contact_id);
  if (own?.response === "accepted") return null;
  const hasDeclined = own?.response === "declined";

  function say(): void {
    const { doing, sending } = accepting(job.number, account.contact_id);
    void accept.run(job.number, doing, sending, { said: t("gathering.accepted") });
  }

  return (
    <section
      aria-label={t("gathering.new_for_you")}
      className={`mx-4 grid gap-3 rounded-2xl bg-raised p-4 shadow-raised ${hasDeclined ? "" : "border-s-3 border-brass ps-[calc(1rem-3px)]"}`}
    >
      <p className={hasDeclined ? "text-soft" : "font-semibold text-brass-ink"}>
        {hasDeclined ? t("gathering.declined_by_you", { reason: own.reason }) : t("gathering.new_for_you")}
      </p>
      {accept.failure && (
        <p role="alert" className="font-medium text-danger">
          {accept.failure}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          look={hasDeclined ? "secondary" : "primary"}
          className="flex-1"
          isBusy={accept.isBusy}
          icon={<Check aria-hidden="true" className="size-5" />}
          onClick={say}
        >
          {t(hasDeclined ? "gathering.accept_after_all" : "gathering.accept")}
        </Button>
        {!hasDeclined && (
          <Button
            look="secondary"
            className="flex-1"
            icon={<X aria-hidden="true" className="size-5" />}
            onClick={() => setIsDeclining(true)}
          >
            {t("gathering.decline")}
          </Button>
        )}
      </div>
      <Suspense>{isDeclining && <DeclineSheet job={job} onClose={() => setIsDeclining(false)} />}</Suspense>
    </section>
  );
}
