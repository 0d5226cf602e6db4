"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ApiKey } from "#lib/domain/api-keys/api-key.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { apiKeysPath, showChangedKeys } from "./scopes.ts";

/** A system that still uses the key is refused from then on, so it is asked for twice. */
export default function RevokeSheet({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { id, name } = apiKey;

  async function revoke(): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      await ask(`${apiKeysPath}/${id}`, { method: "DELETE" });
      toast(t("api_keys.revoked_toast", { name }));
      showChangedKeys();
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setIsBusy(false);
    }
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("api_keys.revoke_title", { name })}
      closeLabel={t("common.close")}
      footer={
        <Foot look="danger" failure={failure} isBusy={isBusy} onClick={() => void revoke()}>
          {t("api_keys.revoke_action")}
        </Foot>
      }
    >
      <p>{t("api_keys.revoke_text")}</p>
    </Sheet>
  );
}
