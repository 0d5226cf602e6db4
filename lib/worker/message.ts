import type { ClaimedDelivery } from "../db/deliveries-queue.ts";
import { toldEventKinds } from "../domain/events.ts";
import type { Message, Organization, Wording } from "../domain/notifications/message.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import { type Translator, translator } from "../messages/index.ts";

/** What a claimed delivery says, in its recipient's language. */
export function worded(delivery: ClaimedDelivery, organization: Organization): { wording: Wording; words: Translator } {
  const words = translator(delivery.language, organization.language);
  const recipient = { name: delivery.recipient_name ?? "", language: delivery.language };
  return { wording: wordingOf(messageOf(delivery), recipient, organization, words), words };
}

/** The database writes kinds and payloads together, so one tells the other. */
function messageOf({ kind, audiences, snapshot, payload }: ClaimedDelivery): Message {
  if (toldEventKinds.some((told) => told === kind)) return { kind, audiences, snapshot } as Message;
  return { kind, payload } as Message;
}
