"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { usePages } from "#lib/browser/pages.ts";
import { type Texts, useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { ContactImport, ImportRow, ImportSummary, RowOutcome } from "#lib/domain/imports/import.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { ownFieldsPath } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { changedFieldName } from "./field-name.ts";
import { importPath } from "./paths.ts";

const tabs = ["new", "changed", "rejected"] as const satisfies readonly RowOutcome[];

/** Contact by contact: what is new of each, and what it was before. */
export function Rows({ job, summary }: { job: ContactImport; summary: ImportSummary }) {
  const { t } = useTexts();
  const filled = tabs.filter((tab) => summary[tab] > 0);
  const [chosen, setChosen] = useState<RowOutcome | null>(null);
  const shown = filled.find((tab) => tab === chosen) ?? filled[0];
  if (!shown) return null;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-large font-semibold">{t("imports.rows_title")}</h2>
      {filled.length > 1 && (
        <Choice
          label={t("imports.rows_title")}
          chosen={shown}
          onChoose={setChosen}
          options={filled.map((value) => ({ value, label: t(`imports.count_${value}`) }))}
        />
      )}
      <RowList key={shown} path={`${importPath(job.id)}/rows?outcome=${shown}`} />
    </section>
  );
}

function RowList({ path }: { path: string }) {
  const { t } = useTexts();
  const { body: ownFields } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const list = usePages<ImportRow>(path);
  return (
    <Shown answer={list.first} skeleton={<Skeleton className="h-48 w-full rounded-2xl" />}>
      {() => (
        <>
          <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
            {list.items.map((row) => (
              <li key={row.id} className="grid gap-0.5 px-5 py-3">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <bdi className="font-medium wrap-anywhere">
                    {row.contact ? (
                      <Link
                        href={`/contacts/${row.contact.id}`}
                        className="text-petrol underline-offset-2 hover:underline"
                      >
                        {row.name}
                      </Link>
                    ) : (
                      row.name || "–"
                    )}
                  </bdi>
                  <span className="text-small text-soft">
                    {t("imports.lines", { count: row.lines.length, lines: row.lines.slice(0, 5).join(", ") })}
                  </span>
                </p>
                {row.reason && <p className="text-small text-danger">{t(`import_faults.${row.reason}`)}</p>}
                {row.outcome !== "rejected" && <Changes row={row} ownFields={ownFields?.items ?? []} />}
                {row.undone && <p className="text-small text-soft">{t(`imports.undone_${row.undone}`)}</p>}
              </li>
            ))}
          </ul>
          {list.hasMore && (
            <Button look="secondary" size="wide" isBusy={list.isLoadingMore} onClick={list.more}>
              {t(list.hasFailed ? "common.retry" : "contacts.more")}
            </Button>
          )}
        </>
      )}
    </Shown>
  );
}

function Changes({ row, ownFields }: { row: ImportRow; ownFields: readonly OwnField[] }) {
  const { t } = useTexts();
  const changes = Object.entries(row.changes) as [string, { from?: unknown; to?: unknown }][];
  // Of somebody new nothing was before, and the name stands above.
  if (row.outcome === "new")
    return (
      <p className="text-small wrap-anywhere">
        {changes
          .filter(([key]) => !["name", "kind", "is_customer"].includes(key))
          .map(([key, { to }]) => inWords(key, to, t))
          .join(" · ")}
      </p>
    );
  return changes.map(([key, { from, to }]) => {
    const before = inWords(key, from, t);
    return (
      <p key={key} className="text-small wrap-anywhere">
        <span className="text-soft">{changedFieldName(key, ownFields, t)}:</span>{" "}
        {before && <del className="text-soft">{before}</del>}{" "}
        <ins className="no-underline">{inWords(key, to, t) || "–"}</ins>
      </p>
    );
  });
}

function inWords(key: string, value: unknown, t: Texts["t"]): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return t(value ? "people.yes" : "people.no");
  if (key === "kind") return t(value === "company" ? "people.company" : "people.person");
  if (Array.isArray(value))
    return value.map((one: string | { typed: string }) => (typeof one === "string" ? one : one.typed)).join(", ");
  if (key === "site") {
    const { site_name, street, postal_code, city } = value as Record<string, string>;
    return [site_name, street, [postal_code, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  }
  if (typeof value === "object") return String((value as { name?: unknown }).name ?? "");
  return String(value);
}
