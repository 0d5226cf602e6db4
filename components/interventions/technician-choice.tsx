"use client";

import { Check } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Page } from "#lib/domain/page.ts";

/** Technicians to tap on and off. */
export function TechnicianChoice({ chosen, onChange }: { chosen: number[]; onChange: (ids: number[]) => void }) {
  const { t } = useTexts();
  const { body } = useAnswer<Page<Contact>>("/api/contacts?role=technician&limit=200");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("interventions.technicians")}</legend>
      <div className="flex flex-wrap gap-2">
        {(body?.items ?? []).map(({ id, name }) => {
          const isChosen = chosen.includes(id);
          return (
            <label
              key={id}
              className={`inline-flex min-h-12 items-center gap-2 rounded-full border px-4 font-medium has-focus-visible:outline-2 has-focus-visible:outline-petrol ${isChosen ? "border-petrol bg-petrol text-on-petrol" : "border-edge bg-raised"}`}
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={isChosen}
                onChange={() => onChange(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id])}
              />
              {isChosen && <Check aria-hidden="true" className="size-4.5" />}
              {name}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
