"use client";

import { useEffect, useState } from "react";
import type { EntryHere } from "#lib/browser/outbox/overlay.ts";
import { type Pages, usePages } from "#lib/browser/pages.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { logOf } from "../deliveries/delivery-query.ts";
import { NotSent } from "../gathering/not-sent.tsx";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { FactLines } from "./fact-lines.tsx";
import { interventionPath } from "./paths.ts";
import { Told } from "./told.tsx";

const views = ["everything", "changes", "messages"] as const;
type View = (typeof views)[number];

/** What was done together: one transaction has one moment and one person. */
type Moment = {
  at: string;
  recordedAt: string;
  /** Only this device knows it yet. */
  isWaiting: boolean;
  isRefused: boolean;
  actor: Fact["actor"];
  origin: Fact["origin"];
  facts: Fact[];
  deliveries: Delivery[];
};

/** The history, newest first: what was changed by whom; for administrators also who was told of it, or was not and why. */
export default function Timeline({ number, isAdmin }: { number: number; isAdmin: boolean }) {
  const { t } = useTexts();
  const [view, setView] = useState<View>("everything");
  const facts = usePages<EntryHere<Fact>>(`${interventionPath(number)}/events`);
  const deliveries = useDeliveries(
    isAdmin ? `${interventionPath(number)}/deliveries?limit=200` : null,
    facts.items.at(-1),
  );
  const moments = momentsOf(facts.items, deliveries.items);
  const shown = view === "messages" ? moments.filter((moment) => moment.deliveries.length > 0) : moments;
  return (
    <div className="grid gap-3">
      {isAdmin && (
        <Choice
          label={t("interventions.history_view")}
          chosen={view}
          options={views.map((value) => ({ value, label: t(`interventions.history_${value}`) }))}
          onChoose={setView}
        />
      )}
      <Shown isPart answer={facts.first} skeleton={<TimelineSkeleton />}>
        {() => (
          <>
            {shown.length === 0 && <p className="text-soft">{t("interventions.history_empty")}</p>}
            <ol>
              {shown.map((moment) => (
                <Entry key={`${moment.at} ${moment.facts[0]?.id}`} number={number} moment={moment} view={view} />
              ))}
            </ol>
            {isAdmin && view === "messages" && (
              <Link
                href={logOf({ intervention: String(number) })}
                className="inline-flex min-h-12 items-center font-medium text-petrol underline-offset-2 hover:underline compact:min-h-9"
              >
                {t("interventions.history_all_messages")}
              </Link>
            )}
            {(facts.hasMore || deliveries.hasFailed) && (
              <Button look="secondary" isBusy={facts.isLoadingMore || deliveries.isLoadingMore} onClick={more}>
                {t(facts.hasFailed || deliveries.hasFailed ? "common.retry" : "interventions.more")}
              </Button>
            )}
          </>
        )}
      </Shown>
    </div>
  );

  function more(): void {
    facts.more();
    if (deliveries.hasFailed) deliveries.more();
  }
}

const LOOK_AGAIN_MS = 2_000;

/** As far back as the facts that are shown. What is on its way is looked at again until it has arrived. */
function useDeliveries(path: string | null, oldest: Fact | undefined): Pages<Delivery, Page<Delivery>> {
  const deliveries = usePages<Delivery>(path);
  const { items, hasMore, isLoadingMore, hasFailed, more } = deliveries;
  const { at, reload } = deliveries.first;
  const isUnderWay = items.some(({ state, not_before }) => state === "queued" && not_before === null);
  const reached = items.at(-1)?.fact?.id ?? 0;
  const isShort = hasMore && !isLoadingMore && !hasFailed && oldest !== undefined && reached >= oldest.id;
  useEffect(() => {
    if (isShort) more();
  }, [isShort, more]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each answer anew
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = window.setTimeout(() => void reload(), LOOK_AGAIN_MS);
    return () => window.clearTimeout(timer);
  }, [isUnderWay, at, reload]);
  return deliveries;
}

function Entry({ number, moment, view }: { number: number; moment: Moment; view: View }) {
  const { t } = useTexts();
  const times = useTimes();
  const inSentence = useTimes({ isInSentence: true });
  const now = useNow();
  const at = new Date(moment.at);
  const who =
    moment.actor === null ? t("interventions.by_system") : (moment.actor.name ?? t("interventions.by_colleague"));
  // What administrators and technicians do here is the usual.
  const door = moment.origin === "admin" || moment.origin === "technician" ? null : moment.origin;
  return (
    <li className="relative grid gap-1.5 border-s-2 border-line pb-5 ps-4 last:pb-1">
      <span
        aria-hidden="true"
        className="absolute -start-[0.4375rem] top-1 size-3 rounded-full border-2 border-edge bg-ground"
      />
      <p className="flex flex-wrap gap-x-2 text-small text-soft">
        <span className="font-medium text-ink">{who}</span>
        {door && <span>{t(`interventions.origin_${door}`)}</span>}
        <time dateTime={moment.at} title={times.exact(at)}>
          {times.ago(at, now)}
        </time>
        {moment.isWaiting && <NotSent isRefused={moment.isRefused} />}
        {isLate(moment) && (
          <span>{t("interventions.recorded_later", { when: inSentence.dateTime(new Date(moment.recordedAt)) })}</span>
        )}
      </p>
      <FactLines number={number} facts={moment.facts} />
      {view !== "changes" && moment.deliveries.length > 0 && (
        <Told deliveries={moment.deliveries} isOpen={view === "messages"} />
      )}
    </li>
  );
}

const LATE_MS = 60_000;

/** A phone that was without a network sent it later than it was done. */
function isLate({ at, recordedAt }: Moment): boolean {
  return Date.parse(recordedAt) - Date.parse(at) > LATE_MS;
}

/** One transaction has one moment and one person. */
function isTogether(moment: Moment, { recorded_at, actor, isWaiting = false }: EntryHere<Fact>): boolean {
  return !isWaiting && moment.recordedAt === recorded_at && moment.actor?.id === actor?.id;
}

const SOON_MS = 10 * 60_000;

/** Photos are sent one by one, and were taken together. */
function isMoreFiles(moment: Moment, fact: EntryHere<Fact>): boolean {
  const { kind, at, actor, isWaiting = false, isRefused = false } = fact;
  return (
    kind === "intervention.file_added" &&
    moment.facts.every((one) => one.kind === kind) &&
    moment.isWaiting === isWaiting &&
    moment.isRefused === isRefused &&
    moment.actor?.id === actor?.id &&
    Math.abs(Date.parse(moment.at) - Date.parse(at)) < SOON_MS
  );
}

function momentsOf(facts: EntryHere<Fact>[], deliveries: Delivery[]): Moment[] {
  const moments: Moment[] = [];
  for (const fact of facts) {
    const last = moments.at(-1);
    const { isWaiting = false, isRefused = false } = fact;
    if (last && (isTogether(last, fact) || isMoreFiles(last, fact))) last.facts.push(fact);
    else
      moments.push({
        at: fact.at,
        recordedAt: fact.recorded_at,
        isWaiting,
        isRefused,
        actor: fact.actor,
        origin: fact.origin,
        facts: [fact],
        deliveries: [],
      });
  }
  const byFact = new Map(moments.flatMap((moment) => moment.facts.map((fact) => [fact.id, moment] as const)));
  for (const delivery of deliveries) {
    if (delivery.fact) byFact.get(delivery.fact.id)?.deliveries.push(delivery);
  }
  // Written newest first; within a moment one reads them in the order in which they happened.
  for (const moment of moments) moment.facts.reverse();
  return moments;
}

function TimelineSkeleton() {
  return (
    <div className="grid gap-4 border-s-2 border-line ps-4">
      {[0, 1, 2].map((row) => (
        <div key={row} className="grid gap-2">
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-5 w-3/5" />
        </div>
      ))}
    </div>
  );
}
