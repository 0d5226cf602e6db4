"use client";

import { Search, SlidersHorizontal, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { IconButton } from "../ui/button.tsx";
import { inputClass } from "../ui/field.tsx";
import { Segments, segmentClass } from "../ui/segments.tsx";
import { filterKeys, withFilters } from "./list-query.ts";

const FiltersSheet = lazy(() => import("./filters-sheet.tsx"));
const SEARCH_AFTER_MS = 250;

/** Search in view, the rest in a sheet; how many filters are on is always seen. */
export function ListFilters({ query, number }: { query: URLSearchParams; number: number | null }) {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const showsAll = query.get("open") === "all";
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
      <Segments label={t("interventions.which")}>
        {(["open", "all"] as const).map((choice) => (
          <Link
            key={choice}
            href={withFilters(query, { open: choice === "all" ? "all" : null, status_id: null }, number)}
            isReplacing
            aria-current={(choice === "all") === showsAll ? "true" : undefined}
            className={segmentClass((choice === "all") === showsAll)}
          >
            {t(`interventions.show_${choice}`)}
          </Link>
        ))}
      </Segments>
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
  useEffect(() => onKey({ "/": () => field.current?.focus() }), []);
  useEffect(() => {
    if (typed.trim() === wanted) return;
    const timer = window.setTimeout(
      () => go(withFilters(query, { q: typed.trim() }, number), { isReplacing: true }),
      SEARCH_AFTER_MS,
    );
    return () => window.clearTimeout(timer);
  }, [typed, wanted, query, number]);
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
