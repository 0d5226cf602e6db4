"use client";

import { Columns3Cog, SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { contactStates } from "#lib/domain/contacts/filter.ts";
import type { Category, Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PersonCounts } from "#lib/domain/people/person.ts";
import { SearchField } from "../app/search-field.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { FilterChip } from "../ui/filter-chip.tsx";
import type { Columns } from "./columns.ts";
import { type ContactQuery, contactsAddress, countPath, furtherFilters, tidied } from "./contact-query.ts";
import { categoriesPath, groupsPath } from "./paths.ts";

const ColumnsSheet = lazy(() => import("./columns-sheet.tsx"));
const GroupSheet = lazy(() => import("../groups/group-sheet.tsx"));
const ContactFiltersSheet = lazy(() => import("./contact-filters-sheet.tsx"));

/** Words, who can be reached, and the rest in a sheet, as the columns are; the address keeps it, so that "back" from a card finds it again. */
export function ContactFilters({ query, columns }: { query: ContactQuery; columns: Columns }) {
  const { t, locale } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [isArranging, setIsArranging] = useState(false);
  const { filter } = query;
  const { body: counts } = useAnswer<PersonCounts>(countPath(filter));
  const number = new Intl.NumberFormat(locale);
  const further = furtherFilters(filter);
  const [isKeeping, setIsKeeping] = useState(false);
  const { body: groups } = useAnswer<Page<Group>>(filter.group_ids ? groupsPath : null);
  const { body: categories } = useAnswer<Page<Category>>(filter.category_ids ? categoriesPath : null);
  const without = (part: "group_ids" | "category_ids") =>
    show({ ...query, filter: tidied({ ...filter, [part]: undefined }) });
  const named = (part: "group_ids" | "category_ids", known: readonly { id: number; name: string }[] | undefined) =>
    (filter[part] ?? []).map((id) => ({
      key: `${part} ${id}`,
      part,
      text: known?.find((one) => one.id === id)?.name ?? "…",
    }));
  const chips = [...named("group_ids", groups?.items), ...named("category_ids", categories?.items)];
  const countOf = (state: (typeof contactStates)[number] | "all") =>
    state === "all" ? counts?.all : counts?.by_state[state];
  return (
    <div className="grid gap-2">
      <div className="flex gap-2">
        <SearchField
          label={t("contacts.search")}
          clearLabel={t("contacts.clear_search")}
          asked={filter.q ?? ""}
          onSearch={(q) => show({ ...query, filter: tidied({ ...filter, q: q || undefined }) })}
        />
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className={`inline-flex min-h-12 min-w-12 shrink-0 items-center justify-center gap-2 rounded-xl border px-3 font-medium ${further > 0 ? "border-petrol bg-petrol-wash text-petrol" : "border-edge bg-raised"}`}
        >
          <SlidersHorizontal aria-hidden="true" className="size-5" />
          <span className="sr-only">{t("contacts.filters")}</span>
          {further > 0 && <span className="number">{further}</span>}
        </button>
        <IconButton
          label={t("contacts.columns")}
          className="border border-edge bg-raised text-ink max-desk:hidden"
          onClick={() => setIsArranging(true)}
        >
          <Columns3Cog aria-hidden="true" className="size-5" />
        </IconButton>
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
          {chips.map(({ key, text, part }) => (
            <FilterChip
              key={key}
              text={text}
              label={t("contacts.take_filter_away", { what: text })}
              onTakeAway={() => without(part)}
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
      <Suspense>
        {isOpen && <ContactFiltersSheet query={query} onClose={() => setIsOpen(false)} />}
        {isArranging && <ColumnsSheet columns={columns} onClose={() => setIsArranging(false)} />}
      </Suspense>
    </div>
  );
}

function show(query: ContactQuery): void {
  go(contactsAddress(query), { isReplacing: true });
}
