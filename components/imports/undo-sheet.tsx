"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { useTask } from "../app/use-task.ts";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { move } from "./paths.ts";

/** Says what taking it back does before it is done. */
export default function UndoSheet({ job, onClose }: { job: ContactImport; onClose: () => void }) {
  const { t } = useTexts();
  const task = useTask();

  const undo = () =>
    task.run(async () => {
      await move(job.id, "undo");
      onClose();
    });

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("imports.undo_title")}
      closeLabel={t("common.close")}
      footer={
        <Foot look="danger" failure={task.failure} isBusy={task.isBusy} onClick={() => void undo()}>
          {t("imports.undo_action")}
        </Foot>
      }
    >
      <div className="grid grid-cols-1 gap-3">
        <p>{t("imports.undo_new")}</p>
        <p>{t("imports.undo_changed")}</p>
        <p className="text-soft">{t("imports.undo_stays")}</p>
      </div>
    </Sheet>
  );
}
