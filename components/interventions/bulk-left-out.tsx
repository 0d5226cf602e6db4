"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { LeftOut } from "#lib/domain/interventions/bulk-change.ts";
import type { RequirableField } from "#lib/domain/statuses/status.ts";

/** Which of many cannot be changed, and why. */
export function BulkLeftOut({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const { t, locale } = useTexts();
  if (leftOut.length === 0) return null;
  const list = new Intl.ListFormat(locale);
  return (
    <div className="grid gap-1">
      <h3 className="text-small font-semibold text-soft">
        {t("interventions.bulk_left_out", { count: leftOut.length })}
      </h3>
      <ul className="grid gap-1.5 text-small">
        {leftOut.map(({ number, message, fields }) => (
          <li key={number}>
            <span className="number font-medium">#{number}</span>{" "}
            <span className="text-soft">
              {message} {list.format(fields.map((field) => t(`interventions.field_${field as RequirableField}`)))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
