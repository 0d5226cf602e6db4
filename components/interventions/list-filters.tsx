"use client";

import { Search, SlidersHorizontal, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";
import { PAUSE_MS } from "#lib/browser/pause.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { IconButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { inputClass } from "../ui/field.tsx";
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
        <SearchField query={query} number={number} />
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

/** Searches while one types, without a step in the history for each letter. */
function SearchField({ query, number }: { query: URLSearchParams; number: number | null }) {
  const { t } = useTexts();
  const wanted = query.get("q") ?? "";
  const [typed, setTyped] = useState(wanted);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(wanted);
  useEffect(() => onKey({ "/": () => field.current?.focus() }), []);
  useEffect(() => {
    // Cleared or changed by something else than typing: "back", or taking the filters away.
    if (wanted !== asked.current) {
      asked.current = wanted;
      setTyped(wanted);
    }
  }, [wanted]);
  useEffect(() => {
    if (typed.trim() === asked.current) return;
    const timer = window.setTimeout(() => {
      asked.current = typed.trim();
      go(withFilters(query, { q: asked.current }, number), { isReplacing: true });
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, query, number]);
  return (
    <div className="relative grow">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-soft"
      />
      <input
        ref={field}
        type="search"
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        // The browser empties the field by the same key; the second time it is left.
        onKeyDown={({ key, currentTarget }) => key === "Escape" && typed === "" && currentTarget.blur()}
        aria-label={t("interventions.search")}
        placeholder={t("interventions.search")}
        className={`${inputClass} ps-11 pe-12 [&::-webkit-search-cancel-button]:hidden`}
      />
      {typed !== "" && (
        <IconButton
          label={t("interventions.clear_search")}
          className="absolute inset-y-0 end-0"
          onClick={() => setTyped("")}
        >
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      )}
    </div>
  );
}
