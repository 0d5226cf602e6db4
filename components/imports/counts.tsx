import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { ImportSummary } from "#lib/domain/imports/import.ts";
import type { Page } from "#lib/domain/page.ts";
import { ownFieldsPath } from "../contacts/paths.ts";
import { changedFieldName } from "./field-name.ts";

const numbers = ["new", "changed", "unchanged", "rejected"] as const;

/** How many are new, changed, as they were, and not taken in [CT-41], and what else there is to know of them. */
export function Counts({ summary }: { summary: ImportSummary }) {
  const { t, locale } = useTexts();
  const number = new Intl.NumberFormat(locale);
  const { body: ownFields } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const fields = Object.entries(summary.fields).sort(([, a], [, b]) => b - a);
  return (
    <div className="grid grid-cols-1 gap-4 rounded-2xl border border-line bg-raised p-5">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {numbers.map((name) => (
          <div key={name} className="flex flex-col-reverse justify-end">
            <dt className="text-small text-soft">{t(`imports.count_${name}`)}</dt>
            <dd
              className={`number text-title font-semibold ${name === "rejected" && summary.rejected > 0 ? "text-danger" : ""}`}
            >
              {number.format(summary[name])}
            </dd>
          </div>
        ))}
      </dl>
      {fields.length > 0 && (
        <p className="text-small wrap-anywhere">
          <span className="text-soft">{t("imports.changes_of")}</span>{" "}
          {fields
            .map(([key, count]) => `${changedFieldName(key, ownFields?.items ?? [], t)} (${number.format(count)})`)
            .join(", ")}
        </p>
      )}
      {summary.joined > 0 && <p className="text-small text-soft">{t("imports.joined", { count: summary.joined })}</p>}
      {summary.new_groups.length > 0 && (
        <p className="text-small wrap-anywhere">
          <span className="text-soft">{t("imports.new_groups", { count: summary.new_groups.length })}</span>{" "}
          <bdi>{summary.new_groups.join(", ")}</bdi>
        </p>
      )}
      {summary.suppressed > 0 && (
        <p className="text-small text-soft">{t("imports.suppressed", { count: summary.suppressed })}</p>
      )}
    </div>
  );
}
