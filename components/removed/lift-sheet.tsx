"use client";

import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { RemovedAddress } from "#lib/domain/contacts/removed-address.ts";
import { Sheet } from "../ui/sheet.tsx";
import { useWhoAndWhy, WhoAndWhy, WhoAndWhyFoot } from "./who-and-why.tsx";

/** An address may be written to again: only because somebody says so, with a reason. */
export default function LiftSheet({ removed, onClose }: { removed: RemovedAddress; onClose: () => void }) {
  const { t } = useTexts();
  const { id, value, source } = removed;
  const form = useWhoAndWhy(async (said) => {
    await ask("/api/suppressions/lift", { method: "POST", body: { ids: [id], ...said } });
    toast(t("removed.lifted", { address: value }));
    onClose();
  });
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("removed.unlock_title")}
      description={<bdi className="wrap-anywhere">{value}</bdi>}
      closeLabel={t("common.close")}
      footer={<WhoAndWhyFoot form={form}>{t("removed.unlock_action")}</WhoAndWhyFoot>}
    >
      <div className="grid grid-cols-1 gap-5">
        {(source === "link" || source === "complaint") && (
          <p className="font-medium text-brass-ink">{t("removed.by_owner")}</p>
        )}
        <WhoAndWhy form={form} />
      </div>
    </Sheet>
  );
}
