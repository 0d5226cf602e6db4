import type { ClaimedDelivery } from "../db/deliveries-queue.ts";
import { toldEventKinds } from "../domain/events.ts";
import type { Message, Wording } from "../domain/notifications/message.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import { type Translator, translator } from "../messages/index.ts";
import type { Company } from "./company.ts";

type Worded = { message: Message; wording: Wording; words: Translator };

/** What a claimed delivery says, in its recipient's language. */
export function worded(delivery: ClaimedDelivery, company: Company): Worded {
  const { organization, templates } = company;
  const message = messageOf(delivery);
  // A test is worded as for those whom the template is for.
  const language = message.kind === "template.tested" ? message.payload.template.language : delivery.language;
  const words = translator(language, organization.language);
  const recipient = { name: delivery.recipient_name ?? "", language };
  return { message, wording: wordingOf(message, recipient, organization, words, templates), words };
}

/** The database writes kinds and payloads together, so one tells the other. */
function messageOf({ kind, audiences, snapshot, payload }: ClaimedDelivery): Message {
  if (toldEventKinds.some((told) => told === kind)) return { kind, audiences, snapshot } as Message;
  return { kind, payload } as Message;
}
