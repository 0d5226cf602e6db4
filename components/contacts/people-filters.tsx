"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";
import { useAfterPause } from "#lib/browser/pause.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { type Group, groups } from "#lib/domain/people/person.ts";
import { IconButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { inputClass } from "../ui/field.tsx";

export type PeopleFilter = { q: string; group: Group | "all" };

export function filterOf(query: URLSearchParams): PeopleFilter {
  const group = groups.find((one) => one === query.get("group")) ?? "all";
  return { q: query.get("q") ?? "", group };
}

/** Of the screen, and of the API. */
export function queryOf({ q, group }: PeopleFilter): string {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (group !== "all") query.set("group", group);
  return query.size > 0 ? `?${query}` : "";
}

/** Searches while one types; the address keeps it, so that "back" from a person finds it again. */
export function PeopleFilters({ filter }: { filter: PeopleFilter }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(filter.q);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(filter.q);
  const wanted = useAfterPause(typed.trim());
  const { q, group } = filter;
  useEffect(() => onKey({ "/": () => field.current?.focus() }), []);
  useEffect(() => {
    if (wanted === asked.current) return;
    asked.current = wanted;
    show({ q: wanted, group });
  }, [wanted, group]);
  useEffect(() => {
    // Changed by something else than typing.
    if (q === asked.current) return;
    asked.current = q;
    setTyped(q);
  }, [q]);
  return (
    <div className="grid gap-2">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-soft"
        />
        <input
          ref={field}
          type="search"
          value={typed}
          maxLength={200}
          onChange={({ target }) => setTyped(target.value)}
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          className={`${inputClass} ps-11 pe-12 [&::-webkit-search-cancel-button]:hidden`}
        />
        {typed !== "" && (
          <IconButton
            label={t("people.clear_search")}
            className="absolute inset-y-0 end-0"
            onClick={() => setTyped("")}
          >
            <X aria-hidden="true" className="size-5" />
          </IconButton>
        )}
      </div>
      <Choice
        label={t("people.which")}
        chosen={group}
        options={(["all", ...groups] as const).map((value) => ({ value, label: t(`people.group_${value}`) }))}
        onChoose={(value) => show({ q: asked.current, group: value })}
      />
    </div>
  );
}

function show(filter: PeopleFilter): void {
  go(`/contacts${queryOf(filter)}`, { isReplacing: true });
}
