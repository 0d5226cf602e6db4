import type { Entries } from "../../domain/interventions/entries.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import { keepAnswers, keptAnswer } from "../device-store.ts";
import { entriesAfter } from "./overlay.ts";
import type { WaitingChange } from "./waiting-change.ts";

export function isIntervention(answer: unknown): answer is Intervention {
  return typeof answer === "object" && answer !== null && "number" in answer && "technicians" in answer;
}

/**
 * Keeps what the server answered to a change, before the change itself is dropped: with the app closed nobody else would,
 * and without a network what was sent would look as if it had never been done.
 */
export async function keepSent({ account, number, doing }: WaitingChange, answer: unknown): Promise<void> {
  if (isIntervention(answer))
    return keepAnswers(account, [[`/api/interventions/${answer.number}`, answer]], Date.now());
  const path = `/api/interventions/${number}/entries`;
  const kept = await keptAnswer(account, path);
  if (kept) await keepAnswers(account, [[path, entriesAfter(kept.body as Entries, doing, answer)]], kept.at);
}
