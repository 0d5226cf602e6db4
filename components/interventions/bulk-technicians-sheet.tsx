"use client";

import { useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { BulkOutcome } from "#lib/domain/interventions/bulk-change.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Choice } from "../ui/choice.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { TechnicianChoice } from "./technician-choice.tsx";
import { seenOf, useBulkChange } from "./use-bulk-change.ts";

type BulkTechniciansSheetProps = {
  jobs: readonly Intervention[];
  onDone: (outcome: BulkOutcome) => void;
  onClose: () => void;
};

/** The same technicians for many. Whoever is new is told of each, whatever the rules say. */
export default function BulkTechniciansSheet({ jobs, onDone, onClose }: BulkTechniciansSheetProps) {
  const { t } = useTexts();
  const [interventions] = useState(() => seenOf(jobs));
  const [chosen, setChosen] = useState<number[]>([]);
  const [replaces, setReplaces] = useState(false);
  const { save, isBusy, failure } = useBulkChange(onDone);
  const body = { interventions, technician_ids: chosen, replaces_technicians: replaces };
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("interventions.bulk_assign_title", { count: interventions.length })}
      description={t("interventions.assignment_is_told")}
      closeLabel={t("common.close")}
      footer={
        <Foot failure={failure} disabled={chosen.length === 0} isBusy={isBusy} onClick={() => void save(body)}>
          {t("interventions.assign_technicians", { count: Math.max(chosen.length, 1) })}
        </Foot>
      }
    >
      <div className="grid gap-5">
        <TechnicianChoice chosen={chosen} onChange={setChosen} />
        <div className="grid gap-2">
          <p aria-hidden="true" className="font-medium">
            {t("interventions.bulk_assign_how")}
          </p>
          <Choice
            isWide
            label={t("interventions.bulk_assign_how")}
            chosen={replaces ? "replace" : "add"}
            options={(["add", "replace"] as const).map((value) => ({ value, label: t(`interventions.bulk_${value}`) }))}
            onChoose={(value) => setReplaces(value === "replace")}
          />
        </div>
      </div>
    </Sheet>
  );
}
