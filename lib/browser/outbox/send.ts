import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Problem } from "../../domain/problem.ts";
import { learnTime } from "./clock.ts";
import { changeWaiting, dropWaiting, renumberWaiting, waitingOf } from "./outbox-store.ts";
import { openSealed } from "./unsealing.ts";
import { laneOf, type WaitingChange } from "./waiting-change.ts";

/**
 * What a run has come to: `later` has to be tried again, `stopped` waits for the person to sign in, and with `inactive` the
 * server has said that the account was deactivated.
 */
export type Run = "done" | "later" | "stopped" | "inactive";

/** Said to every window of the browser. */
export type OutboxNews =
  | { kind: "changed" }
  | { kind: "sent"; id: number; number: number; answer: unknown }
  | { kind: "refused"; id: number; number: number }
  | { kind: "numbered"; local: number; number: number };

export const outboxChannel = "campanella-outbox";

const PATIENCE_MS = 20_000;
const FILE_PATIENCE_MS = 180_000;

/**
 * Sends what waits, in its order, one after the other, whether from a window or from the service worker: whoever has the
 * lock sends for all. What the server refuses stays for the person, and only what builds on it waits with it. Where the
 * server stumbles over one, the rest of that intervention waits, and the others go on.
 */
export async function sendWaiting(account: string, tell: (news: OutboxNews) => void): Promise<Run> {
  return navigator.locks.request(outboxChannel, async () => {
    if (await openSealed(account)) tell({ kind: "changed" });
    const stumbled = new Set<number>();
    for (;;) {
      const next = nextOf(await waitingOf(account), stumbled);
      if (!next) return stumbled.size > 0 ? "later" : "done";
      const run = await sendOne(next, tell);
      if (run === "stumbled") stumbled.add(next.number);
      else if (run !== "done") return run;
    }
  });
}

/**
 * The first that nothing holds back: no refused one of its lane, and no number still to come.
 *
 * @param without interventions that have to wait
 */
export function nextOf(
  changes: readonly WaitingChange[],
  without: ReadonlySet<number> = new Set(),
): WaitingChange | undefined {
  const held = new Set(changes.filter(({ problem }) => problem !== null).map(laneOf));
  return changes.find(
    (change) =>
      change.problem === null &&
      !held.has(laneOf(change)) &&
      !without.has(change.number) &&
      (change.number > 0 || change.doing.kind === "creation"),
  );
}

async function sendOne(change: WaitingChange, tell: (news: OutboxNews) => void): Promise<Run | "stumbled"> {
  const response = await post(change).catch(() => null);
  // Every answer of ours carries it. What does not comes from something in between.
  if (!response?.headers.has("x-request-id")) return "later";
  await learnTime(response.headers.get("date"));
  const answeredFor = response.headers.get("x-account-id");
  const answer = await response.json().catch(() => undefined);
  if (response.status === 401)
    return (answer as Problem | undefined)?.reason === "account_inactive" ? "inactive" : "stopped";
  if (answeredFor !== null && answeredFor !== change.account) return "stopped";
  const isGoneAlready = change.method === "DELETE" && response.status === 404;
  if (response.ok || isGoneAlready) await settle(change, answer, tell);
  else if (isPassing(response.status) || answer === undefined) return "stumbled";
  else await refuse(change, answer as Problem, tell);
  return "done";
}

function post({ method, path, body, file, key, account, madeAt }: WaitingChange): Promise<Response> {
  return fetch(path, {
    method,
    headers: {
      accept: "application/json",
      "content-type": file ? "application/octet-stream" : "application/json",
      "idempotency-key": key,
      "occurred-at": madeAt,
      "x-account-id": account,
    },
    body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal: AbortSignal.timeout(file ? FILE_PATIENCE_MS : PATIENCE_MS),
  });
}

/** It was too slow, too early or too much, or the server is in trouble: the same may well be taken later. */
function isPassing(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

/** Windows show the answer before what waited is gone, so that nothing flickers. */
async function settle(change: WaitingChange, answer: unknown, tell: (news: OutboxNews) => void): Promise<void> {
  const { id, account } = change;
  if (change.doing.kind === "creation") {
    const { number } = answer as Intervention;
    await renumberWaiting(account, change.number, number);
    tell({ kind: "numbered", local: change.number, number });
  }
  await dropWaiting(id);
  tell({ kind: "sent", id, number: change.number, answer });
}

async function refuse(change: WaitingChange, problem: Problem, tell: (news: OutboxNews) => void): Promise<void> {
  const mended = mendedAfter(change, problem);
  if (mended === "needless") await dropWaiting(change.id);
  else await changeWaiting(change.id, mended ?? { problem });
  if (mended === null) tell({ kind: "refused", id: change.id, number: change.number });
  else if (mended === "needless") tell({ kind: "sent", id: change.id, number: change.number, answer: problem.current });
}

/** An outcome is at odds only with another outcome, whatever else has changed: then it is sent anew, to what is there now. */
function mendedAfter({ doing, body }: WaitingChange, problem: Problem): Partial<WaitingChange> | "needless" | null {
  if (doing.kind !== "outcome" || problem.code !== "version_conflict") return null;
  const current = problem.current as Intervention;
  if (current.answer === doing.answer) return "needless";
  if (current.answer !== doing.seen) return null;
  return { body: { ...(body as object), version: current.version }, key: crypto.randomUUID() };
}
