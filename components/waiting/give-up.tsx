"use client";

import { giveUp, putBack } from "#lib/browser/outbox/outbox.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/button.tsx";

type GiveUpProps = {
  change: WaitingChange;
  /** How many others are given up with it. */
  hangOn: number;
  label?: string;
  className?: string;
};

/** It has not been done, and will not be, unless that is undone at once. */
export function GiveUp({ change, hangOn, label, className }: GiveUpProps) {
  const { t } = useTexts();
  const task = useTask();

  async function drop(): Promise<void> {
    const gone = await giveUp(change);
    if (gone.changes.length === 0) return toast(t("waiting.sent_already"));
    const undo = async () => {
      const isBack = await putBack(gone).catch(() => false);
      if (!isBack) toast(t("waiting.not_back"), { tone: "failed" });
    };
    toast(t("waiting.given_up"), { action: { label: t("common.undo"), run: () => void undo() } });
  }

  return (
    <Button look="quiet" size="compact" className={className} isBusy={task.isBusy} onClick={() => void task.run(drop)}>
      {label ?? (hangOn > 0 ? t("waiting.give_up_all", { count: String(hangOn + 1) }) : t("waiting.give_up"))}
    </Button>
  );
}
