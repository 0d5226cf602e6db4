"use client";

import { Send } from "lucide-react";
import { useEffect, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useAfterPause } from "#lib/browser/pause.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { TemplateKey } from "#lib/domain/notifications/template-book.ts";
import type { Page } from "#lib/domain/page.ts";
import type { TemplatePreview, TemplateTexts } from "#lib/domain/templates/template.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { MailPreview } from "./mail-preview.tsx";
import { PushPreview } from "./push-preview.tsx";
import { templatesPath } from "./wording-place.ts";

type PreviewProps = { place: TemplateKey; texts: TemplateTexts; isUsable: boolean };

/** What comes of what is typed, of a real intervention, by the code that sends it. */
export function Preview({ place, texts, isUsable }: PreviewProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const newest = useAnswer<Page<Intervention>>("/api/interventions?sort=-number&limit=30");
  const [number, setNumber] = useState("");
  const [isSending, setIsSending] = useState(false);
  const trial = { ...place, ...texts, ...(number && { number: Number(number) }) };
  const { preview, failure } = usePreview(JSON.stringify(trial), isUsable);

  async function sendTest(): Promise<void> {
    setIsSending(true);
    try {
      await ask(`${templatesPath}/test`, { method: "POST", body: trial });
      toast(t(`wording.test_sent_${place.channel}`));
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    } finally {
      setIsSending(false);
    }
  }

  return (
    <section aria-label={t("wording.preview")} className="grid min-w-0 grid-cols-1 gap-4 desk:sticky desk:top-20">
      <Select
        label={t("wording.preview_of")}
        value={number}
        onChange={({ target }) => setNumber(target.value)}
        options={[
          { value: "", label: t(newest.body?.items.length === 0 ? "wording.made_up" : "wording.newest") },
          ...(newest.body?.items ?? []).map((job) => ({
            value: String(job.number),
            label: `#${job.number} ${job.title}`,
          })),
        ]}
      />
      {failure && (
        <p role="status" className="text-small font-medium text-danger">
          {failure}
        </p>
      )}
      {preview ? (
        // Words of the template's language, not of the screen's.
        <div lang={place.language} translate="no" className={isUsable ? "" : "opacity-60"}>
          {preview.mail ? <MailPreview preview={preview} /> : <PushPreview wording={preview.wording} />}
        </div>
      ) : (
        !failure && <Skeleton className="h-80 w-full rounded-2xl" />
      )}
      {!isUsable && <p className="text-small text-soft">{t("wording.preview_waits")}</p>}
      <div>
        <Button
          look="secondary"
          isBusy={isSending}
          disabled={!isUsable}
          icon={<Send aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
          onClick={() => void sendTest()}
        >
          {t("wording.send_test")}
        </Button>
      </div>
    </section>
  );
}

/** Asked for at each pause; while it is asked for, or while there is a mistake, the one before stays. */
function usePreview(trial: string, isUsable: boolean): { preview: TemplatePreview | null; failure: string | null } {
  const failureText = useFailureText();
  const wanted = useAfterPause(trial);
  const [preview, setPreview] = useState<TemplatePreview | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    // What was paused at may be a mistake that is mended by now.
    if (!isUsable || wanted !== trial) return;
    let isWanted = true;
    ask<TemplatePreview>(`${templatesPath}/preview`, { method: "POST", body: JSON.parse(wanted) })
      .then((answer) => {
        if (!isWanted) return;
        setPreview(answer);
        setFailure(null);
      })
      .catch((error: unknown) => {
        if (isWanted) setFailure(failureText(error));
      });
    return () => {
      isWanted = false;
    };
  }, [wanted, trial, isUsable, failureText]);
  return { preview, failure };
}
