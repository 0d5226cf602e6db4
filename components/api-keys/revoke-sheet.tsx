"use client";

import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ApiKey } from "#lib/domain/api-keys/api-key.ts";
import { useTask } from "../app/use-task.ts";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { apiKeysPath, showChangedKeys } from "./scopes.ts";

/** A system that still uses the key is refused from then on, so it is asked for twice. */
export default function RevokeSheet({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTexts();
  const task = useTask();
  const { id, name } = apiKey;

  const revoke = () =>
    task.run(async () => {
      await ask(`${apiKeysPath}/${id}`, { method: "DELETE" });
      toast(t("api_keys.revoked_toast", { name }));
      showChangedKeys();
      onClose();
    });

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("api_keys.revoke_title", { name })}
      closeLabel={t("common.close")}
      footer={
        <Foot look="danger" failure={task.failure} isBusy={task.isBusy} onClick={() => void revoke()}>
          {t("api_keys.revoke_action")}
        </Foot>
      }
    >
      <p>{t("api_keys.revoke_text")}</p>
    </Sheet>
  );
}
