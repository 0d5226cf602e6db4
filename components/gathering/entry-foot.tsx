"use client";

import { Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
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

/**
 * At the bottom edge of an entry's sheet: what went wrong, the one thing to do, and taking it away, which is asked about,
 * with the answer that harms nothing under the finger.
 */
export function EntryFoot({ failure, children, onRemove, isRemoving }: EntryFootProps) {
  const { t } = useTexts();
  const [isAsking, setIsAsking] = useState(false);
  const said = failure && (
    <p role="alert" className="font-medium text-danger">
      {failure}
    </p>
  );
  if (onRemove && isAsking)
    return (
      <>
        {said}
        <p role="alert">{t("gathering.remove_really")}</p>
        <Button
          look="danger"
          isBusy={isRemoving}
          icon={<Trash2 aria-hidden="true" className="size-5" />}
          onClick={onRemove}
        >
          {t("gathering.remove")}
        </Button>
        <Button look="secondary" autoFocus onClick={() => setIsAsking(false)}>
          {t("gathering.keep")}
        </Button>
      </>
    );
  return (
    <>
      {said}
      {children}
      {onRemove && (
        <Button look="quiet" icon={<Trash2 aria-hidden="true" className="size-5" />} onClick={() => setIsAsking(true)}>
          {t("gathering.remove")}
        </Button>
      )}
    </>
  );
}
