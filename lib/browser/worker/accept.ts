/// <reference lib="webworker" />
import type { AwaitedResponse } from "../../domain/notifications/awaited-response.ts";
import { lastPerson } from "../device-store.ts";
import { askForSync } from "../outbox/background-sync.ts";
import { waitingOf } from "../outbox/outbox-store.ts";
import { keepAcceptance } from "../outbox/response.ts";
import { sendAndTell } from "./outbox.ts";

declare const self: ServiceWorkerGlobalScope;

/** What has become of a tap on "Accept". `unknown`: not kept, or kept for a person who has to sign in first. */
export type Acceptance = "kept" | "refused" | "unknown";

/** Accepts as the person whose app this is, network or not: kept first, then sent as all that is done here. */
export async function accept({ number, technician_id }: AwaitedResponse): Promise<Acceptance> {
  const person = await lastPerson().catch(() => null);
  if (person?.session?.account.contact_id !== technician_id) return "unknown";
  const change = await keepAcceptance(person.id, number, technician_id).catch(() => null);
  if (!change) return "unknown";
  // Before it is sent: the browser may end the worker while that waits for an answer.
  await askForSync(self.registration);
  const run = await sendAndTell(person.id, { kind: "changed" });
  if (run === "stopped" || run === "inactive") return "unknown";
  // Whoever had the lock has sent it, so it is looked for where it was kept.
  const left = (await waitingOf(person.id)).find(({ id }) => id === change.id);
  return left?.problem ? "refused" : "kept";
}
