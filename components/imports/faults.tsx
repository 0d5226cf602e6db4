"use client";

import { Download } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport, ImportSummary } from "#lib/domain/imports/import.ts";
import { buttonClass } from "../ui/button.tsx";
import { importPath } from "./paths.ts";

/** What is not taken in, piece by piece, and the file in which it can be corrected [CT-42, CT-43]. */
export function Faults({ job, summary }: { job: ContactImport; summary: ImportSummary }) {
  const { t, locale } = useTexts();
  const number = new Intl.NumberFormat(locale);
  if (summary.faults === 0) return <p className="text-soft">{t("imports.no_faults")}</p>;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-large font-semibold">{t("imports.faults_title", { count: summary.faults })}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
        {summary.faults_by.map(({ column, reason, count }) => (
          <li key={`${column} ${reason}`} className="grid gap-1 px-5 py-3">
            <p className="wrap-anywhere">
              {column !== null && (
                <>
                  <bdi className="font-medium">{column}</bdi>:{" "}
                </>
              )}
              {t(`import_faults.${reason}`)}
              {count > 1 && <span className="number text-soft"> ×&nbsp;{number.format(count)}</span>}
            </p>
            <p className="line-clamp-2 text-small text-soft wrap-anywhere">
              {summary.fault_examples
                .filter((example) => example.reason === reason && example.column === column)
                .slice(0, 5)
                .map(({ line, value }) => t("imports.fault_example", { line: String(line), value: value || "–" }))
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      {job.has_corrections && (
        <div className="grid justify-items-start gap-1.5">
          <a href={`${importPath(job.id)}/corrections`} download className={buttonClass({ look: "secondary" })}>
            <Download aria-hidden="true" className="size-5" />
            {t("imports.corrections")}
          </a>
          <p className="text-small text-soft">{t("imports.corrections_hint")}</p>
        </div>
      )}
    </section>
  );
}
