"use client";

import { Plus } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import { Button } from "../ui/button.tsx";
import type { NewFieldStart } from "./field-sheet.tsx";

/** What companies of the trade keep [CT-81]; a text of the catalogue each, and what its values are. */
const recommended = [
  ["vat_number", "text"],
  ["contract_number", "text"],
  ["contract_ends", "date"],
  ["units", "number"],
  ["next_inspection", "date"],
  ["area", "text"],
  ["best_time", "text"],
  ["birthday", "date"],
  ["referred_by", "text"],
] as const;

type RecommendedFieldsProps = { known: readonly OwnField[]; onChoose: (start: NewFieldStart) => void };

/** Those that the company does not have yet. */
export function RecommendedFields({ known, onChoose }: RecommendedFieldsProps) {
  const { t } = useTexts();
  const names = new Set(known.map(({ name }) => name.toLowerCase()));
  const offered = recommended
    .map(([key, type]) => ({ name: t(`fields.recommended_${key}`), type }))
    .filter(({ name }) => !names.has(name.toLowerCase()));
  return (
    <ul className="flex flex-wrap gap-2">
      {offered.map((start) => (
        <li key={start.name}>
          <Button
            look="secondary"
            size="compact"
            icon={<Plus aria-hidden="true" className="size-4.5 text-petrol" />}
            onClick={() => onChoose(start)}
          >
            {start.name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
