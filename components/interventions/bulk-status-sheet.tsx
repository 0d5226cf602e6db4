"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTrial } from "#lib/browser/trial.ts";
import type { BulkOutcome, BulkPreview } from "#lib/domain/interventions/bulk-change.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Switch } from "../ui/switch.tsx";
import { BulkLeftOut } from "./bulk-left-out.tsx";
import { statusesPath } from "./paths.ts";
import { StatusOption } from "./status-option.tsx";
import { bulkPath, seenOf, useBulkChange } from "./use-bulk-change.ts";
import { mayTellCustomer, peopleTold, WhoIsTold } from "./who-is-told.tsx";

type BulkStatusSheetProps = {
  jobs: readonly Intervention[];
  onDone: (outcome: BulkOutcome) => void;
  onClose: () => void;
};

/** One status for many. It tells people at once, so it says whom before, and which of them it leaves out. */
export default function BulkStatusSheet({ jobs, onDone, onClose }: BulkStatusSheetProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  // What was chosen when the sheet opened stays: nothing joins or leaves behind it.
  const [interventions] = useState(() => seenOf(jobs));
  const [chosen, setChosen] = useState<number | null>(null);
  const [tellsCustomer, setTellsCustomer] = useState(true);
  const wanted = chosen === null ? null : { interventions, status_id: chosen, notify_customer: tellsCustomer };
  const preview = useTrial<BulkPreview>(`${bulkPath}/preview`, wanted);
  const { save, isBusy, failure } = useBulkChange(onDone);
  const status = statuses?.items.find(({ id }) => id === chosen);
  const isNoneLeft = preview.body !== undefined && preview.body.changed.length === 0;
  const shown = failure ?? (preview.error && failureText(preview.error));
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("interventions.bulk_status_title", { count: interventions.length })}
      closeLabel={t("common.close")}
      footer={
        <>
          {shown && (
            <div className="flex items-center gap-3">
              <p role="alert" className="grow font-medium text-danger">
                {shown}
              </p>
              {preview.error && (
                <Button look="quiet" className="-me-3 shrink-0" onClick={preview.retry}>
                  {t("common.retry")}
                </Button>
              )}
            </div>
          )}
          {status && (!tellsCustomer || (preview.body && mayTellCustomer(preview.body))) && (
            <Switch
              label={t("interventions.do_not_tell_customer")}
              isOn={!tellsCustomer}
              onChange={(isOn) => setTellsCustomer(!isOn)}
            />
          )}
          <Button
            size="wide"
            disabled={!wanted || isNoneLeft}
            isBusy={isBusy}
            onClick={() => wanted && void save(wanted)}
          >
            {saveLabel()}
          </Button>
        </>
      }
    >
      <div role="radiogroup" aria-label={t("interventions.status")} className="-mx-2 grid">
        {(statuses?.items ?? []).map((one) => (
          <StatusOption
            key={one.id}
            status={one}
            isCurrent={false}
            isPossible
            isChosen={one.id === chosen}
            onChoose={() => setChosen(one.id)}
          />
        ))}
      </div>
      {wanted && (
        <div className="mt-4 grid gap-4 border-t border-line pt-4 empty:hidden">
          {isNoneLeft ? (
            <p className="text-soft">{t("interventions.bulk_none_left")}</p>
          ) : (
            <WhoIsTold preview={preview} />
          )}
          <BulkLeftOut status={status?.name ?? ""} leftOut={preview.body?.left_out ?? []} />
        </div>
      )}
    </Sheet>
  );

  function saveLabel(): string {
    if (!status) return t("interventions.choose_status");
    if (!preview.body || isNoneLeft) return t("interventions.set_status_to", { status: status.name });
    return t("interventions.bulk_set_status", { status: status.name, people: peopleTold(preview.body.items).length });
  }
}
