"use client";

import { dropDraft, writeDraft } from "#lib/browser/drafts.ts";
import { perform, tryAgain } from "#lib/browser/outbox/outbox.ts";
import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import type { Doing, Sending, WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useIsThere } from "../app/use-is-there.ts";
import { useTask } from "../app/use-task.ts";

type Ways = {
  /** What to say when the server has taken it. */
  said: string;
  /** What was typed, and under which name: it is dropped as soon as the device has it, and is back when it is refused. */
  draft?: { form: string; typed: object };
  /** What was refused before, and is sent instead. */
  instead?: WaitingChange;
  /** As soon as the device has it. */
  whenKept?: () => void;
  /** When the server would not have what the device had. */
  whenRefused?: () => void;
  /** When it was done, or nobody waits for that any longer. */
  whenDone?: () => void;
};

/** Does something by way of the outbox, and says what has become of it: done, or kept until there is a network. */
export function usePerform() {
  const { t } = useTexts();
  const task = useTask();
  const isThere = useIsThere();

  function run(
    number: number,
    doing: Doing,
    sending: Sending,
    { said, draft, instead, whenKept, whenRefused, whenDone }: Ways,
  ): Promise<void> {
    let isKept = false;
    function kept(): void {
      isKept = true;
      if (draft) dropDraft(draft.form);
      whenKept?.();
    }
    return task.run(
      async () => {
        if (instead) {
          await tryAgain(instead, { doing, body: sending.body });
          kept();
          whenDone?.();
          return;
        }
        const { state } = await perform(number, doing, sending, { onKept: kept, isWatched: isThere });
        toast(state === "sent" ? said : t("waiting.will_be_sent"));
        whenDone?.();
      },
      (error) => {
        if (draft) writeDraft(draft.form, draft.typed);
        if (isKept) whenRefused?.();
        return error instanceof NoRoom ? t("gathering.no_room") : undefined;
      },
    );
  }

  return { ...task, run };
}
