import type { Entries } from "../../domain/interventions/entries.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Account } from "../../domain/session/session.ts";
import { changed, putAnswer, showAs } from "../answers.ts";
import { Refused, whenAnswerComes } from "../api.ts";
import { followSession } from "../session.ts";
import { closeAwaiting } from "../shown-notifications.ts";
import { askToKeep } from "../storage-use.ts";
import { startTimer, timerOf, type WorkTimer } from "../work-timer.ts";
import { mayGoAtOnce, sendOutOfTurn } from "./at-once.ts";
import { askForSync } from "./background-sync.ts";
import { learnTime } from "./clock.ts";
import { newChange, newKey } from "./new-change.ts";
import { dropTimerOf, moveTo, moveWhatWasNumbered } from "./numbered.ts";
import {
  changeWaiting,
  dropUnsentEntry,
  keepWaiting,
  NoRoom,
  numberOf,
  putBackWaiting,
  waitingOf,
} from "./outbox-store.ts";
import { entriesAfter, withWaiting } from "./overlay.ts";
import { sealWhatIsLeft } from "./sealing.ts";
import { type OutboxNews, outboxChannel, sendWaiting } from "./send.ts";
import { isIntervention } from "./sent.ts";
import { forgetWaiting, setWaiting, waitingNow } from "./state.ts";
import { takeOut } from "./take-out.ts";
import type { Doing, Sending, WaitingChange } from "./waiting-change.ts";

/**
 * What people do goes through here, network or not: it is kept on the device first, shown at once, and sent in its turn
 * (send.ts). A page and the service worker may both send; whoever did tells the others.
 */
const RETRY_MS = [2_000, 5_000, 15_000, 30_000, 60_000];
/** As long as somebody looks at the button that they tapped. */
const PATIENCE_MS = 3_000;

let person: Account | null = null;
let stay = new AbortController();
let failures = 0;
/** Somebody has waited for nothing, and nothing was heard since. */
let isSlow = false;
let timer: number | undefined;
let isSending = false;
let isWanted = false;
const listeners = new Set<(news: OutboxNews) => void>();
/** Those who wait for an answer: without a network they need not. */
const whoWaits = new Set<() => void>();
const windows = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(outboxChannel);

/** Whose outbox this is from now on. What waits for anybody else stays on the device, sealed. */
function openFor(account: Account | null): void {
  person = account;
  stay.abort();
  stay = new AbortController();
  failures = 0;
  isSlow = false;
  window.clearTimeout(timer);
  // What waited for whoever was here before is shown no more, not even until it is known what waits now.
  forgetWaiting();
  showAs((_, body) => body);
  if (!account) return;
  void look()
    .catch(() => {})
    .then(send);
  void moveWhatWasNumbered(account.id);
  // What cannot be sealed now is sealed at the next start.
  sealWhatIsLeft().catch(() => {});
}

type Done = { state: "sent"; answer: unknown } | { state: "waiting" };
export type Watching = {
  /** Called when it lies on the device, whatever the server will say. */
  onKept?: () => void;
  /** Whether somebody is still there to see why it is refused; if not, it is found in the list of what waits. */
  isWatched?: () => boolean;
};

/**
 * Does something: it is kept, shown, and sent, and the server is waited for as long as one would wait. What it refuses
 * meanwhile is not kept: whoever did it is still there to see why.
 *
 * @throws Refused, NoRoom
 */
export async function perform(
  number: number,
  doing: Doing,
  sending: Sending,
  { onKept, isWatched = () => true }: Watching = {},
): Promise<Done> {
  const kept = await keepOrSend(number, doing, sending);
  onKept?.();
  if (!("change" in kept)) return { state: "sent", answer: kept.answer };
  const outcome = outcomeOf(kept.change, isWatched);
  void send();
  return outcome;
}

/**
 * Does something that nobody waits for: what the server refuses is found in the list of what waits.
 *
 * @throws NoRoom, and of a device that keeps nothing Refused or Unreachable
 */
export async function performLater(number: number, doing: Doing, sending: Sending): Promise<void> {
  await keepOrSend(number, doing, sending);
  void send();
}

/** A device that keeps nothing is as good as any other while there is a network. */
async function keepOrSend(
  number: number,
  doing: Doing,
  sending: Sending,
): Promise<{ change: WaitingChange } | { answer: unknown }> {
  if (!person) throw new Error("Nobody is signed in who could do something");
  const change = await newChange(person.id, number, doing, sending);
  try {
    // Of an entry that the server never had there is nothing to be removed there.
    if (sending.method === "DELETE" && (await dropUnsentEntry(change))) {
      await lookAll();
      return { answer: undefined };
    }
    return { change: await keep(change) };
  } catch (error) {
    if (!(error instanceof NoRoom && (await mayGoAtOnce(change)))) throw error;
  }
  const answer = await sendOutOfTurn(change);
  show({ kind: "sent", id: 0, number: isIntervention(answer) ? answer.number : number, doing, answer });
  return { answer };
}

async function keep(change: Omit<WaitingChange, "id">): Promise<WaitingChange> {
  const kept = await keepWaiting(change);
  if (change.doing.kind === "response") void closeAwaiting(change.number);
  // It is kept, and will be sent, whether it can be shown or not.
  await lookAll().catch(() => {});
  if (!navigator.onLine) void askToKeep();
  void navigator.serviceWorker?.ready.then(askForSync);
  return kept;
}

/**
 * Sends what the server refused once more, as it is or as the person has changed it: also when another window has given
 * it up meanwhile.
 *
 * @throws NoRoom
 */
export async function tryAgain(
  change: WaitingChange,
  changes: Partial<Pick<WaitingChange, "body" | "doing" | "madeAt">> = {},
): Promise<void> {
  const anew = { ...changes, problem: null, key: newKey() };
  const isThere = await changeWaiting(change.id, anew);
  // What has its number by now was sent from there.
  const isMade = change.doing.kind === "creation" && (await numberOf(change.number)) !== undefined;
  if (!isThere && !isMade) {
    const { id: _, ...rest } = change;
    await keepWaiting({ ...rest, ...anew });
  }
  await goOn();
}

/** What waits is another now: it is shown, and sent. */
export async function goOn(): Promise<void> {
  await lookAll();
  void send();
}

/**
 * It has not been done, and will not be; nor what was done to an intervention that is not made then.
 *
 * @returns what has gone, for `putBack`; no changes: it had been sent already
 */
export async function giveUp(change: WaitingChange): Promise<GivenUp> {
  const changes = await takeOut(change);
  const isMade = change.doing.kind !== "creation" || changes.length === 0;
  const timer = isMade ? null : dropTimerOf(change.account, change.number);
  // What was held back by it may go now; whether that can be shown or not, it can be taken back.
  await goOn().catch(() => {});
  return { changes, timer };
}

/** `timer`: what was measured for what is not made. */
type GivenUp = { changes: WaitingChange[]; timer: WorkTimer | null };

/**
 * What was given up by mistake waits again, where it did before.
 *
 * @returns whether it does: its person may have gone meanwhile
 */
export async function putBack({ changes, timer }: GivenUp): Promise<boolean> {
  const [first] = changes;
  const isBack = first !== undefined && (await putBackWaiting(changes));
  if (isBack && timer && !timerOf(first.account)) startTimer(first.account, timer);
  await goOn();
  return isBack;
}

export function onOutbox(listener: (news: OutboxNews) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For whoever does not want to wait for it. */
export async function sendNow(): Promise<void> {
  failures = 0;
  await send();
}

function outcomeOf({ id, account }: WaitingChange, isWatched: () => boolean): Promise<Done> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const wait = () => end(() => resolve({ state: "waiting" }));
    const later = window.setTimeout(() => {
      isSlow = true;
      wait();
    }, PATIENCE_MS);
    whoWaits.add(wait);
    const stop = onOutbox((news) => {
      if (news.kind === "sent" && news.id === id) end(() => resolve({ state: "sent", answer: news.answer }));
      else if (news.kind === "refused" && news.id === id) void refused();
    });
    function end(settle: () => unknown): void {
      if (isOver) return;
      isOver = true;
      window.clearTimeout(later);
      whoWaits.delete(wait);
      stop();
      settle();
    }
    async function refused(): Promise<void> {
      const change = (await waitingOf(account)).find((one) => one.id === id);
      if (!change?.problem || !isWatched()) return wait();
      const refusal = new Refused(change.problem);
      // First it is gone, then it is said: what is shown meanwhile would still be as if it had been done.
      end(() => giveUp(change).then(() => reject(refusal), reject));
    }
    // Whoever was not heard just now is not waited for again.
    if (!navigator.onLine || failures > 0 || isSlow) wait();
  });
}

/** One after the other; what is done while it is sent is sent with it. */
async function send(): Promise<void> {
  if (!person) return;
  isWanted = true;
  if (isSending) return;
  isSending = true;
  window.clearTimeout(timer);
  try {
    while (isWanted && person) {
      isWanted = false;
      // What the device itself stumbles over may work in a while.
      const run = await sendWaiting(person.id, tellAll, stay.signal).catch(() => "later" as const);
      if (run === "done") failures = 0;
      else for (const wait of [...whoWaits]) wait();
      if (run === "later") tryLater();
      // Whoever signs in again is found by asking as anybody does, and so is why nobody is signed in (lib/browser/session.ts).
      else if (run !== "done") changed((path) => path === "/api/notifications");
    }
  } finally {
    isSending = false;
  }
}

function tryLater(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void send(), RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
}

function tellAll(news: OutboxNews): void {
  hear(news);
  windows?.postMessage(news);
}

/** In all windows. */
async function lookAll(): Promise<void> {
  await look();
  windows?.postMessage({ kind: "changed" } satisfies OutboxNews);
}

async function look(): Promise<void> {
  const account = person;
  if (!account) return;
  const waiting = await waitingOf(account.id);
  if (person !== account) return;
  const same = sameObjects(waiting, waitingNow());
  setWaiting(same);
  if (same.some(({ isRaw, problem }) => isRaw && problem === null)) void develop(account.id);
  showAs((path, body) => withWaiting(path, body, same, account));
}

/** In the darkroom, which is loaded where there is something to be got ready. */
async function develop(account: string): Promise<void> {
  // Without it they wait for the next look.
  await import("./darkroom.ts").then((darkroom) => darkroom.develop(account)).catch(() => {});
}

/** What has not changed stays the object that it was, so that nothing of it is drawn anew: photos would blink. */
function sameObjects(next: readonly WaitingChange[], known: readonly WaitingChange[]): WaitingChange[] {
  const byId = new Map(known.map((change) => [change.id, change]));
  return next.map((change) => {
    const before = byId.get(change.id);
    return before && JSON.stringify(before) === JSON.stringify(change) ? before : change;
  });
}

function hear(news: OutboxNews): void {
  if (news.kind !== "changed") isSlow = false;
  if (news.kind === "sent") {
    failures = 0;
    show(news);
  }
  if (news.kind === "numbered" && person) {
    putAnswer<Intervention>(`/api/interventions/${news.local}`, () => news.job);
    moveTo(person.id, { local: news.local, number: news.job.number });
  }
  look().catch(() => {});
  for (const listener of [...listeners]) listener(news);
}

/** What a change was answered is how it is now; what hangs on it is asked for again. */
function show({ number, doing, answer }: Extract<OutboxNews, { kind: "sent" }>): void {
  const path = `/api/interventions/${number}`;
  if (isIntervention(answer)) putAnswer<Intervention>(path, () => answer);
  else putAnswer<Entries>(`${path}/entries`, (known) => known && entriesAfter(known, doing, answer));
  changed((known) => /^\/api\/interventions(\?|$)/.test(known) || known === path || known.startsWith(`${path}/`));
}

/** The network is back, or the person: what waits is sent. */
function sendAgain(): void {
  if (document.visibilityState === "visible" && waitingNow().length > 0) void send();
}

windows?.addEventListener("message", ({ data }: MessageEvent<OutboxNews>) => hear(data));
window.addEventListener("online", sendAgain);
document.addEventListener("visibilitychange", sendAgain);
whenAnswerComes((response) => void learnTime(response.headers.get("date")).catch(() => {}));
followSession(openFor);
