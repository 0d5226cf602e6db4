import type { Intervention } from "#lib/domain/interventions/intervention.ts";

/** Whether it cannot wait any longer for somebody to be assigned, or everybody who is has declined. */
export function wantsSomebody(job: Intervention, isLateNow: boolean): boolean {
  if (job.technicians.length === 0) return isLateNow || job.priority === "urgent";
  return job.technicians.every(({ id }) => hasDeclined(job, id));
}

export function hasDeclined({ responses }: Pick<Intervention, "responses">, technicianId: number): boolean {
  return responses.some(({ technician_id, response }) => technician_id === technicianId && response === "declined");
}

/** Whether it wants somebody: its end or due time has passed, and nobody has closed it. */
export function isLate({ status, starts_at, duration_minutes, due_at }: Intervention, now: Date): boolean {
  if (status?.kind === "done" || status?.kind === "cancelled") return false;
  const end = starts_at === null ? null : Date.parse(starts_at) + (duration_minutes ?? 60) * 60_000;
  const due = due_at === null ? null : Date.parse(due_at);
  return (end !== null && end < now.getTime()) || (due !== null && due < now.getTime());
}
