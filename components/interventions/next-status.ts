import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { RequirableField, Status } from "#lib/domain/statuses/status.ts";

/** Whether the company lets this status follow the one that the intervention has. */
export function mayFollow(
  { status }: Pick<Intervention, "status">,
  next: Status,
  statuses: readonly Status[],
): boolean {
  const limits = statuses.find(({ id }) => id === status?.id)?.next_status_ids ?? null;
  return limits === null || limits.includes(next.id);
}

/**
 * The step that most probably comes next. Open work is started, started work is done; what is over needs none. Of several
 * statuses in progress the company's first is the work itself, and any other an interruption, after which it is resumed.
 */
export function nextStatus(job: Intervention, statuses: readonly Status[]): Status | null {
  const { status } = job;
  const possible = statuses.filter((next) => next.id === status?.id || mayFollow(job, next, statuses));
  const working = possible.find(({ kind }) => kind === "in_progress") ?? null;
  const done = possible.find(({ kind }) => kind === "done") ?? null;
  switch (status?.kind ?? "open") {
    case "open":
      return working ?? done;
    case "in_progress":
      return working && working.id !== status?.id ? working : done;
    default:
      return null;
  }
}

/** What a status asks for and the intervention lacks, as far as a device can tell: a customer may have a place. */
export function missingFields(job: Intervention, status: Pick<Status, "required_fields">): RequirableField[] {
  const isThere: Record<RequirableField, boolean> = {
    type_id: job.type !== null,
    customer_id: job.customer !== null,
    contact_person_id: job.contact_person !== null,
    site_id: job.site !== null || job.customer !== null,
    technician_ids: job.technicians.length > 0,
    starts_at: job.starts_at !== null,
    duration_minutes: job.duration_minutes !== null,
    due_at: job.due_at !== null,
    description: job.description.trim() !== "",
    answer: job.answer.trim() !== "",
  };
  return status.required_fields.filter((field) => !isThere[field]);
}
