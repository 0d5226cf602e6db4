"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { RequirableField } from "#lib/domain/statuses/status.ts";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Banner } from "../ui/notice.tsx";

type StatusNeedsProps = {
  status: string;
  /** What is to be filled in, the outcome among it. */
  missing: readonly RequirableField[];
  answer: string;
  /** Where all the others are filled in; null for whoever may not. */
  editHref: string | null;
  onAnswer: (answer: string) => void;
};

/** What a status asks for. The outcome is written here; whatever else is missing is filled in where it is shown. */
export function StatusNeeds({ status, missing, answer, editHref, onAnswer }: StatusNeedsProps) {
  const { t, locale } = useTexts();
  const elsewhere = missing.filter((field) => field !== "answer");
  const what = new Intl.ListFormat(locale).format(elsewhere.map((field) => t(`interventions.field_${field}`)));
  return (
    <div className="mb-4 grid gap-3">
      {elsewhere.length > 0 && (
        <Banner
          action={
            editHref && (
              <Link href={editHref} className={buttonClass({ look: "quiet", size: "compact" })}>
                {t("interventions.fill_in")}
              </Link>
            )
          }
        >
          {t(editHref ? "interventions.status_needs" : "interventions.status_needs_office", { status, what })}
        </Banner>
      )}
      {missing.includes("answer") && (
        <TextArea
          dir="auto"
          label={t("interventions.outcome_label")}
          hint={t("interventions.status_needs_answer", { status })}
          value={answer}
          maxLength={100_000}
          onChange={({ target }) => onAnswer(target.value)}
        />
      )}
    </div>
  );
}
