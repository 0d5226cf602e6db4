import type { ClaimedDelivery } from "#lib/db/deliveries-queue.ts";
import { mailMessage } from "#lib/delivery/mail-message.ts";
import type { Organization } from "#lib/domain/notifications/message.ts";
import { noTemplates } from "#lib/domain/notifications/template-book.ts";
import { worded } from "#lib/worker/message.ts";

export const appUrl = "https://service.example";

export const organization: Organization = {
  name: "Brambilla Clima",
  language: "it",
  time_zone: "Europe/Rome",
  sender_name: "Brambilla Clima",
  sender_email: "assistenza@brambilla.example",
  reply_to: "ufficio@brambilla.example",
  signature: "Brambilla Clima Srl\nVia Milano 4, 24121 Bergamo",
  color: null,
  logo: null,
};

export const company = { organization, templates: noTemplates, logo: null };

/** What the references send, which have nothing to word: as large as ours would be. */
export function preparedMail(delivery: ClaimedDelivery) {
  const { wording, words } = worded(delivery, company);
  const { from, to, subject, text, html } = mailMessage({
    delivery: { id: delivery.id, queuedAt: delivery.queued_at.toISOString() },
    wording,
    recipient: { name: delivery.recipient_name ?? "", address: delivery.address ?? "" },
    organization,
    appUrl,
    unsubscribeUrl: null,
    translator: words,
  });
  return { from, to, subject, text, html };
}

export const preparedPush = JSON.stringify({
  kind: "intervention.status_changed",
  title: "#1042 Chiuso · Caldaia in blocco, codice E03",
  body: "Gio 26 nov, 14:30 · Condominio Aurora · Via Roma 12, 20121 Milano. Anna Brambilla: Aperto → Chiuso",
  path: "/interventions/1042",
  tag: "notification-123456",
  lang: "it",
  dir: "ltr",
  unread: 3,
  timestamp: Date.now(),
});
