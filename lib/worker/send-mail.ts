import type { ClaimedDelivery } from "../db/deliveries-queue.ts";
import { mailMessage } from "../delivery/mail-message.ts";
import type { MailTransport } from "../delivery/mail-transport.ts";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import { type LinkKey, signUnsubscription } from "../links/unsubscribe-token.ts";
import type { Company } from "./company.ts";
import { worded } from "./message.ts";

export type MailSettings = { appUrl: string; linkKeys: readonly LinkKey[] };

/** Sends one claimed e-mail. Customers can unsubscribe from it; staff choose in their preferences. */
export function sendMail(
  delivery: ClaimedDelivery,
  company: Company,
  transport: MailTransport,
  settings: MailSettings,
): Promise<DeliveryOutcome> {
  const { wording, words } = worded(delivery, company);
  return transport.send(
    mailMessage({
      delivery: { id: delivery.id, queuedAt: delivery.queued_at.toISOString() },
      wording,
      recipient: { name: delivery.recipient_name ?? "", address: delivery.address ?? "" },
      organization: company.organization,
      logo: company.logo,
      appUrl: settings.appUrl,
      unsubscribeUrl: unsubscribeUrl(delivery, settings),
      translator: words,
    }),
  );
}

function unsubscribeUrl({ audiences, address_id }: ClaimedDelivery, { appUrl, linkKeys }: MailSettings): string | null {
  const isForCustomerOnly = audiences.length === 1 && audiences[0] === "customer";
  if (!isForCustomerOnly || address_id === null) return null;
  const token = signUnsubscription({ addressId: address_id, scope: "status_mail" }, linkKeys);
  return new URL(`/unsubscribe/${token}`, appUrl).href;
}
