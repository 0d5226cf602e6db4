"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";

/** What the API calls the fields that every contact has, and what their values look like. */
const given = [
  ["name", "name", '"Hotel Terme srl"'],
  ["kind", "kind", '"person" · "company"'],
  ["roles", "roles", '["customer", "technician"]'],
  ["code", "code", '"C-1042"'],
  ["company", "company_id", "17"],
  ["email", "contact_points", '[{"channel": "email", "value": "info@terme.example"}]'],
  ["phone", "contact_points", '[{"channel": "phone", "value": "+39 0345 21000"}]'],
  ["language", "language", '"it"'],
  ["note", "note", '"…"'],
  ["site", "sites", '[{"street": "Via Fonte 3", "city": "San Pellegrino"}]'],
] as const;

const examples = { text: '"…"', number: "12.5", date: '"2027-03-01"' };

/** For whoever connects another system [CT-83]. */
export function FieldMapping({ fields }: { fields: readonly OwnField[] }) {
  const { t } = useTexts();
  const rows = [
    ...given.map(([label, name, example]) => ({ label: t(`fields.given_${label}`), name, example })),
    ...fields.map(({ key, name, type }) => ({ label: name, name: `own_fields.${key}`, example: examples[type] })),
  ];
  return (
    <details className="rounded-2xl border border-line bg-raised px-5">
      <summary className="flex min-h-12 cursor-pointer items-center font-medium">{t("fields.for_api")}</summary>
      <p className="max-w-prose pb-3 text-small text-soft">{t("fields.for_api_text")}</p>
      <dl className="grid gap-x-6 pb-4 text-small desk:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,4fr)]">
        {rows.map(({ label, name, example }) => (
          <div
            key={`${name} ${label}`}
            className="grid gap-x-6 gap-y-1 border-t border-line py-2 desk:col-span-3 desk:grid-cols-subgrid"
          >
            <dt dir="auto" className="font-medium wrap-anywhere">
              {label}
            </dt>
            <dd dir="ltr" translate="no" className="font-mono wrap-anywhere">
              {name}
            </dd>
            <dd dir="ltr" translate="no" className="font-mono wrap-anywhere text-soft">
              {example}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
