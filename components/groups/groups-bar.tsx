"use client";

import { Merge, Trash2, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Group } from "#lib/domain/contacts/group.ts";
import { Button, IconButton } from "../ui/button.tsx";

const DissolveSheet = lazy(() => import("./dissolve-sheet.tsx"));
const MergeSheet = lazy(() => import("./merge-sheet.tsx"));

/** What can be done with the groups that are ticked; two fixed ones can become one [CT-54]. */
export function GroupsBar({ groups, onDone }: { groups: readonly Group[]; onDone: () => void }) {
  const { t } = useTexts();
  const [open, setOpen] = useState<"dissolve" | "merge" | null>(null);
  const [one, other] = groups;
  const isMergeable = groups.length === 2 && groups.every(({ filter }) => filter === null);
  const sheet = {
    onClose: () => setOpen(null),
    onDone: () => {
      setOpen(null);
      onDone();
    },
  };
  return (
    <div className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 mt-3 border-t border-line bg-ground/95 px-4 py-2.5 backdrop-blur desk:bottom-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <p role="status" className="number grow font-medium">
          {t("contacts.chosen", { count: groups.length })}
        </p>
        {isMergeable && (
          <Button
            look="secondary"
            size="compact"
            icon={<Merge aria-hidden="true" className="size-5" />}
            onClick={() => setOpen("merge")}
          >
            {t("groups.merge")}
          </Button>
        )}
        <Button
          look="secondary"
          size="compact"
          icon={<Trash2 aria-hidden="true" className="size-5" />}
          onClick={() => setOpen("dissolve")}
        >
          {t("groups.dissolve")}
        </Button>
        <IconButton label={t("contacts.end_choosing")} className="-me-2" onClick={onDone}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
      <Suspense>
        {open === "dissolve" && <DissolveSheet groups={groups} {...sheet} />}
        {open === "merge" && one && other && <MergeSheet groups={[one, other]} {...sheet} />}
      </Suspense>
    </div>
  );
}
