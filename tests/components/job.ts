import type { Intervention } from "#lib/domain/interventions/intervention.ts";

const at = "2026-11-23T09:00:00.000Z";
const open = { id: 1, name: "Open", kind: "open", color: "#2f6f8f" } as const;

/** An intervention of which only this matters. */
export function job(given: Partial<Intervention>): Intervention {
  const number = given.number ?? 1;
  const nothing = {
    description: "",
    note: "",
    answer: "",
    type: null,
    customer: null,
    contact_person: null,
    site: null,
  };
  return {
    ...nothing,
    ...{ id: number, number, version: 1, title: `#${number}`, status: open, priority: "normal", address: null },
    ...{ technicians: [], responses: [], starts_at: null, duration_minutes: null, due_at: null },
    ...{ created_at: at, updated_at: at },
    ...given,
  };
}
