import type { ClaimedDelivery } from "#lib/db/deliveries-queue.ts";
import type { Audience } from "#lib/domain/notifications/message.ts";

const people: { name: string; audience: Audience; language: string }[] = [
  { name: "Condominio Aurora", audience: "customer", language: "it" },
  { name: "Tommaso Galli", audience: "technician", language: "it" },
  { name: "Anna Brambilla", audience: "admin", language: "it" },
  { name: "Bruno Brambilla", audience: "admin", language: "it" },
  { name: "Carla Weiss", audience: "admin", language: "en" },
];

/** The mails of one status change after the other, as a worker claims them: five people each. */
export function claimedMail(index: number): ClaimedDelivery {
  const change = Math.floor(index / people.length);
  const { name, audience, language } = people[index % people.length] ?? { name: "", audience: "admin", language: "it" };
  const startsAt = new Date(Date.UTC(2026, 10, 26, 8) + (change % 500) * 900_000);
  return {
    id: index + 1,
    attempt: 1,
    kind: "intervention.status_changed",
    audiences: [audience],
    payload: null,
    snapshot: {
      number: 1000 + change,
      title: `Caldaia in blocco, codice E${change % 100}`,
      priority: "normal",
      type_names: { it: "Riparazione", en: "Repair" },
      status: { id: 2, kind: "done", names: { it: "Chiuso", en: "Closed" }, color: "#3c7a57" },
      status_change: { from: { id: 1, kind: "open", names: { it: "Aperto", en: "Open" }, color: "#2f6f8f" } },
      schedule_change: null,
      declined: null,
      is_new: false,
      starts_at: startsAt.toISOString(),
      duration_minutes: 90,
      due_at: null,
      customer_fields: null,
      customer_name: `Condominio Aurora ${change}`,
      contact_person_name: "Ernesto Fumagalli",
      site_address: "Via Roma 12, 20121 Milano",
      technician_names: ["Tommaso Galli"],
      actor_name: "Tommaso Galli",
    },
    language,
    recipient_name: name,
    address_id: index % 1_000,
    address: `person.${index % 1_000}@example.it`,
    push_subscription_id: null,
    endpoint: null,
    p256dh: null,
    auth: null,
    notification_id: null,
    unread_count: null,
    awaited_technician_id: null,
    queued_at: new Date(),
    expires_at: new Date(Date.now() + 86_400_000),
    is_last_attempt: false,
  };
}
