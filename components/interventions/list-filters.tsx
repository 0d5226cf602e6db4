"use client";

import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { SearchField } from "../app/search-field.tsx";
import { Choice } from "../ui/choice.tsx";
import { filterKeys, withFilters } from "./list-query.ts";

const FiltersSheet = lazy(() => import("./filters-sheet.tsx"));

/** Search in view, the rest in a sheet; how many filters are on is always seen. */
export function ListFilters({ query, number }: { query: URLSearchParams; number: number | null }) {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const active = filterKeys.filter((key) => key !== "q" && query.get(key)).length;
  return (
    <div className="grid gap-2 px-4 pb-3">
      <div className="flex gap-2">
        <SearchField
          label={t("interventions.search")}
          clearLabel={t("interventions.clear_search")}
          asked={query.get("q") ?? ""}
          onSearch={(q) => go(withFilters(query, { q }, number), { isReplacing: true })}
        />
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className={`inline-flex min-h-12 shrink-0 items-center gap-2 rounded-xl border px-3.5 font-medium ${active > 0 ? "border-petrol bg-petrol-wash text-petrol" : "border-edge bg-raised"}`}
        >
          <SlidersHorizontal aria-hidden="true" className="size-5" />
          <span className="sr-only">{t("interventions.filters")}</span>
          {active > 0 && <span className="number">{active}</span>}
        </button>
      </div>
      <Choice
        label={t("interventions.which")}
        chosen={query.get("open") === "all" ? "all" : "open"}
        options={(["open", "all"] as const).map((value) => ({ value, label: t(`interventions.show_${value}`) }))}
        onChoose={(value) =>
          go(withFilters(query, { open: value === "all" ? "all" : null, status_id: null }, number), {
            isReplacing: true,
          })
        }
      />
      <Suspense>{isOpen && <FiltersSheet query={query} number={number} onClose={() => setIsOpen(false)} />}</Suspense>
    </div>
  );
}
