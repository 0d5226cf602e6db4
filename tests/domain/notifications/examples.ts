import type {
  InterventionSnapshot,
  Organization,
  StatusKind,
  StatusSnapshot,
} from "#lib/domain/notifications/message.ts";

/** A believable intervention and company; each test says only what is different in it. */
export const organization: Organization = {
  name: "Termoidraulica Brambilla",
  language: "it",
  time_zone: "Europe/Rome",
  sender_name: "Termoidraulica Brambilla",
  sender_email: "interventi@brambilla.example",
  reply_to: "ufficio@brambilla.example",
  signature: null,
  color: null,
  logo: null,
};

function status(id: number, kind: StatusKind, it: string, en: string): StatusSnapshot {
  return { id, kind, names: { it, en }, color: "#888888" };
}

export const open = status(1, "open", "Aperto", "Open");
export const planned = status(2, "open", "Pianificato", "Planned");
export const waiting = status(4, "in_progress", "In attesa ricambi", "Waiting for parts");
export const closed = status(5, "done", "Chiuso", "Closed");
export const cancelled = status(6, "cancelled", "Annullato", "Cancelled");

export function snapshot(differences: Partial<InterventionSnapshot> = {}): InterventionSnapshot {
  return {
    number: 1042,
    title: "Caldaia in blocco",
    priority: "normal",
    type_names: { it: "Riparazione", en: "Repair" },
    status: closed,
    status_change: null,
    schedule_change: null,
    declined: null,
    is_new: false,
    starts_at: "2026-11-26T13:30:00+00:00",
    duration_minutes: 90,
    due_at: null,
    customer_fields: null,
    customer_name: "Condominio Girasole",
    contact_person_name: "Anna Neri",
    site_address: "Via Roma 12, 20121 Milano",
    technician_names: ["Marco Bianchi"],
    actor_name: "Giulia Ferri",
    ...differences,
  };
}
