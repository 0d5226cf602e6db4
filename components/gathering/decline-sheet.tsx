"use client";

import { useState } from "react";
import { readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { declining } from "#lib/browser/outbox/response.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { usePerform } from "./use-perform.ts";

/** Whoever declines says why. */
export default function DeclineSheet({ job, onClose }: { job: Intervention; onClose: () => void }) {
  const { t } = useTexts();
  const { account } = useSession();
  const draft = `decline.${job.number}`;
  const [reason, setReason] = useState(() => readDraft<{ reason: string }>(draft)?.reason ?? "");
  const { run, isBusy, failure, setFailure } = usePerform();

  function decline(): void {
    const said = reason.trim();
    if (said === "") {
      setFailure(t("gathering.decline_missing"));
      return;
    }
    const { doing, sending } = declining(job.number, account.contact_id, said);
    void run(job.number, doing, sending, {
      said: t("gathering.declined"),
      draft: { form: draft, typed: { reason: said } },
      whenDone: onClose,
    });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("gathering.decline_title", { number: String(job.number) })}
      description={t("gathering.decline_tells")}
      closeLabel={t("common.close")}
      footer={
        <Button size="wide" isBusy={isBusy} onClick={decline}>
          {t("gathering.decline")}
        </Button>
      }
    >
      <TextArea
        autoFocus
        dir="auto"
        label={t("gathering.decline_reason")}
        value={reason}
        maxLength={2_000}
        error={failure}
        onChange={({ target }) => {
          setReason(target.value);
          setFailure(null);
          writeDraft(draft, { reason: target.value });
        }}
      />
    </Sheet>
  );
}
