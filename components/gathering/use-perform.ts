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
  /** When it was done or kept. */
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
    { said, draft, instead, whenDone }: Ways,
  ): Promise<void> {
    return task.run(
      async () => {
        if (instead) {
          await tryAgain(instead, { doing, body: sending.body });
          whenDone?.();
          return;
        }
        const onKept = () => draft && dropDraft(draft.form);
        const { state } = await perform(number, doing, sending, { onKept, isWatched: isThere });
        if (draft) dropDraft(draft.form);
        toast(state === "sent" ? said : t("waiting.will_be_sent"));
        whenDone?.();
      },
      (error) => {
        if (draft) writeDraft(draft.form, draft.typed);
        return error instanceof NoRoom ? t("gathering.no_room") : undefined;
      },
    );
  }

  return { ...task, run };
}
