/**
 * The kinds of fact that can happen to an intervention (notifications.md, 1). Every place that treats them differently
 * switches over this list exhaustively. Facts of rows that do not exist yet (reminders) join it with them.
 */
export const eventKinds = [
  "intervention.created",
  "intervention.status_changed",
  "intervention.assigned",
  "intervention.unassigned",
  "intervention.rescheduled",
  "intervention.updated",
  "intervention.assignment_accepted",
  "intervention.assignment_declined",
  "intervention.note_added",
  "intervention.note_changed",
  "intervention.note_removed",
  "intervention.work_added",
  "intervention.work_changed",
  "intervention.work_removed",
  "intervention.file_added",
  "intervention.file_removed",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** The facts that people are told of. */
export const toldEventKinds = [
  "intervention.status_changed",
  "intervention.assigned",
  "intervention.unassigned",
  "intervention.rescheduled",
  "intervention.assignment_declined",
] as const satisfies readonly EventKind[];
export type ToldEventKind = (typeof toldEventKinds)[number];

/** Through which door a change came. */
export const origins = ["admin", "technician", "customer", "mail", "api", "recurrence", "import", "sql"] as const;
export type Origin = (typeof origins)[number];
