import type { Entries } from "../../domain/interventions/entries.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Account } from "../../domain/session/session.ts";
import { changed, putAnswer, showAs } from "../answers.ts";
import { Refused, whenAnswerComes } from "../api.ts";
import { followSession } from "../session.ts";
import { closeAwaiting } from "../shown-notifications.ts";
import { askToKeep } from "../storage-use.ts";
import { askForSync } from "./background-sync.ts";
import { learnTime } from "./clock.ts";
import { newChange } from "./new-change.ts";
import { dropTimerOf, moveTo, moveWhatWasNumbered } from "./numbered.ts";
import { changeWaiting, dropWaiting, keepWaiting, NoRoom, waitingOf } from "./outbox-store.ts";
import { entriesAfter, withWaiting } from "./overlay.ts";
import { sealWhatIsLeft } from "./sealing.ts";
import { type OutboxNews, outboxChannel, sendAtOnce, sendWaiting } from "./send.ts";
import { isIntervention } from "./sent.ts";
import { forgetWaiting, setWaiting, waitingNow } from "./state.ts";
import type { Doing, Sending, WaitingChange } from "./waiting-change.ts";

/**
 * What people do goes through here, network or not: it is kept on the device first, shown at once, and sent in its turn
 * (send.ts). A page and the service worker may both send; whoever did tells the others.
 */
const RETRY_MS = [2_000, 5_000, 15_000, 30_000, 60_000];
/** As long as somebody looks at the button that they tapped. */
const PATIENCE_MS = 4_000;

let person: Account | null = null;
let stay = new AbortController();
let failures = 0;
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
  window.clearTimeout(timer);
  // What waited for whoever was here before is shown no more, not even until it is known what waits now.
  forgetWaiting();
  showAs((_, body) => body);
  if (!account) return;
  void look().then(send);
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
  const change = await keep(number, doing, sending).catch((error: unknown) => {
    if (error instanceof NoRoom && navigator.onLine) return null;
    throw error;
  });
  // A device that keeps nothing is as good as any other while there is a network.
  if (!change) return { state: "sent", answer: await performAtOnce(number, doing, sending) };
  onKept?.();
  const outcome = outcomeOf(change, isWatched);
  void send();
  return outcome;
}

/**
 * Does something that nobody waits for: what the server refuses is found in the list of what waits.
 *
 * @throws NoRoom
 */
export async function performLater(number: number, doing: Doing, sending: Sending): Promise<void> {
  await keep(number, doing, sending);
  void send();
}

async function performAtOnce(number: number, doing: Doing, sending: Sending): Promise<unknown> {
  if (!person) throw new Error("Nobody is signed in who could do something");
  const answer = await sendAtOnce(await newChange(person.id, number, doing, sending));
  show({ kind: "sent", id: 0, number: isIntervention(answer) ? answer.number : number, doing, answer });
  return answer;
}

async function keep(number: number, doing: Doing, sending: Sending): Promise<WaitingChange> {
  if (!person) throw new Error("Nobody is signed in who could do something");
  const change = await keepWaiting(await newChange(person.id, number, doing, sending));
  if (doing.kind === "response") void closeAwaiting(number);
  await lookAll();
  if (!navigator.onLine) void askToKeep();
  void navigator.serviceWorker?.ready.then(askForSync);
  return change;
}

/** Sends what the server refused once more, as it is or as the person has changed it. */
export async function tryAgain(
  change: WaitingChange,
  changes: Partial<Pick<WaitingChange, "body" | "doing">> = {},
): Promise<void> {
  await changeWaiting(change.id, { ...changes, problem: null, key: crypto.randomUUID() });
  await lookAll();
  void send();
}

/** It has not been done, and will not be; nor what was done to an intervention that is not made then. */
export async function giveUp({ id, account, number, doing }: WaitingChange): Promise<void> {
  const all = await waitingOf(account);
  const isMeant = (change: WaitingChange) =>
    change.id === id || (doing.kind === "creation" && change.number === number);
  await dropWaiting(all.filter(isMeant).map((change) => change.id));
  if (doing.kind === "creation") dropTimerOf(account, number);
  await lookAll();
  // What was held back by it may go now.
  void send();
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
    const later = window.setTimeout(wait, PATIENCE_MS);
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
    if (!navigator.onLine || failures > 0) wait();
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
  setWaiting(waiting);
  showAs((path, body) => withWaiting(path, body, waiting, account));
}

function hear(news: OutboxNews): void {
  if (news.kind === "sent") {
    failures = 0;
    show(news);
  }
  if (news.kind === "numbered" && person) {
    putAnswer<Intervention>(`/api/interventions/${news.local}`, () => news.job);
    moveTo(person.id, { local: news.local, number: news.job.number });
  }
  void look();
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
