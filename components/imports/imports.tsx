"use client";

import { ChevronRight } from "lucide-react";
import { usePages } from "#lib/browser/pages.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { ImportInList } from "#lib/domain/imports/import.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { LoadForm } from "./load-form.tsx";
import { importAddress, importsPath } from "./paths.ts";
import { Steps } from "./steps.tsx";

/** The first step of an import, and those of before [CT-23 … CT-30]. */
export default function Imports({ query }: { query: URLSearchParams }) {
  const { t } = useTexts();
  const list = usePages<ImportInList>(importsPath);
  return (
    <Screen title={t("imports.title")} backTo="/contacts">
      <div className="grid grid-cols-1 gap-6 px-4">
        <Steps current="load" />
        <LoadForm group={query.get("group")} />
        <Shown answer={list.first} skeleton={<Skeleton className="h-24 w-full rounded-2xl" />}>
          {() =>
            list.items.length > 0 && (
              <section className="grid gap-3">
                <h2 className="font-semibold">{t("imports.before")}</h2>
                <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
                  {list.items.map((job) => (
                    <li key={job.id}>
                      <Row job={job} />
                    </li>
                  ))}
                </ul>
                {list.hasMore && (
                  <Button look="secondary" size="wide" isBusy={list.isLoadingMore} onClick={list.more}>
                    {t(list.hasFailed ? "common.retry" : "contacts.more")}
                  </Button>
                )}
              </section>
            )
          }
        </Shown>
      </div>
    </Screen>
  );
}

function Row({ job }: { job: ImportInList }) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow();
  const at = new Date(job.created_at);
  const wants = job.state === "open" || job.state === "checked" || job.state === "unreadable" || job.state === "failed";
  return (
    <Link
      href={importAddress(job.id)}
      className="flex min-h-16 items-center gap-3 px-5 py-3 -outline-offset-2 hover:bg-sunken"
    >
      <span className="grid min-w-0 grow gap-0.5">
        <span className="flex flex-wrap items-baseline gap-x-3">
          <bdi className="font-medium wrap-anywhere">{job.file_name || t("imports.pasted")}</bdi>
          <span className={`text-small ${wants ? "font-medium text-brass-ink" : "text-soft"}`}>
            {t(`imports.state_${job.state}`)}
          </span>
        </span>
        {job.new !== null && job.changed !== null && job.state !== "open" && (
          <span className="text-small">
            {t("imports.counts", { added: job.new, changed: job.changed })}
            {job.faults ? ` · ${t("imports.faults_count", { count: job.faults })}` : ""}
          </span>
        )}
        <span className="text-small text-soft wrap-anywhere">
          <time dateTime={job.created_at} title={times.exact(at)}>
            {times.dateTime(at, now)}
          </time>
          {" · "}
          <bdi>{job.actor_name}</bdi>
        </span>
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
    </Link>
  );
}
