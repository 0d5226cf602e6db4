"use client";

import { ask } from "#lib/browser/api.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/button.tsx";
import { Foot } from "../ui/foot.tsx";
import { Banner } from "../ui/notice.tsx";
import { Counts } from "./counts.tsx";
import { Faults } from "./faults.tsx";
import { importPath, move } from "./paths.ts";
import { Rows } from "./rows.tsx";

/** What it would do, before it does anything. */
export function PlanStep({ job, onBack }: { job: ContactImport; onBack: () => void }) {
  const { t } = useTexts();
  const task = useTask();
  const { summary } = job;
  if (!summary) return null;
  const count = summary.new + summary.changed;

  const discard = () =>
    task.run(async () => {
      await ask(importPath(job.id), { method: "DELETE" });
      toast(t("imports.discarded"));
      go("/contacts/import", { isReplacing: true });
    });

  return (
    <div className="grid grid-cols-1 gap-6">
      <section className="grid grid-cols-1 gap-3">
        <h2 className="text-large font-semibold">{t("imports.plan_title")}</h2>
        <p className="text-soft">{t("imports.plan_text")}</p>
        {summary.dates && !summary.dates.is_certain && (
          <Banner tone="wanting">{t(`imports.dates_open_${summary.dates.order}`)}</Banner>
        )}
        {summary.numbers && (
          <Banner tone="wanting">
            {t(summary.numbers.decimal === "," ? "imports.numbers_open_comma" : "imports.numbers_open_point")}
          </Banner>
        )}
        <Counts summary={summary} />
      </section>
      <Faults job={job} summary={summary} />
      <Rows job={job} summary={summary} />
      <Foot
        failure={task.failure}
        isBusy={task.isBusy}
        disabled={count === 0}
        onClick={() => void task.run(() => move(job.id, "run"))}
      >
        {t("imports.run", { count })}
      </Foot>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="quiet" onClick={onBack}>
          {t("imports.back_to_columns")}
        </Button>
        <Button look="quiet" onClick={() => void discard()}>
          {t("imports.discard")}
        </Button>
      </div>
    </div>
  );
}
