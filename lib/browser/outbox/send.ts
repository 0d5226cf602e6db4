import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Problem } from "../../domain/problem.ts";
import { Refused, Unreachable } from "../api.ts";
import { learnTime } from "./clock.ts";
import { forgetTry } from "./marks.ts";
import { newKey } from "./new-change.ts";
import { beginSending, changeWaiting, dropWaiting, renumberWaiting, waitingOf } from "./outbox-store.ts";
import { readable } from "./readable.ts";
import { isIntervention, keepSent } from "./sent.ts";
import { openSealed } from "./unsealing.ts";
import { type Doing, laneOf, type WaitingChange } from "./waiting-change.ts";

/**
 * What a run has come to: `later` has to be tried again, `stopped` waits for the person to sign in, and with `inactive` the
 * server has said that the account was deactivated.
 */
export type Run = "done" | "later" | "stopped" | "inactive";

/** Said to every window of the browser. */
export type OutboxNews =
  | { kind: "changed" }
  | { kind: "sent"; id: number; number: number; doing: Doing; answer: unknown }
  | { kind: "refused"; id: number; number: number }
  /** Said before what waits for it is renumbered: what is open of it goes on without a gap. */
  | { kind: "numbered"; local: number; job: Intervention };

export const outboxChannel = "campanella-outbox";

const PATIENCE_MS = 20_000;
const FILE_PATIENCE_MS = 180_000;

/**
 * Sends what waits, in its order, one after the other, whether from a window or from the service worker: whoever has the
 * lock sends for all. What the server refuses stays for the person, and only what builds on it waits with it. Where the
 * server stumbles over one, the rest of that intervention waits, and the others go on.
 *
 * @param whileHere ends it: nothing of a person is on its way for long after they have gone
 */
export async function sendWaiting(
  account: string,
  tell: (news: OutboxNews) => void,
  whileHere?: AbortSignal,
): Promise<Run> {
  return navigator.locks.request(outboxChannel, async () => {
    if (await openSealed(account)) tell({ kind: "changed" });
    const stumbled = new Set<number>();
    for (;;) {
      const next = nextOf(await waitingOf(account), stumbled);
      if (!next) return stumbled.size > 0 ? "later" : "done";
      const change = await beginSending(next.id);
      const run = change ? await sendOne(change, tell, whileHere) : "done";
      if (run === "stumbled") stumbled.add(next.number);
      else if (run !== "done") return run;
    }
  });
}

/**
 * The first that nothing holds back: no refused one of its lane, no file to be got ready, and no number still to come.
 *
 * @param without interventions that have to wait
 */
export function nextOf(
  changes: readonly WaitingChange[],
  without: ReadonlySet<number> = new Set(),
): WaitingChange | undefined {
  const held = new Set(changes.filter(({ problem, isRaw }) => problem !== null || isRaw).map(laneOf));
  return changes.find(
    (change) =>
      change.problem === null &&
      !change.isRaw &&
      !held.has(laneOf(change)) &&
      !without.has(change.number) &&
      (change.number > 0 || change.doing.kind === "creation"),
  );
}

async function sendOne(
  change: WaitingChange,
  tell: (news: OutboxNews) => void,
  whileHere?: AbortSignal,
): Promise<Run | "stumbled"> {
  const response = await post(change, whileHere).catch((error: Error) => error);
  if (response instanceof Error && !navigator.onLine) await forgetTry(change.id);
  // A file that is too much for this network must not keep all others from being sent.
  if (response instanceof Error) return change.file && response.name === "TimeoutError" ? "stumbled" : "later";
  // Every answer of ours carries it. What does not comes from something in between, which may take other things.
  if (!response.headers.has("x-request-id")) return response.status === 413 ? "stumbled" : "later";
  await learnTime(response.headers.get("date"));
  const answeredFor = response.headers.get("x-account-id");
  const answer = await response.json().catch(() => undefined);
  if (response.status === 401)
    return (answer as Problem | undefined)?.reason === "account_inactive" ? "inactive" : "stopped";
  if (answeredFor !== null && answeredFor !== change.account) return "stopped";
  const isGoneAlready = change.method === "DELETE" && response.status === 404;
  // The connection broke in the middle of it: the same is asked once more.
  const isCutShort = isGone(change, answer);
  if (isGoneAlready || (response.ok && !isCutShort)) await settle(change, answer, tell);
  else if (response.ok) return "stumbled";
  else if (isPassing(response.status) || answer === undefined) return "stumbled";
  else await refuse(change, answer as Problem, tell);
  return "done";
}

async function post(
  { method, path, body, file, key, account, madeAt }: Omit<WaitingChange, "id">,
  whileHere?: AbortSignal,
): Promise<Response> {
  const patience = AbortSignal.timeout(file ? FILE_PATIENCE_MS : PATIENCE_MS);
  return fetch(path, {
    method,
    headers: {
      accept: "application/json",
      "content-type": file ? "application/octet-stream" : "application/json",
      "idempotency-key": key,
      "occurred-at": madeAt,
      "x-account-id": account,
    },
    body: file ? await readable(file) : body === undefined ? undefined : JSON.stringify(body),
    signal: whileHere ? AbortSignal.any([patience, whileHere]) : patience,
  });
}

/**
 * Without the queue, for a device that keeps nothing.
 *
 * @throws Refused, Unreachable
 */
export async function sendAtOnce(change: Omit<WaitingChange, "id">): Promise<unknown> {
  const response = await post(change).catch((cause: unknown) => {
    throw new Unreachable(change.path, { cause });
  });
  const answer = await response.json().catch(() => undefined);
  if (!response.headers.has("x-request-id")) throw new Unreachable(`${change.path}: not ours`);
  if (!response.ok) throw answer ? new Refused(answer as Problem) : new Unreachable(change.path);
  return answer;
}

/** Whether of an answer that should tell how it is now nothing can be read. */
function isGone({ method, doing }: WaitingChange, answer: unknown): boolean {
  return doing.kind === "creation" ? !isIntervention(answer) : method !== "DELETE" && answer === undefined;
}

/** It was too slow, too early or too much, or the server is in trouble: the same may well be taken later. */
function isPassing(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

/** First the answer is kept and shown, then what waited goes: nothing of it is unseen in between. */
async function settle(change: WaitingChange, answer: unknown, tell: (news: OutboxNews) => void): Promise<void> {
  const { id, account, doing } = change;
  // Where it cannot be kept the next look asks for it.
  await keepSent(change, answer).catch(() => {});
  const number = isIntervention(answer) ? answer.number : change.number;
  if (change.number < 0 && isIntervention(answer)) {
    tell({ kind: "numbered", local: change.number, job: answer });
    await renumberWaiting(account, change.number, number);
  }
  await dropWaiting([id]);
  tell({ kind: "sent", id, number, doing, answer });
}

async function refuse(change: WaitingChange, problem: Problem, tell: (news: OutboxNews) => void): Promise<void> {
  const { id, number } = change;
  const mended = mendedAfter(change, problem);
  if (mended === "needless") return settle(change, problem.current, tell);
  await changeWaiting(id, mended ?? { problem });
  if (mended === null) tell({ kind: "refused", id, number });
}

/** An outcome is at odds only with another outcome, whatever else has changed: then it is sent anew, to what is there now. */
function mendedAfter({ doing, body }: WaitingChange, problem: Problem): Partial<WaitingChange> | "needless" | null {
  if (doing.kind !== "outcome" || problem.code !== "version_conflict") return null;
  const current = problem.current as Intervention;
  if (current.answer === doing.answer) return "needless";
  if (current.answer !== doing.seen) return null;
  return { body: { ...(body as object), version: current.version }, key: newKey() };
}
