import { newChange } from "./new-change.ts";
import { keepOnce } from "./outbox-store.ts";
import type { Doing, Sending, WaitingChange } from "./waiting-change.ts";

/** What a technician says to an assignment: as it is shown, and as the server is told. */
type Response = { doing: Extract<Doing, { kind: "response" }>; sending: Sending };

export function accepting(number: number, technicianId: number): Response {
  return {
    doing: { kind: "response", technicianId, response: "accepted", reason: "" },
    sending: { method: "PUT", path: pathOf(number), body: { response: "accepted" } },
  };
}

export function declining(number: number, technicianId: number, reason: string): Response {
  return {
    doing: { kind: "response", technicianId, response: "declined", reason },
    sending: { method: "PUT", path: pathOf(number), body: { response: "declined", reason } },
  };
}

/**
 * Keeps an acceptance to be sent, however often it is tapped.
 *
 * @throws NoRoom
 */
export async function keepAcceptance(account: string, number: number, technicianId: number): Promise<WaitingChange> {
  const { doing, sending } = accepting(number, technicianId);
  return keepOnce(await newChange(account, number, doing, sending), (known, own) => isLastWord(known, own, number));
}

/** Whoever has declined meanwhile, and accepts again, says something new. */
function isLastWord(known: WaitingChange, own: readonly WaitingChange[], number: number): boolean {
  const last = own.findLast((change) => change.number === number && change.doing.kind === "response");
  return known === last && known.doing.kind === "response" && known.doing.response === "accepted";
}

function pathOf(number: number): string {
  return `/api/interventions/${number}/response`;
}
