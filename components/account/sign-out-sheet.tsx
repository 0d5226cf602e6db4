"use client";

import { useEffect } from "react";
import { sendNow } from "#lib/browser/outbox/outbox.ts";
import { useIsOutboxRead, useWaiting, waitingNow } from "#lib/browser/outbox/state.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/button.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";

type Props = { isLeaving: boolean; onLeave: () => void; onClose: () => void };

/** Before somebody signs out of whom something is not sent: what becomes of it, and what else can be done. */
export default function SignOutSheet({ isLeaving, onLeave, onClose }: Props) {
  const { t } = useTexts();
  const count = useWaiting().length;
  const isRead = useIsOutboxRead();
  const sending = useTask();

  useEffect(() => {
    if (count > 0 || isLeaving || !isRead) return;
    toast(t("account.all_sent"));
    onClose();
  }, [count, isRead, isLeaving, onClose, t]);

  async function send(): Promise<void> {
    await sendNow();
    if (waitingNow().length > 0) sending.setFailure(t("account.still_unsent"));
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("account.unsent_title")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button look="secondary" isBusy={isLeaving} onClick={onLeave}>
            {t("account.sign_out_anyway")}
          </Button>
          <Foot failure={sending.failure} isBusy={sending.isBusy} onClick={() => void sending.run(send)}>
            {t("account.send_now")}
          </Foot>
        </>
      }
    >
      <div className="grid gap-2">
        <p className="font-medium">{t("account.unsent", { count })}</p>
        <p className="text-soft">{t("account.unsent_stays", { count })}</p>
      </div>
    </Sheet>
  );
}
