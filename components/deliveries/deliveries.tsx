"use client";

import { MailCheck } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { type Pages, usePages } from "#lib/browser/pages.ts";
import { useTexts, withTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { ExportButton } from "../exports/export-button.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { DeliveryFilters } from "./delivery-filters.tsx";
import { deliveriesPath, exportPath, isFiltered } from "./delivery-query.ts";
import { DeliveryRow } from "./delivery-row.tsx";

const ListExport = lazy(() => withTexts("exports", import("../exports/list-export.tsx")));
const DeliverySheet = lazy(() => import("./delivery-sheet.tsx"));

const LOOK_AGAIN_MS = 2_000;
/** What has not left by then is tried more and more seldom, and looked at as everything on a screen is. */
const SOON_MS = 60_000;

/** Who was told, and why, or why not: every message of everybody, newest first. */
export default function Deliveries({ query }: { query: URLSearchParams }) {
  const { t } = useTexts();
  const log = usePages<Delivery>(deliveriesPath(query));
  const [isExporting, setIsExporting] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  useFollowing(log);
  const open = log.items.find(({ id }) => id === openId);
  return (
    <Screen
      title={t("deliveries.title")}
      backTo="/settings"
      actions={log.items.length > 0 && <ExportButton onClick={() => setIsExporting(true)} />}
    >
      <p className="max-w-prose px-4 pb-4 text-soft">{t("deliveries.intro")}</p>
      <DeliveryFilters query={query} />
      <Shown answer={log.first} skeleton={<DeliveriesSkeleton />}>
        {() =>
          log.items.length === 0 ? <Empty isFiltered={isFiltered(query)} /> : <Log log={log} onOpen={setOpenId} />
        }
      </Shown>
      <Suspense>
        {open && <DeliverySheet delivery={open} onClose={() => setOpenId(null)} />}
        {isExporting && <ListExport list="deliveries" path={exportPath(query)} onClose={() => setIsExporting(false)} />}
      </Suspense>
    </Screen>
  );
}

type LogProps = { log: Pages<Delivery, Page<Delivery>>; onOpen: (id: number) => void };

/** Under the days of the company on which they were queued. */
function Log({ log, onOpen }: LogProps) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow();
  const days = Map.groupBy(log.items, ({ queued_at }) => times.dayKey(new Date(queued_at)));
  return (
    <div className="grid grid-cols-1 gap-6">
      {[...days].map(([key, rows]) => (
        <section key={key} aria-labelledby={`day-${key}`}>
          <h2 id={`day-${key}`} className="px-5 pb-2 text-small font-semibold text-soft first-letter:uppercase">
            {times.day(new Date(rows[0]?.queued_at ?? now), now)}
          </h2>
          <ul className="divide-y divide-line overflow-hidden border-y border-line bg-raised desk:mx-4 desk:rounded-2xl desk:border-x">
            {rows.map((delivery) => (
              <DeliveryRow key={delivery.id} {...{ delivery, times }} onOpen={() => onOpen(delivery.id)} />
            ))}
          </ul>
        </section>
      ))}
      {log.hasMore && (
        <div className="px-4">
          <Button look="secondary" size="wide" isBusy={log.isLoadingMore} onClick={log.more}>
            {t(log.hasFailed ? "common.retry" : "deliveries.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What is on its way is looked at again until it has arrived. */
function useFollowing({ items, first }: Pages<Delivery, Page<Delivery>>): void {
  const { at, reload } = first;
  const isUnderWay = items.some(
    ({ state, not_before, next_attempt_at }) =>
      state === "queued" && not_before === null && Math.abs(Date.parse(next_attempt_at ?? "") - Date.now()) < SOON_MS,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each answer anew
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = window.setTimeout(() => {
      if (document.visibilityState === "visible") void reload();
    }, LOOK_AGAIN_MS);
    return () => window.clearTimeout(timer);
  }, [isUnderWay, at, reload]);
}

function Empty({ isFiltered: filtered }: { isFiltered: boolean }) {
  const { t } = useTexts();
  return (
    <Notice
      icon={<MailCheck aria-hidden="true" className="size-7" />}
      title={t(filtered ? "deliveries.none_found_title" : "deliveries.none_title")}
      text={t(filtered ? "deliveries.none_found_text" : "deliveries.none_text")}
    >
      {filtered && (
        <Link href="/settings/deliveries" className={buttonClass({ look: "secondary" })}>
          {t("deliveries.clear")}
        </Link>
      )}
    </Notice>
  );
}

function DeliveriesSkeleton() {
  return (
    <div className="divide-y divide-line border-y border-line bg-raised desk:mx-4 desk:rounded-2xl desk:border-x">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="grid gap-2 px-5 py-3.5">
          <Skeleton className="h-4.5 w-2/5" />
          <Skeleton className="h-3.5 w-4/5" />
        </div>
      ))}
    </div>
  );
}
