"use client";

import { ListFilter, Pencil, Plus, SearchX, Tags, Trash2, UsersRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts, withTexts } from "#lib/browser/texts.tsx";
import type { Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { SearchField } from "../app/search-field.tsx";
import { contactsAddress } from "../contacts/contact-query.ts";
import { groupsPath } from "../contacts/paths.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { Button, buttonClass, IconButton } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { type GroupOrder, groupOrders, inOrder, isGroupOrder } from "./group-orders.ts";
import { GroupsBar } from "./groups-bar.tsx";

const DissolveSheet = lazy(() => import("./dissolve-sheet.tsx"));
const ListExport = lazy(() => withTexts("exports", import("../exports/list-export.tsx")));
const GroupSheet = lazy(() => import("./group-sheet.tsx"));

/** Groups of contacts, how many are in each, and how many of them can be reached [CT-46 … CT-58]. */
export default function Groups() {
  const { t, locale } = useTexts();
  const answer = useAnswer<Page<Group>>(groupsPath);
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  /** Null: nothing is open; "new", or what is changed. */
  const [open, setOpen] = useState<Group | "new" | null>(null);
  const [order, setOrder] = useState<GroupOrder>("name");
  const [isExporting, setIsExporting] = useState(false);
  const [going, setGoing] = useState<Group | null>(null);
  const wanted = words.toLowerCase();
  const fits = ({ name, category }: Group) => `${name} ${category?.name ?? ""}`.toLowerCase().includes(wanted);
  const toggle = (id: number) => setChosen(chosen.symmetricDifference(new Set([id])));
  return (
    <Screen
      title={t("groups.title")}
      backTo="/contacts"
      actions={
        <Button size="compact" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setOpen("new")}>
          {t("groups.add")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4 px-4">
        <p className="max-w-prose text-soft">{t("groups.intro")}</p>
        <div className="flex flex-wrap gap-2">
          <Link href="/contacts/categories" className={buttonClass({ look: "secondary", size: "compact" })}>
            <Tags aria-hidden="true" className="size-5" />
            {t("groups.categories")}
          </Link>
          {(answer.body?.items.length ?? 0) > 0 && <ExportButton onClick={() => setIsExporting(true)} />}
        </div>
        <Shown answer={answer} skeleton={<Skeleton className="h-64 w-full rounded-2xl" />}>
          {({ items }) =>
            items.length === 0 ? (
              <Notice
                icon={<UsersRound aria-hidden="true" className="size-7" />}
                title={t("groups.none_title")}
                text={t("groups.none_text")}
              />
            ) : (
              <>
                <div className="grid gap-3 desk:grid-cols-[1fr_16rem] desk:items-end">
                  <SearchField
                    label={t("groups.search")}
                    clearLabel={t("contacts.clear_search")}
                    asked={words}
                    onSearch={setWords}
                  />
                  <Select
                    label={t("groups.sort")}
                    value={order}
                    onChange={({ target }) => isGroupOrder(target.value) && setOrder(target.value)}
                    options={groupOrders.map((value) => ({ value, label: t(`groups.sort_${value}`) }))}
                  />
                </div>
                <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised empty:hidden">
                  {inOrder(items.filter(fits), order, locale).map((group) => (
                    <li key={group.id}>
                      <Row
                        group={group}
                        isChosen={chosen.has(group.id)}
                        onToggle={() => toggle(group.id)}
                        onEdit={() => setOpen(group)}
                        onRemove={() => setGoing(group)}
                      />
                    </li>
                  ))}
                </ul>
                {!items.some(fits) && (
                  <Notice icon={<SearchX aria-hidden="true" className="size-7" />} title={t("groups.none_found")} />
                )}
              </>
            )
          }
        </Shown>
      </div>
      {chosen.size > 0 && (
        <GroupsBar
          groups={(answer.body?.items ?? []).filter(({ id }) => chosen.has(id))}
          onDone={() => setChosen(new Set())}
        />
      )}
      <Suspense>
        {isExporting && <ListExport list="groups" path={exportPath(words)} onClose={() => setIsExporting(false)} />}
        {open && <GroupSheet group={open === "new" ? null : open} filter={null} onClose={() => setOpen(null)} />}
        {going && <DissolveSheet groups={[going]} onDone={removed} onClose={() => setGoing(null)} />}
      </Suspense>
    </Screen>
  );

  function removed(): void {
    if (going && chosen.has(going.id)) toggle(going.id);
    setGoing(null);
  }
}

function exportPath(words: string): string {
  return words.trim() === "" ? "/api/groups/export" : `/api/groups/export?${new URLSearchParams({ q: words })}`;
}

type RowProps = { group: Group; isChosen: boolean; onToggle: () => void; onEdit: () => void; onRemove: () => void };

/** Opens who is in it [CT-48]. On a phone a group is ticked to be deleted: two buttons would leave its name no room. */
function Row({ group, isChosen, onToggle, onEdit, onRemove }: RowProps) {
  const { t } = useTexts();
  const { id, name, category, filter, contacts, active } = group;
  const shown = filter ?? { group_ids: [id] };
  return (
    <div className={`flex items-stretch ${isChosen ? "bg-petrol-wash" : "hover:bg-sunken"}`}>
      <label className="grid w-12 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onToggle}
          aria-label={t("groups.choose", { name })}
          className="size-5 accent-petrol"
        />
      </label>
      <Link
        href={contactsAddress({ filter: shown, sort: "name" })}
        className="grid min-h-16 min-w-0 grow content-center py-2.5 -outline-offset-2"
      >
        <span className="flex items-center gap-1.5">
          <span dir="auto" className="min-w-0 font-medium wrap-anywhere">
            {name}
          </span>
          {filter && <ListFilter aria-label={t("groups.smart")} className="size-4 shrink-0 text-petrol" />}
        </span>
        <span className="text-small wrap-anywhere text-soft">
          {[t("groups.contacts", { count: contacts }), t("groups.active", { count: active }), category?.name]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </Link>
      <IconButton label={t("groups.edit_one", { name })} className="self-center" onClick={onEdit}>
        <Pencil aria-hidden="true" className="size-5" />
      </IconButton>
      <IconButton label={t("groups.remove_one", { name })} className="self-center max-desk:hidden" onClick={onRemove}>
        <Trash2 aria-hidden="true" className="size-5" />
      </IconButton>
    </div>
  );
}
