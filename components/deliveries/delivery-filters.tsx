"use client";

import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import { Choice } from "../ui/choice.tsx";
import { FilterChip } from "../ui/filter-chip.tsx";
import { type FilterKey, filterKeys, withFilters } from "./delivery-query.ts";

const DeliveryFiltersSheet = lazy(() => import("./delivery-filters-sheet.tsx"));

const quick = ["all", "failed", "queued", "skipped"] as const;

/** What most look for is one tap away, the rest in a sheet; that filters are on is always seen. */
export function DeliveryFilters({ query }: { query: URLSearchParams }) {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const active = filterKeys.filter((key) => key !== "state" && query.get(key)).length;
  const state = query.get("state") ?? "all";
  const [number, contactId] = [query.get("intervention"), query.get("contact_id")];
  return (
    <div className="grid gap-3 px-4 pb-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <Choice
            label={t("deliveries.which")}
            chosen={state}
            options={quick.map((value): { value: string; label: string } => ({
              value,
              label: t(`deliveries.show_${value}`),
            }))}
            onChoose={(value) => set({ state: value === "all" ? null : value, reason: null })}
          />
        </div>
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className={`inline-flex min-h-12 shrink-0 items-center gap-2 rounded-xl border px-3.5 font-medium compact:min-h-10 ${active > 0 ? "border-petrol bg-petrol-wash text-petrol" : "border-edge bg-raised"}`}
        >
          <SlidersHorizontal aria-hidden="true" className="size-5" />
          <span className="sr-only">{t("deliveries.filters")}</span>
          {active > 0 && <span className="number">{active}</span>}
        </button>
      </div>
      {(number || contactId) && (
        <ul className="flex flex-wrap gap-2">
          {number && <OnlyOf what={`#${number}`} onTakeAway={() => set({ intervention: null })} />}
          {contactId && <OnlyOfPerson contactId={contactId} onTakeAway={() => set({ contact_id: null })} />}
        </ul>
      )}
      <Suspense>{isOpen && <DeliveryFiltersSheet query={query} onClose={() => setIsOpen(false)} />}</Suspense>
    </div>
  );

  function set(changes: Partial<Record<FilterKey, string | null>>): void {
    go(withFilters(query, changes), { isReplacing: true });
  }
}

function OnlyOfPerson({ contactId, onTakeAway }: { contactId: string; onTakeAway: () => void }) {
  const { body } = useAnswer<Contact>(/^[1-9]\d{0,14}$/.test(contactId) ? `/api/contacts/${contactId}` : null);
  return <OnlyOf what={body?.name ?? "…"} onTakeAway={onTakeAway} />;
}

function OnlyOf({ what, onTakeAway }: { what: string; onTakeAway: () => void }) {
  const { t } = useTexts();
  return (
    <li className="min-w-0">
      <FilterChip
        text={t("deliveries.only_of", { what })}
        label={t("deliveries.take_filter_away", { what })}
        onTakeAway={onTakeAway}
      />
    </li>
  );
}
