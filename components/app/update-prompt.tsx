"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { loadUpdate, useUpdate } from "#lib/browser/worker-registration.ts";
import { Button } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";

/** A new version is loaded when the person has time for it. */
export function UpdatePrompt() {
  const { t } = useTexts();
  const update = useUpdate();
  if (update === "none") return null;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-3">
      <Banner
        action={
          <Button look="quiet" size="compact" onClick={loadUpdate}>
            {t("common.update_now")}
          </Button>
        }
      >
        {t(update === "ready" ? "common.update_ready" : "common.update_taken_over")}
      </Banner>
    </div>
  );
}
