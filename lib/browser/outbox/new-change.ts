import type { Intervention } from "../../domain/interventions/intervention.ts";
import { keptAnswer } from "../device-store.ts";
import { timeNow } from "./clock.ts";
import type { Doing, Sending, WaitingChange } from "./waiting-change.ts";

/** For one try and its repetitions: the server takes it once. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** What somebody does now, still to be kept. */
export async function newChange(
  account: string,
  number: number,
  doing: Doing,
  sending: Sending,
): Promise<Omit<WaitingChange, "id">> {
  const madeAt = (await timeNow()).toISOString();
  const known = await keptAnswer(account, `/api/interventions/${number}`).catch(() => null);
  const title = doing.kind === "creation" ? doing.job.title : (known?.body as Intervention | undefined)?.title;
  return { ...sending, account, number, title, doing, key: newKey(), madeAt, problem: null };
}
