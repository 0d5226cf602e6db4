import { useSyncExternalStore } from "react";
import { changed } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import { useFailureText } from "../app/failure-text.ts";

/** Deliveries that were sent again from here, with the attempts that they had: with one more, it has been tried. */
let resent: ReadonlyMap<number, number> = new Map();
const listeners = new Set<() => void>();

/** The delivery as it is by what was done here: what is sent again waits at once, wherever it is shown. */
export function useResend(delivery: Delivery): { shown: Delivery; resend: () => Promise<void> } {
  const { t } = useTexts();
  const failureText = useFailureText();
  const known = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => resent,
    () => resent,
  );
  const isUnderWay = delivery.state === "failed" && known.get(delivery.id) === delivery.attempts;
  const shown: Delivery = isUnderWay
    ? { ...delivery, state: "queued", is_resendable: false, last_error: null, not_before: null }
    : delivery;
  return { shown, resend };

  async function resend(): Promise<void> {
    const { id, attempts } = delivery;
    remember(id, attempts);
    try {
      await ask(`/api/deliveries/${id}/resend`, { method: "POST" });
      toast(t("interventions.resent"));
    } catch (error) {
      remember(id, null);
      toast(failureText(error), { tone: "failed" });
    }
    changed((path) => path.includes("/deliveries"));
  }
}

function remember(id: number, attempts: number | null): void {
  const next = new Map(resent);
  if (attempts === null) next.delete(id);
  else next.set(id, attempts);
  resent = next;
  for (const listener of [...listeners]) listener();
}
