"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { LeftOut } from "#lib/domain/interventions/bulk-change.ts";
import type { RequirableField } from "#lib/domain/statuses/status.ts";

type BulkLeftOutProps = { status: string; leftOut: readonly LeftOut[] };

/** Which of many cannot get a status, by why. */
export function BulkLeftOut({ status, leftOut }: BulkLeftOutProps) {
  const { t, locale } = useTexts();
  if (leftOut.length === 0) return null;
  const list = new Intl.ListFormat(locale);
  return (
    <div className="grid gap-1">
      <h3 className="text-small font-semibold text-soft">
        {t("interventions.bulk_left_out", { count: leftOut.length })}
      </h3>
      <ul className="grid gap-2">
        {[...byWhy(leftOut)].map(([why, alike]) => (
          <li key={why} className="grid gap-0.5">
            <p className="wrap-anywhere">{sentence(alike[0])}</p>
            <p className="number text-small text-soft">{alike.map(({ number }) => `#${number}`).join(" ")}</p>
          </li>
        ))}
      </ul>
    </div>
  );

  function sentence({ message, fields }: LeftOut): string {
    if (fields.length === 0) return message;
    const what = list.format(fields.map((field) => t(`interventions.field_${field as RequirableField}`)));
    return t("interventions.status_needs", { status, what });
  }
}

function byWhy(leftOut: readonly LeftOut[]): Map<string, [LeftOut, ...LeftOut[]]> {
  const groups = new Map<string, [LeftOut, ...LeftOut[]]>();
  for (const one of leftOut) {
    const why = `${one.reason} ${one.fields}`;
    const known = groups.get(why);
    if (known) known.push(one);
    else groups.set(why, [one]);
  }
  return groups;
}
