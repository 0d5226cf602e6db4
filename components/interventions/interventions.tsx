"use client";

import { FileOutput, ListChecks, ListX, MousePointerClick } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { usePages } from "#lib/browser/pages.ts";
import { usePane } from "#lib/browser/places.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts, withTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { Button, buttonClass, IconButton } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { ChoosableRow } from "./choosable-row.tsx";
import { JobRow } from "./job-row.tsx";
import { JobRowsSkeleton } from "./job-rows-skeleton.tsx";
import { ListFilters } from "./list-filters.tsx";
import { useChosenInView, useListKeys } from "./list-keys.ts";
import { exportPath, isFiltered, listPath } from "./list-query.ts";
import { NewLink } from "./new-link.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { cardKey } from "./use-own-number.ts";
import { useSelection } from "./use-selection.ts";

const ListExport = lazy(() => withTexts("exports", import("../exports/list-export.tsx")));
const Card = lazy(() => import("./card.tsx"));

/** The list, and at the desk the chosen card beside it, so that nobody loses the place. */
export default function Interventions({ number, query }: { number: number | null; query: URLSearchParams }) {
  const { t } = useTexts();
  const list = useRef<HTMLElement>(null);
  const card = useRef<HTMLElement>(null);
  usePane("list", list, "");
  usePane("card", card, String(number));
  return (
    <div className="flex min-h-0 grow">
      <section
        ref={list}
        aria-label={t("common.interventions")}
        className={`min-w-0 grow desk:w-[27rem] desk:shrink-0 desk:grow-0 desk:scrolls desk:border-e desk:border-line ${number === null ? "" : "hidden desk:block"}`}
      >
        <List number={number} query={query} />
      </section>
      <section
        ref={card}
        aria-label={t("interventions.chosen")}
        className={`min-w-0 grow desk:scrolls ${number === null ? "hidden desk:grid desk:place-items-center" : ""}`}
      >
        {number === null ? (
          <Notice
            icon={<MousePointerClick aria-hidden="true" className="size-7" />}
            title={t("interventions.choose_title")}
            text={t("interventions.choose_text")}
          />
        ) : (
          <Suspense>
            <Card key={cardKey(number)} number={number} listHref={`/interventions${suffix(query)}`} />
          </Suspense>
        )}
      </section>
    </div>
  );
}

function List({ number, query }: { number: number | null; query: URLSearchParams }) {
  const { t } = useTexts();
  const { account } = useSession();
  const list = usePages<Intervention>(listPath(query));
  const [isExporting, setIsExporting] = useState(false);
  const numbers = list.items.map((job) => job.number);
  const selection = useSelection(list.items, number, account.is_admin);
  useListKeys({
    numbers,
    current: number,
    suffix: suffix(query),
    hasMore: list.hasMore,
    keepsCard: selection.isOn,
    more: list.more,
  });
  useChosenInView(numbers, number);
  return (
    <Screen
      title={t("common.interventions")}
      isBeside={number !== null}
      actions={
        <>
          {account.is_admin && list.items.length > 0 && (
            <>
              <IconButton label={t("common.export")} className="max-desk:hidden" onClick={() => setIsExporting(true)}>
                <FileOutput aria-hidden="true" className="size-5.5" />
              </IconButton>
              <IconButton
                label={t("interventions.choose_several")}
                aria-pressed={selection.isOn}
                onClick={selection.isOn ? selection.end : selection.begin}
              >
                <ListChecks aria-hidden="true" className="size-5.5" />
              </IconButton>
            </>
          )}
          <NewLink />
        </>
      }
    >
      <ListFilters query={query} number={number} />
      <Shown answer={list.first} skeleton={<JobRowsSkeleton rows={7} />}>
        {() =>
          list.items.length === 0 ? (
            <Empty isFiltered={isFiltered(query)} />
          ) : (
            <>
              <ul className="divide-y divide-line border-y border-line">
                {list.items.map((job) => (
                  <li key={job.id}>
                    {selection.isOn ? (
                      <ChoosableRow job={job} isChosen={selection.isChosen(job)} onToggle={() => selection.toggle(job)}>
                        {row(job)}
                      </ChoosableRow>
                    ) : (
                      row(job)
                    )}
                  </li>
                ))}
              </ul>
              {list.hasMore && (
                <div className="p-4">
                  <Button look="secondary" size="wide" isBusy={list.isLoadingMore} onClick={list.more}>
                    {t(list.hasFailed ? "common.retry" : "interventions.more")}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Shown>
      {selection.isOn && <SelectionBar selection={selection} />}
      <Suspense>
        {isExporting && (
          <ListExport list="interventions" path={exportPath(query)} onClose={() => setIsExporting(false)} />
        )}
      </Suspense>
    </Screen>
  );

  function row(job: Intervention) {
    return (
      <JobRow
        job={job}
        href={`/interventions/${job.number}${suffix(query)}`}
        isCurrent={job.number === number}
        showsTechnicians={account.is_admin}
      />
    );
  }
}

function Empty({ isFiltered: filtered }: { isFiltered: boolean }) {
  const { t } = useTexts();
  return (
    <Notice
      icon={<ListX aria-hidden="true" className="size-7" />}
      title={t(filtered ? "interventions.none_found_title" : "interventions.none_title")}
      text={t(filtered ? "interventions.none_found_text" : "interventions.none_text")}
    >
      {filtered ? (
        <Link href="/interventions?open=all" className={buttonClass({ look: "secondary" })}>
          {t("interventions.clear_filters")}
        </Link>
      ) : (
        <Link href="/interventions/new" className={buttonClass()}>
          {t("common.new_intervention")}
        </Link>
      )}
    </Notice>
  );
}

function suffix(query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
