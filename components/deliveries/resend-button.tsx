"use client";

import { RotateCw } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";

/** One more attempt, seen at once. `name` says to whom, where there is a button in each of many rows. */
export function ResendButton({ onResend, name }: { onResend: () => Promise<void>; name?: string }) {
  const { t } = useTexts();
  return (
    <Button
      look="secondary"
      size="compact"
      aria-label={name && `${t("interventions.resend")}: ${name}`}
      onClick={() => void onResend()}
      icon={<RotateCw aria-hidden="true" className="size-4.5" />}
    >
      {t("interventions.resend")}
    </Button>
  );
}
