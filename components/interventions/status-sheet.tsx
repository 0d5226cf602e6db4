"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useIdempotencyKey } from "#lib/browser/idempotency-key.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { StatusPreview } from "#lib/domain/interventions/status-preview.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Switch } from "../ui/switch.tsx";
import { interventionPath, showChanged, statusesPath } from "./paths.ts";
import { StatusShape } from "./status-chip.tsx";
import { peopleTold, WhoIsTold } from "./who-is-told.tsx";

type StatusSheetProps = { job: Intervention; initial: number | "any"; onClose: () => void };

/** A status change tells people at once and cannot be taken back, so it says whom before it is made. */
export default function StatusSheet({ job, initial, onClose }: StatusSheetProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  const [chosen, setChosen] = useState<number | null>(initial === "any" ? null : initial);
  const [tellsCustomer, setTellsCustomer] = useState(true);
  // The version that the person saw when the sheet opened.
  const [version, setVersion] = useState(job.version);
  const keyFor = useIdempotencyKey();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const preview = useAnswer<StatusPreview>(chosen === null ? null : previewPath(job, chosen, tellsCustomer));
  const status = statuses?.items.find(({ id }) => id === chosen);
  const told = peopleTold(preview.body?.items ?? []);

  async function save(): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      const body = { status_id: chosen, version, notify_customer: tellsCustomer };
      const path = `${interventionPath(job.number)}/status`;
      showChanged(await ask<Intervention>(path, { method: "PUT", body, idempotencyKey: keyFor(body) }));
      toast(t("interventions.status_set", { status: status?.name ?? "" }));
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setIsBusy(false);
      if (error instanceof Refused && error.problem.code === "version_conflict") {
        const current = error.problem.current as Intervention;
        showChanged(current);
        setVersion(current.version);
        setFailure(t("interventions.status_moved", { status: current.status?.name ?? "–" }));
      }
    }
  }

  function saveLabel(): string {
    if (!status) return t("interventions.choose_status");
    // Nobody is promised anything before it is known whom it would tell.
    if (!preview.body) return t("interventions.set_status_to", { status: status.name });
    return t("interventions.set_status", { status: status.name, count: told.length });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("interventions.change_status")}
      description={<span className="number">#{job.number}</span>}
      closeLabel={t("common.close")}
      footer={
        <>
          {failure && (
            <p role="alert" className="font-medium text-danger">
              {failure}
            </p>
          )}
          <Button size="wide" disabled={!status} isBusy={isBusy} onClick={() => void save()}>
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
            isCurrent={one.id === job.status?.id}
            isChosen={one.id === chosen}
            onChoose={() => setChosen(one.id)}
          />
        ))}
      </div>
      {status && (
        <div className="mt-4 grid gap-3 border-t border-line pt-4">
          <WhoIsTold preview={preview} />
          {job.customer && (
            <Switch
              label={t("interventions.do_not_tell_customer")}
              isOn={!tellsCustomer}
              onChange={(isOn) => setTellsCustomer(!isOn)}
            />
          )}
        </div>
      )}
    </Sheet>
  );
}

type StatusOptionProps = { status: Status; isCurrent: boolean; isChosen: boolean; onChoose: () => void };

function StatusOption({ status, isCurrent, isChosen, onChoose }: StatusOptionProps) {
  const { t } = useTexts();
  return (
    <label
      className={`flex min-h-13 items-center gap-3 rounded-xl px-3 has-focus-visible:outline-2 has-focus-visible:outline-petrol ${isCurrent ? "cursor-default text-soft" : "hover:bg-sunken"} ${isChosen ? "bg-petrol-wash" : ""}`}
    >
      <input
        type="radio"
        name="status"
        className="sr-only"
        checked={isChosen}
        disabled={isCurrent}
        onChange={onChoose}
      />
      <span className="tinted grid size-8 place-items-center rounded-full" style={{ "--tint": status.color } as object}>
        <StatusShape kind={status.kind} className="size-4.5" />
      </span>
      <span className="grow font-medium">{status.name}</span>
      {isCurrent && <span className="text-small">{t("interventions.current_status")}</span>}
      {isChosen && <Check aria-hidden="true" className="size-5 text-petrol" />}
    </label>
  );
}

function previewPath(job: Intervention, status: number, tellsCustomer: boolean): string {
  return `${interventionPath(job.number)}/status-preview?status_id=${status}&notify_customer=${tellsCustomer}`;
}
