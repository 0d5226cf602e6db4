"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/button.tsx";
import { move } from "./paths.ts";

/** A worker is at it. It goes on by itself: one may leave, and the bell rings at the end. */
export function Progress({ job }: { job: ContactImport }) {
  const { t } = useTexts();
  const task = useTask();
  const { state, position, total } = job;
  const part = total > 0 ? Math.round((position / total) * 100) : null;
  const title = t(`imports.state_${state}`);

  return (
    <section aria-busy="true" className="grid grid-cols-1 gap-4 rounded-2xl border border-line bg-raised p-5">
      <p role="status" className="text-large font-semibold">
        {title}
      </p>
      <div
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part ?? undefined}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-petrol transition-[width] duration-300 ${part === null ? "w-1/3 animate-pulse" : ""}`}
          style={part === null ? undefined : { width: `${part}%` }}
        />
      </div>
      {part !== null && <p className="text-small text-soft">{t("imports.progress", { position, total })}</p>}
      {(state === "running" || state === "undoing") && <p className="text-soft">{t("imports.may_leave")}</p>}
      {task.failure && (
        <p role="alert" className="font-medium text-danger">
          {task.failure}
        </p>
      )}
      {(state === "checking" || state === "running") && (
        <Button
          look="secondary"
          className="justify-self-start"
          isBusy={task.isBusy}
          onClick={() => void task.run(() => move(job.id, "stop"))}
        >
          {t("imports.stop")}
        </Button>
      )}
    </section>
  );
}
