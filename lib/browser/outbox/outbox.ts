import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Account } from "../../domain/session/session.ts";
import { changed, putAnswer, showAs } from "../answers.ts";
import { Refused, whenAnswerComes } from "../api.ts";
import { followSession } from "../session.ts";
import { closeAwaiting } from "../shown-notifications.ts";
import { askForSync } from "./background-sync.ts";
import { learnTime } from "./clock.ts";
import { newChange } from "./new-change.ts";
import { changeWaiting, dropWaiting, keepWaiting, waitingOf } from "./outbox-store.ts";
import { withWaiting } from "./overlay.ts";
import { sealWhatIsLeft } from "./sealing.ts";
import { type OutboxNews, outboxChannel, sendWaiting } from "./send.ts";
import { setWaiting, waitingNow } from "./state.ts";
import type { Doing, Sending, WaitingChange } from "./waiting-change.ts";

/**
 * What people do goes through here, network or not: it is kept on the device first, shown at once, and sent in its turn
 * (send.ts). A page and the service worker may both send; whoever did tells the others.
 */
const RETRY_MS = [2_000, 5_000, 15_000, 30_000, 60_000];
/** As long as somebody looks at the button that they tapped. */
const PATIENCE_MS = 4_000;

let person: Account | null = null;
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
  failures = 0;
  window.clearTimeout(timer);
  // What waited for whoever was here before is shown no more, not even until it is known what waits now.
  setWaiting([]);
  showAs((_, body) => body);
  if (!account) return;
  void look().then(send);
  // What cannot be sealed now is sealed at the next start.
  sealWhatIsLeft().catch(() => {});
}

type Done = { state: "sent"; answer: unknown } | { state: "waiting" };

/**
 * Does something: it is kept, shown, and sent, and the server is waited for as long as one would wait. What it refuses
 * meanwhile is not kept: whoever did it is still there to see why.
 *
 * @throws Refused, NoRoom
 */
export async function perform(number: number, doing: Doing, sending: Sending): Promise<Done> {
  const change = await keep(number, doing, sending);
  const outcome = outcomeOf(change.id);
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

async function keep(number: number, doing: Doing, sending: Sending): Promise<WaitingChange> {
  if (!person) throw new Error("Nobody is signed in who could do something");
  const change = await keepWaiting(await newChange(person.id, number, doing, sending));
  if (doing.kind === "response") void closeAwaiting(number);
  await look();
  windows?.postMessage({ kind: "changed" } satisfies OutboxNews);
  void navigator.serviceWorker?.ready.then(askForSync);
  return change;
}

/** Sends what the server refused once more, as it is or with what the person decided. */
export async function tryAgain(change: WaitingChange, sending: Partial<Sending> = {}): Promise<void> {
  await changeWaiting(change.id, { ...sending, problem: null, key: crypto.randomUUID() });
  await look();
  void send();
}

/** It has not been done, and will not be; nor what was done to an intervention that is not made then. */
export async function giveUp({ id, number, doing }: WaitingChange): Promise<void> {
  const hangOn = doing.kind === "creation" ? waitingNow().filter((change) => change.number === number) : [];
  for (const change of hangOn) await dropWaiting(change.id);
  await dropWaiting(id);
  await look();
  windows?.postMessage({ kind: "changed" } satisfies OutboxNews);
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

function outcomeOf(id: number): Promise<Done> {
  return new Promise((resolve, reject) => {
    const wait = () => end(() => resolve({ state: "waiting" }));
    const later = window.setTimeout(wait, PATIENCE_MS);
    whoWaits.add(wait);
    const stop = onOutbox((news) => {
      if (news.kind === "sent" && news.id === id) end(() => resolve({ state: "sent", answer: news.answer }));
      else if (news.kind === "refused" && news.id === id) void refused();
    });
    function end(settle: () => void): void {
      window.clearTimeout(later);
      whoWaits.delete(wait);
      stop();
      settle();
    }
    async function refused(): Promise<void> {
      const change = (await waitingOf(person?.id ?? "")).find((one) => one.id === id);
      if (!change?.problem) return wait();
      const { problem } = change;
      await giveUp(change);
      end(() => reject(new Refused(problem)));
    }
    if (!navigator.onLine) wait();
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
      const run = await sendWaiting(person.id, (news) => {
        hear(news);
        windows?.postMessage(news);
      });
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

async function look(): Promise<void> {
  const account = person;
  if (!account) return;
  const waiting = await waitingOf(account.id);
  if (person !== account) return;
  setWaiting(waiting);
  showAs((path, body) => withWaiting(path, body, waiting, account));
}

function hear(news: OutboxNews): void {
  if (news.kind === "sent") show(news.number, news.answer);
  void look();
  for (const listener of [...listeners]) listener(news);
}

/** What a change was answered is how it is now; what hangs on it is asked for again. */
function show(number: number, answer: unknown): void {
  const path = `/api/interventions/${number}`;
  if (isIntervention(answer)) putAnswer<Intervention>(path, () => answer);
  changed((known) => /^\/api\/interventions(\?|$)/.test(known) || known === path || known.startsWith(`${path}/`));
}

function isIntervention(answer: unknown): answer is Intervention {
  return typeof answer === "object" && answer !== null && "number" in answer && "technicians" in answer;
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
