import { useCallback, useEffect, useSyncExternalStore } from "react";
import { ask, Refused, Unreachable } from "./api.ts";
import { forgetAnswers, keepAnswers, keptAnswer } from "./device-store.ts";
import { feelFinger, whenLifted } from "./finger.ts";

/**
 * Answers of the API by their path, first from this device, then from the network: a screen draws what is known and
 * moves on when fresher data come. Several parts of a screen that want the same path share one request.
 */
type Entry = {
  body: unknown;
  /** When the server answered this; 0 before any. */
  at: number;
  /** When it was last asked in vain or not; 0 before any. */
  triedAt: number;
  error: Refused | Unreachable | null;
  isLoading: boolean;
};

export type Answer<Body> = {
  /** What is known; undefined before anything is. */
  body: Body | undefined;
  /** When the server said so, in milliseconds since 1970. */
  at: number;
  /** Why there is nothing fresher. */
  error: Refused | Unreachable | null;
  isLoading: boolean;
  reload: () => Promise<void>;
};

const nothing: Entry = { body: undefined, at: 0, triedAt: 0, error: null, isLoading: true };
const FRESH_MS = 2_000;
/** What is on screen is asked for again after so long, and sooner when the server could not be reached. */
const REFRESH_MS = 30_000;
const RETRY_MS = 10_000;
const LOOK_MS = 5_000;

const entries = new Map<string, Entry>();
const listeners = new Map<string, Set<() => void>>();
const requests = new Map<string, Promise<void>>();
/** How often an answer was put in place, or was said to have changed: what was asked for before may not take its place. */
const moves = new Map<string, number>();
let account: string | null = null;
/** Grows when the answers become somebody else's, or nobody's: what was asked for before is of no use then. */
let era = 0;
let onAnswered: (path: string, body: unknown) => void = () => {};
type Unreached = (path: string, known: unknown) => Promise<unknown>;
let answerUnreached: Unreached = async () => undefined;
type Show = (path: string, body: unknown) => unknown;
let show: Show = (_, body) => body;
/** What is shown of an entry, made once for each. */
let shown = new WeakMap<Entry, Map<string, Entry>>();

/** Whose answers these are from now on; those of anybody else are dropped. */
export function answerFor(accountId: string | null): void {
  if (accountId === account) return;
  account = accountId;
  era++;
  entries.clear();
  requests.clear();
  for (const path of listeners.keys()) tell(path);
}

/** Called with each answer of the server: some say something of other paths, too. */
export function whenAnswered(callback: (path: string, body: unknown) => void): void {
  onAnswered = callback;
}

/** Called when the server cannot be reached: the device may know the answer by itself; undefined where it does not. */
export function whenUnreachable(callback: Unreached): void {
  answerUnreached = callback;
}

/** What the screens get of an answer from now on: it may be ahead of the server (lib/browser/outbox). */
export function showAs(next: Show): void {
  show = next;
  shown = new WeakMap();
  for (const path of listeners.keys()) tell(path);
}

function entryShown(path: string): Entry {
  const entry = entries.get(path) ?? nothing;
  const known = shown.get(entry)?.get(path);
  if (known) return known;
  const body = show(path, entry.body);
  const next = body === entry.body ? entry : { ...entry, body };
  shown.set(entry, (shown.get(entry) ?? new Map()).set(path, next));
  return next;
}

/** The answer to `GET path`; null asks for nothing. */
export function useAnswer<Body>(path: string | null): Answer<Body> {
  const subscribe = useCallback((listener: () => void) => (path === null ? () => {} : listen(path, listener)), [path]);
  const entry = useSyncExternalStore(
    subscribe,
    () => (path === null ? nothing : entryShown(path)),
    () => nothing,
  );
  useEffect(() => {
    if (path !== null) void freshen(path);
  }, [path]);
  const reload = useCallback(() => (path === null ? Promise.resolve() : load(path)), [path]);
  return { ...entry, body: entry.body as Body | undefined, reload };
}

/** What is known of an answer now, if anything. */
export function answerNow<Body>(path: string): Body | undefined {
  return entryShown(path).body as Body | undefined;
}

/** Puts in place what is known to be so now: the answer to a change, or what the live bell said. */
export function putAnswer<Body>(path: string, change: (body: Body | undefined) => Body | undefined): void {
  const entry = entries.get(path) ?? nothing;
  const body = change(entry.body as Body | undefined);
  if (body === undefined || body === entry.body) return;
  move(path);
  set(path, { body, at: Date.now(), triedAt: Date.now(), error: null, isLoading: false });
  keep([path, body]);
}

/** What is known of paths by the way, of another answer: it is taken where less is known, and asked for all the same. */
export function putKnown<Body>(
  bodies: [path: string, body: Body][],
  isNewer: (body: Body, known: Body) => boolean,
): void {
  const news = bodies.filter(([path, body]) => {
    const known = entries.get(path)?.body as Body | undefined;
    return known === undefined || isNewer(body, known);
  });
  for (const [path, body] of news) set(path, { ...(entries.get(path) ?? { ...nothing, isLoading: false }), body });
  keep(...news);
}

/** Answers that were asked for together to be kept: where something newer is known that stays. */
export function keepCopy(bodies: [path: string, body: unknown][], askedAt: number): void {
  const news = bodies.filter(([path]) => (entries.get(path)?.at ?? 0) < askedAt);
  for (const [path, body] of news) {
    const entry = entries.get(path);
    if (entry) set(path, { ...entry, body, at: askedAt });
  }
  keep(...news);
}

/** Something on the server has changed: what is on screen is asked for again, the rest when it is next wanted. */
export function changed(concerns: (path: string) => boolean): void {
  for (const path of new Set([...entries.keys(), ...requests.keys()])) {
    if (!concerns(path)) continue;
    move(path);
    const entry = entries.get(path);
    if (listeners.get(path)?.size) void load(path);
    else if (entry) entries.set(path, { ...entry, at: 0 });
  }
}

function move(path: string): void {
  moves.set(path, (moves.get(path) ?? 0) + 1);
}

function listen(path: string, listener: () => void): () => void {
  const known = listeners.get(path) ?? new Set();
  listeners.set(path, known.add(listener));
  return () => void known.delete(listener);
}

async function freshen(path: string): Promise<void> {
  const entry = entries.get(path);
  if (entry && Date.now() - entry.at < FRESH_MS) return;
  await load(path);
}

function load(path: string): Promise<void> {
  const running = requests.get(path);
  if (running) return running;
  const request = fetchInto(path).finally(() => {
    if (requests.get(path) === request) requests.delete(path);
  });
  requests.set(path, request);
  return request;
}

async function fetchInto(path: string): Promise<void> {
  if (isOnlyHere(path)) return set(path, { ...(entries.get(path) ?? nothing), isLoading: false });
  const [asker, asked] = [account, era];
  const seen = moves.get(path);
  const before = entries.get(path);
  if (before?.isLoading === false) set(path, { ...before, isLoading: true });
  const fromDevice = before === undefined && asker !== null ? drawKept(asker, path) : undefined;
  try {
    const body = await ask(path);
    if (before?.body !== undefined) await whenLifted();
    if (asked !== era) return;
    if (moves.get(path) !== seen) return await fetchInto(path);
    set(path, { body, at: Date.now(), triedAt: Date.now(), error: null, isLoading: false });
    keep([path, body]);
    onAnswered(path, body);
  } catch (error) {
    if (asked !== era) return;
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    if (error instanceof Refused && moves.get(path) !== seen) return await fetchInto(path);
    await fromDevice;
    const own = error instanceof Unreachable ? await answerUnreached(path, entries.get(path)?.body) : undefined;
    if (asked !== era) return;
    const known = entries.get(path) ?? nothing;
    const isClosed = error instanceof Refused && [403, 404].includes(error.problem.status);
    if (isClosed) forget(path);
    const body = isClosed ? undefined : (own ?? known.body);
    set(path, { ...known, body, triedAt: Date.now(), error, isLoading: false });
  }
}

/** The server knows nothing of what only this device has numbered yet. */
function isOnlyHere(path: string): boolean {
  return path.startsWith("/api/interventions/-");
}

/** The network may be faster than the disk: then its answer stays. */
async function drawKept(asker: string, path: string): Promise<void> {
  const kept = await keptAnswer(asker, path).catch(() => null);
  if (!kept || asker !== account || entries.has(path)) return;
  set(path, { ...nothing, body: kept.body });
}

/** The device's storage may be full; then the next start has to wait for the network. */
function keep(...bodies: [path: string, body: unknown][]): void {
  const kept = bodies.filter(([path]) => isOfUseLater(path));
  if (account !== null && kept.length > 0) keepAnswers(account, kept, Date.now()).catch(() => {});
}

/** Each word that is searched for, and each change that is thought of, is a path of its own. */
function isOfUseLater(path: string): boolean {
  return !isOnlyHere(path) && !/[?&]q=|\/status-preview\?/.test(path);
}

/** The person may not see it any more, nor what is below it: it leaves the device. */
function forget(path: string): void {
  // Where it stays, because the device refuses, the next start asks the server, and forgets it then.
  if (account !== null) forgetAnswers(account, path).catch(() => {});
}

function set(path: string, entry: Entry): void {
  entries.set(path, entry);
  tell(path);
}

function tell(path: string): void {
  for (const listener of [...(listeners.get(path) ?? [])]) listener();
}

/**
 * Keeps what is on screen fresh: when the person comes back to the window, or the network to the device, and now and
 * then, because not everything that others change rings a bell here.
 */
export function keepFresh(): () => void {
  const onReturn = () => forEachOnScreen((path) => void freshen(path));
  const look = () =>
    forEachOnScreen((path) => {
      if (isDue(path)) void load(path);
    });
  document.addEventListener("visibilitychange", onReturn);
  window.addEventListener("online", onReturn);
  const timer = window.setInterval(look, LOOK_MS);
  const stopFeeling = feelFinger();
  return () => {
    document.removeEventListener("visibilitychange", onReturn);
    window.removeEventListener("online", onReturn);
    window.clearInterval(timer);
    stopFeeling();
  };
}

function forEachOnScreen(see: (path: string) => void): void {
  if (document.visibilityState !== "visible") return;
  for (const [path, { size }] of listeners) if (size > 0) see(path);
}

function isDue(path: string): boolean {
  const { error, triedAt, isLoading } = entries.get(path) ?? nothing;
  if (isLoading || isFinal(error)) return false;
  return Date.now() - triedAt >= (error ? RETRY_MS : REFRESH_MS);
}

/** What the server refuses it would refuse again, but for what passes: it was too slow, too early, or too much. */
function isFinal(error: Entry["error"]): boolean {
  if (!(error instanceof Refused)) return false;
  const { status } = error.problem;
  return status < 500 && ![408, 425, 429].includes(status);
}
