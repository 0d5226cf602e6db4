"use client";

import { ChevronDown } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { Button } from "../ui/button.tsx";
import { nextStatus } from "./next-status.ts";
import { statusesPath } from "./paths.ts";
import { StatusShape } from "./status-chip.tsx";

type StatusActionsProps = { job: Intervention; onChoose: (status: number | "any") => void };

/** The step that comes next, one tap away, at the bottom edge of a phone; and all the others. */
export function StatusActions({ job, onChoose }: StatusActionsProps) {
  const { t } = useTexts();
  const { body } = useAnswer<Page<Status>>(statusesPath);
  const next = nextStatus(job, body?.items ?? []);
  return (
    <div className="flex gap-2 px-4 max-desk:fixed max-desk:inset-x-0 max-desk:bottom-[calc(4rem+env(safe-area-inset-bottom))] max-desk:z-20 max-desk:border-t max-desk:border-line max-desk:bg-ground/95 max-desk:py-2.5 max-desk:backdrop-blur">
      {next && (
        <Button
          className="min-h-14 min-w-0 flex-1 [--behind:var(--petrol)] desk:min-h-12 desk:flex-none"
          icon={<StatusShape kind={next.kind} className="size-5" />}
          onClick={() => onChoose(next.id)}
        >
          <span className="line-clamp-2 leading-tight">{t("interventions.set_status_to", { status: next.name })}</span>
        </Button>
      )}
      <Button
        look="secondary"
        className={`min-h-14 desk:min-h-12 ${next ? "" : "flex-1 desk:flex-none"}`}
        onClick={() => onChoose("any")}
      >
        {t(next ? "interventions.other_status" : "interventions.change_status")}
        <ChevronDown aria-hidden="true" className="size-5" />
      </Button>
    </div>
  );
}
