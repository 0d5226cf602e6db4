"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";

type SaveBarProps = { count: number; isBusy: boolean; onSave: () => void; onDiscard: () => void };

/** Stays in view: what is not saved yet, and the one button that saves it. */
export function SaveBar({ count, isBusy, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTexts();
  const isDirty = count > 0;
  return (
    <div className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-10 -mx-4 mt-auto border-t border-line bg-ground/95 px-4 py-3 backdrop-blur desk:bottom-0">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <p role="status" className={`grow font-medium ${isDirty ? "text-brass-ink" : "text-soft"}`}>
          {isDirty ? t("rules.unsaved", { count }) : t("rules.all_saved")}
        </p>
        <div className="flex gap-2">
          {isDirty && (
            <Button look="quiet" onClick={onDiscard}>
              {t("rules.discard")}
            </Button>
          )}
          <Button onClick={onSave} isBusy={isBusy} disabled={!isDirty}>
            {t("common.save")}
          </Button>
        </div>
      </div>
    </div>
  );
}
