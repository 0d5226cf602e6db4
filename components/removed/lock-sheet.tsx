"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { RemovalAnswer } from "#lib/domain/contacts/removed-address.ts";
import type { Suppression } from "#lib/domain/people/person.ts";
import { Choice } from "../ui/choice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { SuppressionNote } from "./suppression-note.tsx";
import { useWhoAndWhy, WhoAndWhy, WhoAndWhyFoot } from "./who-and-why.tsx";

type LockSheetProps = {
  address: string;
  channel: "email" | "phone";
  suppressions: readonly Suppression[];
  onClose: () => void;
};

/** Changes whether an address may be used, with who asks for it and why [CT-21]. */
export default function LockSheet({ address, channel, suppressions, onClose }: LockSheetProps) {
  const { t } = useTexts();
  const [scope, setScope] = useState<"everything" | "status_mail">("everything");
  const isLocked = suppressions.length > 0;
  const form = useWhoAndWhy(async (said) => {
    if (isLocked) {
      const ids = suppressions.map(({ id }) => id);
      await ask("/api/suppressions/lift", { method: "POST", body: { ids, ...said } });
      toast(t("removed.lifted", { address }));
    } else {
      await ask<RemovalAnswer>("/api/suppressions", { method: "POST", body: { lines: address, scope, ...said } });
      toast(t("removed.locked", { address }));
    }
    onClose();
  });
  const isByOwner = suppressions.some(({ source }) => source === "link" || source === "complaint");
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(isLocked ? "removed.unlock_title" : "removed.lock_title")}
      description={<bdi className="wrap-anywhere">{address}</bdi>}
      closeLabel={t("common.close")}
      footer={
        <WhoAndWhyFoot form={form}>{t(isLocked ? "removed.unlock_action" : "removed.lock_action")}</WhoAndWhyFoot>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        {isLocked
          ? suppressions.map((suppression) => <SuppressionNote key={suppression.id} suppression={suppression} />)
          : channel === "email" && (
              <Choice
                isWide
                label={t("removed.scope")}
                chosen={scope}
                options={(["everything", "status_mail"] as const).map((value) => ({
                  value,
                  label: t(`removed.scope_${value}`),
                }))}
                onChoose={setScope}
              />
            )}
        {isByOwner && <p className="font-medium text-brass-ink">{t("removed.by_owner")}</p>}
        {!isLocked && <p className="text-soft">{t("removed.lock_text")}</p>}
        <WhoAndWhy form={form} />
      </div>
    </Sheet>
  );
}
