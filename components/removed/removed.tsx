"use client";

import { LockOpen, Mail, Phone, Plus, ShieldCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { usePages } from "#lib/browser/pages.ts";
import { useTexts, withTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { RemovedAddress, RemovedPage } from "#lib/domain/contacts/removed-address.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { ExportButton } from "../exports/export-button.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { RemovedFilters, removedExportPath, removedPath } from "./removed-filters.tsx";

const LiftSheet = lazy(() => import("./lift-sheet.tsx"));
const ListExport = lazy(() => withTexts("exports", import("../exports/list-export.tsx")));
const LoadSheet = lazy(() => import("./load-sheet.tsx"));

/** Addresses and numbers that get nothing any more, or nothing of a kind [CT-66 … CT-77]. */
export default function Removed({ address }: { address: URLSearchParams }) {
  const { t } = useTexts();
  const list = usePages<RemovedAddress, RemovedPage>(removedPath(address));
  const [isLoading, setIsLoading] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  const [lifting, setLifting] = useState<RemovedAddress | null>(null);
  return (
    <Screen
      title={t("removed.title")}
      backTo="/contacts"
      actions={
        <Button size="compact" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setIsLoading(true)}>
          {t("removed.load")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4 px-4">
        <p className="max-w-prose text-soft">{t("removed.intro")}</p>
        <RemovedFilters address={address} totals={list.first.body?.totals} />
        {list.items.length > 0 && <ExportButton onClick={() => setIsExporting(true)} />}
        <Shown answer={list.first} skeleton={<Skeleton className="h-64 w-full rounded-2xl" />}>
          {() =>
            list.items.length === 0 ? (
              <Notice
                icon={<ShieldCheck aria-hidden="true" className="size-7" />}
                title={t(address.size > 0 ? "removed.none_found_title" : "removed.none_title")}
                text={t(address.size > 0 ? "removed.none_found_text" : "removed.none_text")}
              />
            ) : (
              <>
                <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
                  {list.items.map((removed) => (
                    <li key={removed.id}>
                      <Row removed={removed} onLift={() => setLifting(removed)} />
                    </li>
                  ))}
                </ul>
                {list.hasMore && (
                  <Button look="secondary" size="wide" isBusy={list.isLoadingMore} onClick={list.more}>
                    {t(list.hasFailed ? "common.retry" : "contacts.more")}
                  </Button>
                )}
              </>
            )
          }
        </Shown>
      </div>
      <Suspense>
        {isExporting && (
          <ListExport
            list={address.get("state") === "lifted" ? "lifted" : "removed"}
            path={removedExportPath(address)}
            onClose={() => setIsExporting(false)}
          />
        )}
        {isLoading && <LoadSheet onClose={() => setIsLoading(false)} />}
        {lifting && <LiftSheet removed={lifting} onClose={() => setLifting(null)} />}
      </Suspense>
    </Screen>
  );
}

function Row({ removed, onLift }: { removed: RemovedAddress; onLift: () => void }) {
  const { t } = useTexts();
  const times = useTimes();
  const { value, channel, scope, source, created_at, created_by, reason, contacts, lifted_at } = removed;
  const Icon = channel === "email" ? Mail : Phone;
  const when = (at: string) => <time title={times.exact(new Date(at))}>{times.dateTime(new Date(at))}</time>;
  return (
    <div className="flex gap-3 py-3 ps-4 pe-2">
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-soft" />
      <div className="grid min-w-0 grow gap-x-6 gap-y-0.5 desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="min-w-0">
          <p className="font-medium wrap-anywhere">
            <bdi dir="ltr">{value}</bdi>
          </p>
          <p className="text-small text-soft">{t(`removed.scope_${scope}`)}</p>
          {contacts.length > 0 && (
            <p className="text-small wrap-anywhere">
              {contacts.map(({ id, name }, place) => (
                <span key={id}>
                  {place > 0 && ", "}
                  <Link href={`/contacts/${id}`} className="text-petrol underline-offset-2 hover:underline">
                    <bdi>{name}</bdi>
                  </Link>
                </span>
              ))}
            </p>
          )}
        </div>
        <div className="min-w-0 text-small">
          {reason && (
            <p className="wrap-anywhere">
              <q>{reason}</q>
            </p>
          )}
          <p className="wrap-anywhere text-soft">
            {created_by || t(`removed.source_${source}`)} · {when(created_at)}
          </p>
          {lifted_at && (
            <>
              <p className="pt-1 wrap-anywhere">
                {t("removed.lifted_since")} {removed.lift_reason && <q>{removed.lift_reason}</q>}
              </p>
              <p className="wrap-anywhere text-soft">
                {removed.lifted_by || t("people.by_system")} · {when(lifted_at)}
              </p>
            </>
          )}
        </div>
      </div>
      {lifted_at === null && (
        <IconButton label={t("removed.unlock", { address: value })} onClick={onLift}>
          <LockOpen aria-hidden="true" className="size-5" />
        </IconButton>
      )}
    </div>
  );
}
