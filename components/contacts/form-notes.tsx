"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";
import type { PersonForm } from "./use-person-form.ts";

/** What is to be known before it is saved: what was kept, what came in, what went wrong. */
export function FormNotes({ form }: { form: PersonForm }) {
  const { t, locale } = useTexts();
  const { draft, failure } = form;
  const what = new Intl.ListFormat(locale).format(draft.cameIn.map((part) => t(`people.part_${part}`)));
  return (
    <>
      {draft.isFromBefore && draft.count > 0 && (
        <Banner
          action={
            <Button look="quiet" size="compact" onClick={draft.discard}>
              {t("common.throw_draft_away")}
            </Button>
          }
        >
          {t("common.draft_is_back")}
        </Banner>
      )}
      {draft.cameIn.length > 0 && draft.count > 0 && <Banner tone="wanting">{t("people.came_in", { what })}</Banner>}
      {draft.undecided.length > 0 && !failure && <Banner tone="wanting">{t("people.both_changed")}</Banner>}
      {failure && (
        <p role="alert" className="font-medium text-danger">
          {failure}
        </p>
      )}
    </>
  );
}
