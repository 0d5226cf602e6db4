"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { Placeholder } from "#lib/domain/notifications/placeholder.ts";
import { useOffered } from "./offered.ts";

type PlaceholdersProps = { field: string; onChoose: (name: Placeholder) => void };

/** What a template may name: a tap puts it where the cursor is. */
export function Placeholders({ field, onChoose }: PlaceholdersProps) {
  const { t } = useTexts();
  const offered = useOffered();
  const label = t("wording.insert", { field });
  return (
    <fieldset className="sticky top-16 z-10 -mx-4 min-w-0 bg-ground px-4 py-2 desk:static desk:mx-0 desk:px-0 desk:py-0">
      <legend className="mb-1.5 text-small font-medium text-soft">{label}</legend>
      <div className="-mx-4 flex gap-1.5 overflow-x-auto px-4 pb-1 desk:mx-0 desk:flex-wrap desk:overflow-visible desk:px-0">
        {offered.map(({ name, label: text }) => (
          <button
            key={name}
            type="button"
            // The cursor stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(name)}
            className="min-h-12 shrink-0 rounded-full border border-edge bg-raised px-3.5 text-small font-medium hover:bg-petrol-wash hover:text-petrol compact:min-h-8 compact:px-3"
          >
            {text}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
