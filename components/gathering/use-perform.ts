"use client";

import { perform } from "#lib/browser/outbox/outbox.ts";
import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import type { Doing, Sending } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useTask } from "../app/use-task.ts";

/**
 * Does something by way of the outbox, and says what has become of it: done, or kept until there is a network.
 */
export function usePerform() {
  const { t } = useTexts();
  const task = useTask();

  /** @param said what to say when the server has taken it; @param then when it was done or kept */
  function run(number: number, doing: Doing, sending: Sending, said: string, then?: () => void): Promise<void> {
    return task.run(
      async () => {
        const { state } = await perform(number, doing, sending);
        toast(state === "sent" ? said : t("waiting.will_be_sent"));
        then?.();
      },
      (error) => (error instanceof NoRoom ? t("gathering.no_room") : undefined),
    );
  }

  return { ...task, run };
}
