import { changed } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useIdempotencyKey } from "#lib/browser/idempotency-key.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { BulkOutcome } from "#lib/domain/interventions/bulk-change.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { useTask } from "../app/use-task.ts";

export const bulkPath = "/api/interventions/changes";

/** As they were seen: whatever has got another status since is left out. */
export function seenOf(jobs: readonly Intervention[]) {
  return jobs.map(({ number, version }) => ({ number, version }));
}

/** Saves a change of many, and says what has become of them. */
export function useBulkChange(onDone: (outcome: BulkOutcome) => void) {
  const { t } = useTexts();
  const keyFor = useIdempotencyKey();
  const task = useTask();

  const save = (body: object) =>
    task.run(async () => {
      const outcome = await ask<BulkOutcome>(bulkPath, { method: "POST", body, idempotencyKey: keyFor(body) });
      changed((path) => path.startsWith("/api/interventions"));
      const left = outcome.left_out.length;
      const sentences = [
        t("interventions.bulk_done", { count: outcome.changed.length }),
        ...(left > 0 ? [t("interventions.bulk_left_out_now", { count: left })] : []),
      ];
      toast(sentences.join(" "));
      onDone(outcome);
    });

  return { save, isBusy: task.isBusy, failure: task.failure };
}
