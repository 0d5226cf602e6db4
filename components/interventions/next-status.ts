import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Status } from "#lib/domain/statuses/status.ts";

/**
 * The step that most probably comes next. Open work is started, started work is done; what is over needs none. Of several
 * statuses in progress the company's first is the work itself, and any other an interruption, after which it is resumed.
 */
export function nextStatus({ status }: Intervention, statuses: readonly Status[]): Status | null {
  const working = statuses.find(({ kind }) => kind === "in_progress") ?? null;
  const done = statuses.find(({ kind }) => kind === "done") ?? null;
  switch (status?.kind ?? "open") {
    case "open":
      return working ?? done;
    case "in_progress":
      return working && working.id !== status?.id ? working : done;
    default:
      return null;
  }
}
