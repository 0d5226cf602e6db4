/**
 * The kinds of fact that can happen to an intervention (notifications.md, 1). Every place that treats them differently
 * switches over this list exhaustively. Facts of rows that do not exist yet (notes, work, reminders) join it with them.
 */
export const eventKinds = [
  "intervention.created",
  "intervention.status_changed",
  "intervention.assigned",
  "intervention.unassigned",
  "intervention.rescheduled",
  "intervention.updated",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** The facts that people are told of. */
export const toldEventKinds = [
  "intervention.status_changed",
  "intervention.assigned",
  "intervention.unassigned",
  "intervention.rescheduled",
] as const satisfies readonly EventKind[];
export type ToldEventKind = (typeof toldEventKinds)[number];

/** Through which door a change came. */
export const origins = ["admin", "technician", "customer", "mail", "api", "recurrence", "import", "sql"] as const;
export type Origin = (typeof origins)[number];
