"use client";

import { LogOut } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { hasDrafts } from "#lib/browser/drafts.ts";
import { go } from "#lib/browser/location.ts";
import { waitingOf } from "#lib/browser/outbox/outbox-store.ts";
import { useSession } from "#lib/browser/session.ts";
import { signOut } from "#lib/browser/sign-out.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";

const SignOutSheet = lazy(() => import("./sign-out-sheet.tsx"));

export function SignOut() {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { account } = useSession();

  /** The device is asked, as the screen may be drawn before it is known what waits. */
  async function begin(): Promise<void> {
    const waiting = await waitingOf(account.id).catch(() => []);
    if (waiting.length > 0) setIsAsking(true);
    else await leave();
  }

  async function leave(): Promise<void> {
    setIsBusy(true);
    try {
      await signOut();
      // Whoever signs in next wants to begin at the beginning.
      go("/sign-in", { isReplacing: true });
      toast(t("session.signed_out"));
    } catch (error) {
      setIsBusy(false);
      toast(failureText(error), { tone: "failed" });
    }
  }

  return (
    <div className="grid justify-items-center gap-1">
      <Button
        look="secondary"
        size="wide"
        className="desk:w-auto"
        isBusy={isBusy && !isAsking}
        icon={<LogOut aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
        onClick={() => void begin()}
      >
        {t("account.sign_out")}
      </Button>
      <p className="text-center text-small text-soft">{t("account.sign_out_hint")}</p>
      {hasDrafts() && (
        <p className="text-center text-small font-medium text-brass-ink">{t("account.sign_out_drafts")}</p>
      )}
      {isAsking && (
        <Suspense>
          <SignOutSheet isLeaving={isBusy} onLeave={() => void leave()} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </div>
  );
}
