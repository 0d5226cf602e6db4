"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { useId, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useAfterPause } from "#lib/browser/pause.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import { inputClass } from "../ui/field.tsx";

type InterventionPickerProps = {
  label: string;
  chosen: Intervention | null;
  onChange: (chosen: Intervention | null) => void;
};

/** One intervention, found by number, title or customer; the newest are offered first. */
export function InterventionPicker({ label, chosen, onChange }: InterventionPickerProps) {
  const { t } = useTexts();
  const id = useId();
  const [typed, setTyped] = useState("");
  const searched = useAfterPause(chosen && typed === nameOf(chosen) ? "" : typed.replace(/^#/, ""));
  const query = new URLSearchParams({ sort: "-number", limit: "20", ...(searched.trim() && { q: searched.trim() }) });
  const found = useAnswer<Page<Intervention>>(`/api/interventions?${query}`);
  const items = found.body?.items ?? [];
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Combobox.Root
        items={items}
        filter={null}
        value={chosen}
        onValueChange={onChange}
        onInputValueChange={setTyped}
        itemToStringLabel={nameOf}
        isItemEqualToValue={(one: Intervention, other: Intervention) => one.id === other.id}
      >
        <Combobox.Input id={id} placeholder={t("interventions.search_intervention")} className={inputClass} />
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={6} className="z-[70]">
            <Combobox.Popup className="max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-xl border border-line bg-raised py-1 shadow-raised">
              <Combobox.Status className="px-4 py-2.5 text-soft empty:hidden">
                {found.body ? (items.length === 0 ? t("interventions.none_found_title") : null) : t("common.loading")}
              </Combobox.Status>
              <Combobox.List>
                {(job: Intervention) => (
                  <Combobox.Item
                    key={job.id}
                    value={job}
                    className="flex min-h-12 cursor-pointer items-center justify-between gap-3 px-4 py-2 data-highlighted:bg-petrol-wash"
                  >
                    <span className="grid min-w-0">
                      <span className="line-clamp-2 wrap-anywhere">
                        <span className="number text-soft">#{job.number}</span> {job.title}
                      </span>
                      <span className="truncate text-small text-soft empty:hidden">{job.customer?.name}</span>
                    </span>
                    <Combobox.ItemIndicator>
                      <Check aria-hidden="true" className="size-5 text-petrol" />
                    </Combobox.ItemIndicator>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </div>
  );
}

function nameOf({ number, title }: Intervention): string {
  return `#${number} ${title}`;
}
