"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { ImportField } from "#lib/domain/imports/field.ts";
import type { ContactImport, ImportContent, ImportSettings } from "#lib/domain/imports/import.ts";
import type { Page } from "#lib/domain/page.ts";
import { useFailureText } from "../app/failure-text.ts";
import { ownFieldsPath } from "../contacts/paths.ts";
import { Foot } from "../ui/foot.tsx";
import { Banner } from "../ui/notice.tsx";
import { ColumnCard } from "./column-card.tsx";
import { FurtherChoices } from "./further-choices.tsx";
import { move } from "./paths.ts";
import { ReadingOptions } from "./reading-options.tsx";
import { useChoices } from "./use-choices.ts";

type StepProps = { job: ContactImport; onGroups: () => void; onChecked: () => void };

/** Which column is which field [CT-31 … CT-36]. */
export function ColumnsStep({ job, onGroups, onChecked }: StepProps) {
  const { settings, content } = job;
  if (!settings || !content) return null;
  // A file that is read again has other columns.
  return <Columns key={JSON.stringify(settings.reading)} {...{ job, settings, content, onGroups, onChecked }} />;
}

type ColumnsProps = StepProps & { settings: ImportSettings; content: ImportContent };

function Columns({ job, settings, content, onGroups, onChecked }: ColumnsProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body: ownFields } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const { chosen, choose, failure, setFailure, saved } = useChoices(job, settings);
  /** Columns of which the person has said that they are not wanted. */
  const [ignored, setIgnored] = useState<readonly number[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const hasGroups = chosen.columns.includes("group");
  const hasAddress = chosen.columns.some((field) => field === "email" || field === "phone" || field === "code");

  function assign(index: number, field: ImportField | null): void {
    setIgnored((known) => [...known.filter((other) => other !== index), ...(field === null ? [index] : [])]);
    const columns = chosen.columns.map((other, place) => {
      if (place === index) return field;
      // What only one column can be is taken from the one that was it.
      return field !== null && other === field && !mayRepeat(field) ? null : other;
    });
    choose({ columns });
  }

  async function goOn(): Promise<void> {
    if (!hasAddress) {
      setFailure(t("imports.no_address"));
      return;
    }
    setIsBusy(true);
    try {
      await saved();
      if (hasGroups) {
        await move(job.id, "check", {});
        onChecked();
      } else onGroups();
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <div className="grid grid-cols-1 gap-6">
      {job.failure && <Banner tone="failed">{t(`imports.failure_${job.failure}`)}</Banner>}
      <section className="grid grid-cols-1 gap-3">
        <h2 className="text-large font-semibold">{t("imports.columns_title")}</h2>
        <p className="max-w-prose text-soft">{t("imports.columns_text", { count: content.rows })}</p>
        <ul className="grid grid-cols-1 gap-2">
          {content.columns.map(withPlace).map(({ index, ...column }) => (
            <li key={index}>
              <ColumnCard
                column={column}
                field={chosen.columns[index] ?? null}
                isIgnored={ignored.includes(index)}
                ownFields={ownFields?.items ?? []}
                onAssign={(field) => assign(index, field)}
              />
            </li>
          ))}
        </ul>
      </section>
      <FurtherChoices chosen={chosen} ownFields={ownFields?.items ?? []} onChoose={choose} />
      <details className="rounded-2xl border border-line bg-raised px-5">
        <summary className="min-h-12 cursor-pointer content-center font-medium">{t("imports.reading")}</summary>
        <div className="pt-2 pb-5">
          <ReadingOptions job={job} />
        </div>
      </details>
      <Foot failure={failure} isBusy={isBusy} onClick={() => void goOn()}>
        {t(hasGroups ? "imports.check" : "imports.continue")}
      </Foot>
    </div>
  );
}

function mayRepeat(field: ImportField): boolean {
  return field === "email" || field === "phone" || field === "group";
}

/** Two columns may be called the same. */
function withPlace(column: ImportContent["columns"][number], index: number) {
  return { ...column, index };
}
