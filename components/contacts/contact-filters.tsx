"use client";

import { Search, SlidersHorizontal, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";
import { useAfterPause } from "#lib/browser/pause.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { contactStates } from "#lib/domain/contacts/filter.ts";
import type { Category, Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PersonCounts } from "#lib/domain/people/person.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { inputClass } from "../ui/field.tsx";
import { type ContactQuery, contactsAddress, countPath, furtherFilters, tidied } from "./contact-query.ts";
import { categoriesPath, groupsPath } from "./paths.ts";

const GroupSheet = lazy(() => import("./group-sheet.tsx"));
const ContactFiltersSheet = lazy(() => import("./contact-filters-sheet.tsx"));

/** Words, who can be reached, and the rest in a sheet; the address keeps it, so that "back" from a card finds it again. */
export function ContactFilters({ query }: { query: ContactQuery }) {
  const { t, locale } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const { filter } = query;
  const { body: counts } = useAnswer<PersonCounts>(countPath(filter));
  const number = new Intl.NumberFormat(locale);
  const further = furtherFilters(filter);
  const [isKeeping, setIsKeeping] = useState(false);
  const { body: groups } = useAnswer<Page<Group>>(filter.group_ids ? groupsPath : null);
  const { body: categories } = useAnswer<Page<Category>>(filter.category_ids ? categoriesPath : null);
  const without = (part: "group_ids" | "category_ids") =>
    show({ ...query, filter: tidied({ ...filter, [part]: undefined }) });
  const countOf = (state: (typeof contactStates)[number] | "all") =>
    state === "all" ? counts?.all : counts?.by_state[state];
  return (
    <div className="grid gap-2">
      <div className="flex gap-2">
        <SearchField query={query} />
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className={`inline-flex min-h-12 min-w-12 shrink-0 items-center justify-center gap-2 rounded-xl border px-3 font-medium ${further > 0 ? "border-petrol bg-petrol-wash text-petrol" : "border-edge bg-raised"}`}
        >
          <SlidersHorizontal aria-hidden="true" className="size-5" />
          <span className="sr-only">{t("contacts.filters")}</span>
          {further > 0 && <span className="number">{further}</span>}
        </button>
      </div>
      <Choice
        isWide
        label={t("contacts.which")}
        chosen={filter.state ?? "all"}
        options={([...contactStates, "all"] as const).map((value) => {
          const count = countOf(value);
          return {
            value,
            label: `${t(`contacts.state_${value}`)}${count === undefined ? "" : ` ${number.format(count)}`}`,
          };
        })}
        onChoose={(state) =>
          show({ ...query, filter: tidied({ ...filter, state: state === "all" ? undefined : state }) })
        }
      />
      {further > 0 && (
        <div className="flex flex-wrap gap-2">
          {filter.group_ids?.map((id) => (
            <OnlyOf
              key={id}
              what={groups?.items.find((group) => group.id === id)?.name ?? "…"}
              onTakeAway={() => without("group_ids")}
            />
          ))}
          {filter.category_ids?.map((id) => (
            <OnlyOf
              key={id}
              what={categories?.items.find((category) => category.id === id)?.name ?? "…"}
              onTakeAway={() => without("category_ids")}
            />
          ))}
          <Button look="quiet" size="compact" onClick={() => setIsKeeping(true)}>
            {t("groups.keep_filter")}
          </Button>
        </div>
      )}
      <Suspense>
        {isKeeping && <GroupSheet group={null} filter={filter} onClose={() => setIsKeeping(false)} />}
      </Suspense>
      <Suspense>{isOpen && <ContactFiltersSheet query={query} onClose={() => setIsOpen(false)} />}</Suspense>
    </div>
  );
}

function OnlyOf({ what, onTakeAway }: { what: string; onTakeAway: () => void }) {
  const { t } = useTexts();
  return (
    <button
      type="button"
      aria-label={t("contacts.take_filter_away", { what })}
      onClick={onTakeAway}
      className="inline-flex min-h-12 max-w-full items-center gap-2 rounded-xl bg-petrol-wash px-3 text-small font-medium text-petrol compact:min-h-9"
    >
      <bdi className="min-w-0 wrap-anywhere">{what}</bdi>
      <X aria-hidden="true" className="size-4.5 shrink-0" />
    </button>
  );
}

/** Searches while one types. */
function SearchField({ query }: { query: ContactQuery }) {
  const { t } = useTexts();
  const asked = useRef(query.filter.q ?? "");
  const [typed, setTyped] = useState(asked.current);
  const field = useRef<HTMLInputElement>(null);
  const newest = useRef(query);
  newest.current = query;
  const wanted = useAfterPause(typed.trim());
  const q = query.filter.q ?? "";
  useEffect(() => onKey({ "/": () => field.current?.focus() }), []);
  useEffect(() => {
    if (wanted === asked.current) return;
    asked.current = wanted;
    const { filter } = newest.current;
    show({ ...newest.current, filter: tidied({ ...filter, q: wanted || undefined }) });
  }, [wanted]);
  useEffect(() => {
    // Changed by something else than typing.
    if (q === asked.current) return;
    asked.current = q;
    setTyped(q);
  }, [q]);
  return (
    <div className="relative min-w-0 grow">
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
        aria-label={t("contacts.search")}
        placeholder={t("contacts.search")}
        className={`${inputClass} ps-11 pe-12 [&::-webkit-search-cancel-button]:hidden`}
      />
      {typed !== "" && (
        <IconButton
          label={t("contacts.clear_search")}
          className="absolute inset-y-0 end-0"
          onClick={() => setTyped("")}
        >
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      )}
    </div>
  );
}

function show(query: ContactQuery): void {
  go(contactsAddress(query), { isReplacing: true });
}
