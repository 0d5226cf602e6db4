import { isBeforeWork } from "../interventions/response.ts";
import type { Message } from "./message.ts";
import type { WordingTranslator } from "./wording-translator.ts";

/**
 * The answer that an assignment waits for, given on the notification itself. The service worker has no catalogue: all
 * that it may have to say comes along.
 */
export type AwaitedResponse = {
  /** Of the intervention. */
  number: number;
  /** Whose answer it is, by the contact: somebody else may be signed in when the notification is tapped. */
  technician_id: number;
  accept: string;
  open: string;
  /** Said when it was too late, as a notification of its own. */
  refused: { title: string; body: string };
};

/** Null for all that asks for no answer. @param technicianId who has not answered yet; null when nobody is awaited */
export function awaitedResponse(
  message: Message,
  technicianId: number | null,
  translator: WordingTranslator,
): AwaitedResponse | null {
  if (message.kind !== "intervention.assigned" || technicianId === null) return null;
  const { number, status } = message.snapshot;
  if (!isBeforeWork(status)) return null;
  return {
    number,
    technician_id: technicianId,
    accept: translator.notification("push_accept"),
    open: translator.notification("push_open"),
    refused: {
      title: translator.notification("push_not_accepted", { number: String(number) }),
      body: translator.notification("push_not_accepted_why"),
    },
  };
}
