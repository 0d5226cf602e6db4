"use client";

import { UserPlus, Workflow, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import type { Selection } from "./use-selection.ts";

const BulkStatusSheet = lazy(() => import("./bulk-status-sheet.tsx"));
const BulkTechniciansSheet = lazy(() => import("./bulk-technicians-sheet.tsx"));

/** At the bottom edge while several are chosen: how many, and what can be done with them. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const { t } = useTexts();
  const [open, setOpen] = useState<"status" | "technicians" | null>(null);
  const { jobs } = selection;
  const sheet = {
    jobs,
    onClose: () => setOpen(null),
    // What was left out is still chosen, so that it is found again.
    onDone: ({ left_out }: { left_out: readonly { number: number }[] }) => {
      setOpen(null);
      const left = new Set(left_out.map(({ number }) => number));
      for (const job of jobs) if (!left.has(job.number)) selection.toggle(job);
      if (left.size === 0) selection.end();
    },
  };
  return (
    <div className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 border-t border-line bg-ground/95 px-4 py-2.5 backdrop-blur desk:bottom-0">
      <div className="mb-1 flex items-center gap-1">
        <p role="status" className="number grow font-medium">
          {t("interventions.chosen_count", { count: jobs.length })}
        </p>
        <Button look="quiet" size="compact" onClick={selection.chooseAll}>
          {t("interventions.choose_all")}
        </Button>
        <IconButton label={t("interventions.end_choosing")} className="-me-2" onClick={selection.end}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      <div className="flex gap-2">
        <Button
          className="flex-1"
          icon={<Workflow aria-hidden="true" className="size-5" />}
          disabled={jobs.length === 0}
          onClick={() => setOpen("status")}
        >
          {t("interventions.bulk_status")}
        </Button>
        <Button
          look="secondary"
          className="flex-1"
          icon={<UserPlus aria-hidden="true" className="size-5" />}
          disabled={jobs.length === 0}
          onClick={() => setOpen("technicians")}
        >
          {t("interventions.bulk_assign")}
        </Button>
      </div>
      <Suspense>
        {open === "status" && <BulkStatusSheet {...sheet} />}
        {open === "technicians" && <BulkTechniciansSheet {...sheet} />}
      </Suspense>
    </div>
  );
}
