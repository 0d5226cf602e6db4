"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, X } from "lucide-react";
import { useId, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useAfterPause } from "#lib/browser/pause.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact, Role } from "#lib/domain/contacts/contact.ts";
import type { Page } from "#lib/domain/page.ts";
import { inputClass } from "../ui/field.tsx";

type Named = Pick<Contact, "id" | "name" | "company" | "sites">;

type ContactPickerProps = {
  label: string;
  among?: Role;
  /** Contact persons of this company alone. */
  companyId?: number;
  contactId: number | null;
  /** What is known of it already, also where it cannot be asked for. */
  known?: { id: number; name: string } | null;
  error?: string | null;
  onChange: (id: number | null) => void;
};

/** One contact of many, found by what one types: name, code, e-mail address or phone number. */
export function ContactPicker({ label, among, companyId, contactId, known, error, onChange }: ContactPickerProps) {
  const { t } = useTexts();
  const id = useId();
  const [typed, setTyped] = useState("");
  const searched = useAfterPause(typed);
  const { body: chosen } = useAnswer<Contact>(contactId === null ? null : `/api/contacts/${contactId}`);
  const named = known?.id === contactId && known ? { ...known, company: null, sites: [] } : null;
  const value: Named | null = contactId === null ? null : (chosen ?? named);
  const found = useAnswer<Page<Contact>>(searchPath(searched === value?.name ? "" : searched, among, companyId));
  const items: Named[] = found.body?.items ?? [];
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Combobox.Root
        items={items}
        filter={null}
        value={value}
        onValueChange={(next: Named | null) => onChange(next?.id ?? null)}
        onInputValueChange={setTyped}
        itemToStringLabel={({ name }: Named) => name}
        isItemEqualToValue={(a: Named, b: Named) => a.id === b.id}
      >
        <span className="relative block">
          <Combobox.Input
            id={id}
            placeholder={t("interventions.search_contact")}
            aria-invalid={error ? true : undefined}
            className={`${inputClass} pe-12`}
          />
          <Combobox.Clear
            aria-label={t("interventions.take_away")}
            className="absolute inset-y-0 end-0 inline-flex size-12 items-center justify-center text-soft"
          >
            <X aria-hidden="true" className="size-5" />
          </Combobox.Clear>
        </span>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={6} className="z-[70]">
            <Combobox.Popup className="max-h-[min(20rem,var(--available-height))] w-(--anchor-width) overflow-y-auto rounded-xl border border-line bg-raised py-1 shadow-raised">
              <Combobox.Status className="px-4 py-2.5 text-soft empty:hidden">
                {found.body ? (items.length === 0 ? t("interventions.nobody_found") : null) : t("common.loading")}
              </Combobox.Status>
              <Combobox.List>
                {(contact: Named) => (
                  <Combobox.Item
                    key={contact.id}
                    value={contact}
                    className="flex min-h-12 cursor-pointer items-center justify-between gap-3 px-4 py-2 data-highlighted:bg-petrol-wash"
                  >
                    <span className="grid min-w-0">
                      <span>{contact.name}</span>
                      <span className="text-small text-soft empty:hidden">{placeOf(contact)}</span>
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
      {error && (
        <p role="alert" className="text-small font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** What tells two of the same name apart. */
function placeOf({ company, sites }: Named): string {
  const site = sites.find(({ is_default }) => is_default) ?? sites[0];
  return [company?.name, site?.city || site?.street].filter(Boolean).join(", ");
}

function searchPath(typed: string, among?: Role, companyId?: number): string {
  const query = new URLSearchParams({ limit: "20" });
  if (typed.trim()) query.set("q", typed.trim().slice(0, 200));
  if (among) query.set("role", among);
  if (companyId) query.set("company_id", String(companyId));
  return `/api/contacts?${query}`;
}
