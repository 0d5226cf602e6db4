import { useSyncExternalStore } from "react";
import type { Problem } from "../domain/problem.ts";
import type { Account, Session } from "../domain/session/session.ts";
import { answerFor } from "./answers.ts";
import { ask, askFor, Refused, whenSessionEnds, whenSomebodyElse } from "./api.ts";
import { countWaiting, forgetSession, keepSession, keptSession } from "./device-store.ts";
import { draftsFor } from "./drafts.ts";
import { whenIdle } from "./idle.ts";
import { sessionChannel } from "./session-channel.ts";

/** Who is signed in on this device, as far as it knows. */
export type SessionState =
  | { phase: "starting" }
  /** Nothing is known here, and the server cannot be asked. */
  | { phase: "unreachable" }
  /** `ended`: there was a session here, and the server does not know it any more; `inactive`: nor the account. */
  | { phase: "signed_out"; why: "nobody" | "ended" | "inactive" }
  | { phase: "signed_in"; session: Session };

const REST_START_MS = 3_000;
const RETRY_MS = 10_000;
const starting: SessionState = { phase: "starting" };
let state: SessionState = starting;
/** Grows with whatever says who is signed in: an answer that was asked for before it says so no more. */
let turn = 0;
const listeners = new Set<() => void>();
const windows = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(sessionChannel);

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    listen,
    () => state,
    () => starting,
  );
}

/** Called with who is signed in, now and whenever that changes. */
export function followSession(follow: (account: Account | null) => void): void {
  let known: Account | null | undefined;
  const look = () => {
    const account = state.phase === "signed_in" ? state.session.account : null;
    if (account?.id !== known?.id || known === undefined) follow(account);
    known = account;
  };
  listen(look);
  look();
}

/** The session of a screen that is only drawn for signed-in people. */
export function useSession(): Session {
  const current = useSessionState();
  if (current.phase !== "signed_in") throw new Error("useSession is called by a screen that needs no session");
  return current.session;
}

/** Starts with what the device knows, at once, and then asks the server. */
export async function startSession(): Promise<void> {
  const own = ++turn;
  whenSessionEnds(endSession);
  whenSomebodyElse(() => void startSession());
  const fromDevice = keptSession()
    .catch(() => null)
    .then((kept) => {
      if (kept && state.phase === "starting") enter(kept);
    });
  try {
    const session = await ask<Session>("/api/session", { isAnybodys: true });
    if (own === turn) await settle(session);
  } catch (error) {
    await fromDevice;
    if (own !== turn) return;
    if (error instanceof Refused && error.problem.status === 401) endSession(error.problem);
    else if (state.phase !== "signed_in") {
      set({ phase: "unreachable" });
      tryAgainSoon();
    }
  }
}

/** Nobody has to tap for that: when the network is back, or else in a while. */
function tryAgainSoon(): void {
  const again = () => {
    window.clearTimeout(timer);
    window.removeEventListener("online", again);
    if (state.phase === "unreachable") void startSession();
  };
  const timer = window.setTimeout(again, RETRY_MS);
  window.addEventListener("online", again);
}

export async function signIn(email: string, password: string): Promise<Session> {
  const session = await ask<Session>("/api/session", { method: "POST", body: { email, password } });
  await admit(session);
  return session;
}

/** Whoever has just been let in: by signing in, or by accepting an invitation. */
export async function admit(session: Session): Promise<void> {
  await settle(session);
  tellWindows();
}

async function settle(session: Session): Promise<void> {
  const own = ++turn;
  // What is still on its way to somebody else must not be kept after theirs was wiped.
  if (state.phase === "signed_in" && state.session.account.id !== session.account.id) answerFor(null);
  await keepSession(session).catch(() => {});
  if (own === turn) enter(session);
}

/** The person has signed out (sign-out.ts), or the server knows the session no more. */
export function leave(why: "nobody" | "ended" | "inactive"): void {
  turn++;
  set({ phase: "signed_out", why });
  askFor(null);
  answerFor(null);
  draftsFor(null);
}

/** Another window looks for itself who is signed in. */
export function tellWindows(): void {
  windows?.postMessage("changed");
}

/**
 * What is on the device stays for when the same person signs in again; anybody else's sign-in wipes it. Of an account that
 * was deactivated nothing stays.
 */
function endSession({ reason }: Problem): void {
  const isInactive = reason === "account_inactive";
  const account = state.phase === "signed_in" ? state.session.account.id : null;
  // Without storage there is none to forget, and what cannot be done now is done at the next start.
  void forgetSession(account)
    .catch(() => {})
    .then(() => import("./parting.ts"))
    .then(({ forgetPerson, sealWhatIsLeft }) => (isInactive ? forgetPerson(account) : sealWhatIsLeft()))
    .catch(() => {});
  leave(isInactive ? "inactive" : account ? "ended" : "nobody");
}

function enter(session: Session): void {
  const before = state;
  // Whoever has just signed in may have something sealed here.
  void startOfflineIfWanted(before.phase === "signed_out");
  askFor(session.account.id);
  answerFor(session.account.id);
  draftsFor(session.account.id);
  set({ phase: "signed_in", session });
  if (before.phase !== "signed_in" || before.session.account.id !== session.account.id) startRest(session.account.id);
}

/** Not before everything that the person is waiting for. */
function startRest(account: string): void {
  whenIdle(() => void startOffline());
  window.setTimeout(async () => {
    if (state.phase !== "signed_in" || state.session.account.id !== account) return;
    await import("./rest.ts").then(({ doTheRest }) => doTheRest(account)).catch(() => {});
  }, REST_START_MS);
}

/** What waits is shown from the start, and without a network what the device knows is found at once. */
async function startOfflineIfWanted(hasJustSignedIn: boolean): Promise<void> {
  if (hasJustSignedIn || !navigator.onLine || (await countWaiting().catch(() => 1)) > 0) await startOffline();
}

/** Outbox and offline copy follow the session by themselves from then on. What does something loads them, too. */
function startOffline(): Promise<unknown> {
  return import("./offline/offline.ts").catch(() => null);
}

function set(next: SessionState): void {
  state = next;
  for (const listener of [...listeners]) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

// Signing in or out in one window does so in all.
windows?.addEventListener("message", () => void startSession());
