"use client";

import { Lock, LockOpen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Suppression } from "#lib/domain/people/person.ts";
import { IconButton } from "../ui/button.tsx";

const LockSheet = lazy(() => import("./lock-sheet.tsx"));

type LockButtonProps = {
  /** Canonical. */
  address: string;
  channel: "email" | "phone";
  /** What is said about it now. */
  suppressions: readonly Suppression[];
};

/** Whether an address may be used, and the way to change it [CT-10, CT-20]. */
export function LockButton({ address, channel, suppressions }: LockButtonProps) {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const isLocked = suppressions.length > 0;
  const Icon = isLocked ? Lock : LockOpen;
  return (
    <>
      <IconButton
        label={t(isLocked ? "removed.unlock" : "removed.lock", { address })}
        className={isLocked ? "text-ink" : ""}
        onClick={() => setIsOpen(true)}
      >
        <Icon aria-hidden="true" className="size-5" />
      </IconButton>
      <Suspense>
        {isOpen && <LockSheet {...{ address, channel, suppressions }} onClose={() => setIsOpen(false)} />}
      </Suspense>
    </>
  );
}
