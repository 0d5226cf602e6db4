"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";
import { useNames } from "./theirs.tsx";
import type { InterventionDraft } from "./use-intervention-draft.ts";

type FormFootProps = { draft: InterventionDraft; isNew: boolean; failure: string | null; isBusy: boolean };

/** At the bottom edge of a phone: the one button, and above it what is to be known before it is pressed. */
export function FormFoot({ draft, isNew, failure, isBusy }: FormFootProps) {
  const { t, locale } = useTexts();
  const who = useNames(draft.who);
  const cameIn = new Intl.ListFormat(locale).format(draft.cameIn.map((part) => t(`interventions.${part}`)));
  return (
    <div className="max-desk:fixed max-desk:inset-x-0 max-desk:bottom-[calc(4rem+env(safe-area-inset-bottom))] max-desk:z-20 max-desk:grid max-desk:gap-2 max-desk:border-t max-desk:border-line max-desk:bg-ground/95 max-desk:px-4 max-desk:py-2.5 max-desk:backdrop-blur">
      <div role="status" className="grid gap-1 text-small font-medium text-brass-ink desk:pb-2">
        {draft.cameIn.length > 0 && <p>{t("interventions.came_in", { who, what: cameIn })}</p>}
        {draft.undecided.length > 0 && !failure && <p>{t("interventions.both_changed", { who })}</p>}
      </div>
      {failure && (
        <p role="alert" className="pb-2 font-medium text-danger">
          {failure}
        </p>
      )}
      <Button type="submit" size="wide" isBusy={isBusy} className="desk:w-auto">
        {t(isNew ? "interventions.create" : "common.save")}
      </Button>
    </div>
  );
}
