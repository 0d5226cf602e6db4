import type { InterventionSnapshot, StatusSnapshot } from "./message.ts";
import type { WordingTranslator } from "./wording-translator.ts";

/** An intervention for a company that has none yet, so that its wording can be tried all the same. */
export function exampleSnapshot(
  status: StatusSnapshot | null,
  technician: string,
  translator: WordingTranslator,
): InterventionSnapshot {
  return {
    number: 1,
    title: translator.notification("example_title"),
    priority: "normal",
    type_names: null,
    status,
    status_change: { from: null },
    schedule_change: null,
    declined: null,
    is_new: false,
    starts_at: "2026-11-26T09:00:00Z",
    duration_minutes: 90,
    due_at: null,
    customer_name: translator.notification("example_customer"),
    customer_fields: null,
    contact_person_name: null,
    site_address: translator.notification("example_site"),
    technician_names: [technician],
    actor_name: technician,
  };
}
