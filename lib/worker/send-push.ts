import type { ClaimedDelivery } from "../db/deliveries-queue.ts";
import { pushPayload } from "../delivery/push-payload.ts";
import type { PushTransport } from "../delivery/push-transport.ts";
import { awaitedResponse } from "../domain/notifications/awaited-response.ts";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import type { Company } from "./company.ts";
import { worded } from "./message.ts";

/** Sends one claimed push; the push service keeps it for as long as the delivery is worth anything. */
export function sendPush(
  delivery: ClaimedDelivery,
  company: Company,
  transport: PushTransport,
): Promise<DeliveryOutcome> {
  const { endpoint, p256dh, auth } = delivery;
  if (endpoint === null || p256dh === null || auth === null) {
    throw new Error(`delivery ${delivery.id} has no device`);
  }
  const { message, wording, words } = worded(delivery, company);
  return transport.send({
    subscription: { endpoint, p256dh, auth },
    payload: pushPayload({
      kind: delivery.kind,
      wording,
      translator: words,
      notificationId: delivery.notification_id,
      unread: delivery.unread_count ?? 0,
      happenedAt: delivery.queued_at.toISOString(),
      awaited: awaitedResponse(message, delivery.awaited_technician_id, words),
    }),
    ttlSeconds: Math.max(0, Math.floor((delivery.expires_at.getTime() - Date.now()) / 1000)),
    urgency: isUrgent(delivery) ? "high" : "normal",
  });
}

/** [NT-22]; and whoever tests a device is looking at it. */
function isUrgent({ kind }: ClaimedDelivery): boolean {
  return kind === "intervention.assigned" || kind === "push.tested" || kind === "template.tested";
}
