import type { InterventionFacts, StaffNews } from "./intervention-facts.ts";
import type { WordingTranslator } from "./wording-translator.ts";

/** What happened, in one to three words: they stand between number and title. */
export function staffLabel({ kind, audience, facts }: StaffNews, translator: WordingTranslator): string {
  switch (kind) {
    case "intervention.status_changed":
      return statusLabel(facts, translator);
    case "intervention.assigned":
      if (audience === "admin") return translator.notification("label_technicians_changed");
      return translator.notification(facts.isNew ? "label_assigned_new" : "label_assigned");
    case "intervention.unassigned":
      return translator.notification(audience === "technician" ? "label_unassigned" : "label_technicians_changed");
    case "intervention.rescheduled":
      return planLabel(facts, translator);
    case "intervention.assignment_declined":
      return translator.notification("label_declined");
    default:
      return kind satisfies never;
  }
}

function statusLabel(facts: InterventionFacts, translator: WordingTranslator): string {
  if (!facts.isNew) return plainStatusLabel(facts, translator);
  if (!facts.status) return translator.notification("label_new");
  return translator.notification("label_new_with_status", { status: facts.status });
}

/**
 * The status by the company's own name. A cancelling one says so first, whatever it is called: somebody may be on the
 * way there.
 */
export function plainStatusLabel({ status, statusKind }: InterventionFacts, translator: WordingTranslator): string {
  if (!status) return translator.notification("label_updated");
  if (statusKind !== "cancelled") return status;
  const cancelled = translator.notification("label_cancelled");
  return status.toLowerCase() === cancelled.toLowerCase()
    ? cancelled
    : translator.notification("label_cancelled_as", { status });
}

function planLabel({ planChange }: InterventionFacts, translator: WordingTranslator): string {
  switch (planChange) {
    case "scheduled":
      return translator.notification("label_scheduled");
    case "unscheduled":
      return translator.notification("label_unscheduled");
    case "duration":
      return translator.notification("label_new_duration");
    case "moved":
    case null:
      return translator.notification("label_moved");
    default:
      return planChange satisfies never;
  }
}
