"use client";

import { CloudOff } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { Refused, Unreachable } from "#lib/browser/api.ts";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { perform } from "#lib/browser/outbox/outbox.ts";
import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { StatusPreview } from "#lib/domain/interventions/status-preview.ts";
import type { Page } from "#lib/domain/page.ts";
import type { RequirableField, Status } from "#lib/domain/statuses/status.ts";
import { useFailureText } from "../app/failure-text.ts";
import { useIsThere } from "../app/use-is-there.ts";
import { Button } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Switch } from "../ui/switch.tsx";
import { mayFollow, missingFields } from "./next-status.ts";
import { JobNumber } from "./number.tsx";
import { interventionPath, showChanged, statusesPath } from "./paths.ts";
import { StatusNeeds } from "./status-needs.tsx";
import { StatusOption } from "./status-option.tsx";
import { mayTellCustomer, peopleTold, WhoIsTold } from "./who-is-told.tsx";

type StatusSheetProps = { job: Intervention; initial: number | "any"; onClose: () => void };

/** A status change tells people at once and cannot be taken back, so it says whom before it is made. */
export default function StatusSheet({ job, initial, onClose }: StatusSheetProps) {
  const { t } = useTexts();
  const { account } = useSession();
  const failureText = useFailureText();
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  const [chosen, setChosen] = useState<number | null>(initial === "any" ? null : initial);
  const [tellsCustomer, setTellsCustomer] = useState(true);
  // The version that the person saw when the sheet opened.
  const [version, setVersion] = useState(job.version);
  const isThere = useIsThere();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const draft = `outcome-with-status.${job.number}`;
  const [answer, setAnswer] = useState(() => keptAnswer(draft, job.number));
  /** What the server found missing when it was asked; a device does not know everything. */
  const [found, setFound] = useState<readonly RequirableField[]>([]);
  const preview = useAnswer<StatusPreview>(chosen === null ? null : previewPath(job, chosen, tellsCustomer));
  const status = statuses?.items.find(({ id }) => id === chosen);
  const missing = status ? [...new Set([...missingFields(job, status), ...found])] : [];
  const lacks = missing.some((field) => field !== "answer" || answer.trim() === "");
  const told = peopleTold(preview.body?.items ?? []);
  // The same trouble is said once; without a network it is none.
  const isOffline = !preview.body && preview.error instanceof Unreachable;
  const shown = failure ?? (preview.body || !preview.error || isOffline ? null : failureText(preview.error));
  const isCustomerAsked = preview.body
    ? mayTellCustomer(preview.body)
    : !tellsCustomer || (preview.error !== null && job.customer !== null);

  function choose(id: number): void {
    setChosen(id);
    setFound([]);
    setFailure(null);
  }

  function type(text: string): void {
    setAnswer(text);
    writeDraft(draft, { text });
  }

  async function save(): Promise<void> {
    if (!status) return;
    setIsBusy(true);
    setFailure(null);
    try {
      const filled = missing.includes("answer") ? { answer } : {};
      const body = { status_id: chosen, ...(job.number > 0 && { version }), notify_customer: tellsCustomer, ...filled };
      const path = `${interventionPath(job.number)}/status`;
      const doing = { kind: "status", status, ...filled } as const;
      const watching = { onKept: () => dropDraft(draft), isWatched: isThere };
      const { state } = await perform(job.number, doing, { method: "PUT", path, body }, watching);
      toast(state === "sent" ? t("interventions.status_set", { status: status.name }) : t("waiting.will_be_sent"));
      dropDraft(draft);
      onClose();
    } catch (error) {
      setFailure(error instanceof NoRoom ? t("gathering.no_room") : failureText(error));
      setIsBusy(false);
      if (answer !== "") writeDraft(draft, { text: answer });
      if (error instanceof Refused && error.problem.code === "version_conflict") {
        const current = error.problem.current as Intervention;
        showChanged(current);
        setVersion(current.version);
        const hasMoved = current.status?.id !== job.status?.id;
        const text = hasMoved
          ? t("interventions.status_moved", { status: current.status?.name ?? "–" })
          : t("interventions.outcome_written_meanwhile");
        setFailure(text);
      }
      if (error instanceof Refused)
        setFound(
          (error.problem.errors ?? [])
            .filter(({ code }) => code === "status_needs_field")
            .map(({ path }) => path as RequirableField),
        );
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
      description={<JobNumber number={job.number} />}
      closeLabel={t("common.close")}
      footer={
        <>
          {status && shown && (
            <p role="alert" className="font-medium text-danger">
              {shown}
            </p>
          )}
          {status && isCustomerAsked && (
            <Switch
              label={t("interventions.do_not_tell_customer")}
              isOn={!tellsCustomer}
              onChange={(isOn) => setTellsCustomer(!isOn)}
            />
          )}
          <Button size="wide" disabled={!status || lacks} isBusy={isBusy} onClick={() => void save()}>
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
            isPossible={mayFollow(job, one, statuses?.items ?? [])}
            isChosen={one.id === chosen}
            onChoose={() => choose(one.id)}
          />
        ))}
      </div>
      {status && (
        <div className="mt-4 border-t border-line pt-4 empty:hidden">
          {missing.length > 0 && (
            <StatusNeeds
              status={status.name}
              missing={missing}
              answer={answer}
              editHref={account.is_admin ? `/interventions/${job.number}/edit` : null}
              onAnswer={type}
            />
          )}
          {isOffline ? (
            <Banner tone="wanting" icon={<CloudOff aria-hidden="true" className="size-5 shrink-0" />}>
              {t("waiting.status_later")}
            </Banner>
          ) : (
            <WhoIsTold preview={preview} />
          )}
        </div>
      )}
    </Sheet>
  );
}

function previewPath(job: Intervention, status: number, tellsCustomer: boolean): string {
  return `${interventionPath(job.number)}/status-preview?status_id=${status}&notify_customer=${tellsCustomer}`;
}

/** What was typed here before, else in the outcome's own field. */
function keptAnswer(draft: string, number: number): string {
  return readDraft<{ text: string }>(draft)?.text ?? readDraft<{ typed: string }>(`outcome.${number}`)?.typed ?? "";
}
