"use client";

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";

type EntryFootProps = {
  failure: string | null;
  /** The one thing to do. */
  children?: ReactNode;
  /** Null for whoever may not remove it, and for what is not there yet. */
  onRemove: (() => void) | null;
  isRemoving: boolean;
};

/** At the bottom edge of an entry's sheet: what went wrong, the one thing to do, and taking it away. */
export function EntryFoot({ failure, children, onRemove, isRemoving }: EntryFootProps) {
  const { t } = useTexts();
  return (
    <>
      {failure && (
        <p role="alert" className="font-medium text-danger">
          {failure}
        </p>
      )}
      {children}
      {onRemove && (
        <Button
          look="quiet"
          isBusy={isRemoving}
          icon={<Trash2 aria-hidden="true" className="size-5" />}
          onClick={onRemove}
        >
          {t("gathering.remove")}
        </Button>
      )}
    </>
  );
}
