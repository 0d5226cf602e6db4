import { useCallback, useEffect, useSyncExternalStore } from "react";
import { ask, Refused, Unreachable } from "./api.ts";
import { keepAnswer, keptAnswer } from "./device-store.ts";

/**
 * Answers of the API by their path, first from this device, then from the network: a screen draws what is known and
 * moves on when fresher data come. Several parts of a screen that want the same path share one request.
 */
type Entry = {
  body: unknown;
  /** When the server answered this; 0 before any. */
  at: number;
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

const nothing: Entry = { body: undefined, at: 0, error: null, isLoading: true };
const FRESH_MS = 2_000;

const entries = new Map<string, Entry>();
const listeners = new Map<string, Set<() => void>>();
const requests = new Map<string, Promise<void>>();
/** How often an answer was put in place: what was asked for before may not take its place. */
const puts = new Map<string, number>();
let account: string | null = null;
let onSessionEnded: () => void = () => {};

/** Whose answers these are from now on; those of anybody else are dropped. */
export function answerFor(accountId: string | null): void {
  if (accountId === account) return;
  account = accountId;
  entries.clear();
  requests.clear();
  for (const path of listeners.keys()) tell(path);
}

/** Called when the server does not know the session any more. */
export function whenSessionEnds(callback: () => void): void {
  onSessionEnded = callback;
}

/** The answer to `GET path`; null asks for nothing. */
export function useAnswer<Body>(path: string | null): Answer<Body> {
  const subscribe = useCallback((listener: () => void) => (path === null ? () => {} : listen(path, listener)), [path]);
  const entry = useSyncExternalStore(
    subscribe,
    () => (path === null ? nothing : (entries.get(path) ?? nothing)),
    () => nothing,
  );
  useEffect(() => {
    if (path !== null) void freshen(path);
  }, [path]);
  const reload = useCallback(() => (path === null ? Promise.resolve() : load(path)), [path]);
  return { ...entry, body: entry.body as Body | undefined, reload };
}

/** Puts in place what is known to be so now: the answer to a change, or what the live bell said. */
export function putAnswer<Body>(path: string, change: (body: Body | undefined) => Body | undefined): void {
  const entry = entries.get(path) ?? nothing;
  const body = change(entry.body as Body | undefined);
  if (body === undefined || body === entry.body) return;
  puts.set(path, (puts.get(path) ?? 0) + 1);
  set(path, { ...entry, body, at: Date.now(), error: null, isLoading: false });
  keep(path, body);
}

/** Something on the server has changed: what is on screen is asked for again, the rest when it is next wanted. */
export function changed(concerns: (path: string) => boolean): void {
  for (const [path, entry] of entries) {
    if (!concerns(path)) continue;
    if (listeners.get(path)?.size) void load(path);
    else entries.set(path, { ...entry, at: 0 });
  }
}

/** One answer, without drawing it. */
export async function answerOf<Body>(path: string): Promise<Body> {
  await freshen(path);
  const entry = entries.get(path);
  if (entry?.body !== undefined) return entry.body as Body;
  throw entry?.error ?? new Unreachable(path);
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
  const asker = account;
  const seen = puts.get(path);
  const before = entries.get(path);
  if (before?.isLoading === false) set(path, { ...before, isLoading: true });
  const fromDevice = before === undefined && asker !== null ? drawKept(asker, path) : undefined;
  try {
    const body = await ask(path);
    if (asker !== account) return;
    if (puts.get(path) !== seen) return await fetchInto(path);
    set(path, { body, at: Date.now(), error: null, isLoading: false });
    keep(path, body);
  } catch (error) {
    if (asker !== account) return;
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    await fromDevice;
    const known = entries.get(path) ?? nothing;
    const isGone = error instanceof Refused && error.problem.status === 404;
    set(path, { ...known, body: isGone ? undefined : known.body, error, isLoading: false });
    if (error instanceof Refused && error.problem.code === "not_signed_in") onSessionEnded();
  }
}

/** The network may be faster than the disk: then its answer stays. */
async function drawKept(asker: string, path: string): Promise<void> {
  const kept = await keptAnswer(asker, path).catch(() => null);
  if (!kept || asker !== account || entries.has(path)) return;
  set(path, { body: kept.body, at: 0, error: null, isLoading: true });
}

/** The device's storage may be full; then the next start has to wait for the network. */
function keep(path: string, body: unknown): void {
  if (account !== null) keepAnswer(account, path, { body, at: Date.now() }).catch(() => {});
}

function set(path: string, entry: Entry): void {
  entries.set(path, entry);
  tell(path);
}

function tell(path: string): void {
  for (const listener of [...(listeners.get(path) ?? [])]) listener();
}

/** When the person comes back to the window, or the network to the device, what is on screen is asked for again. */
export function freshenOnReturn(): () => void {
  const onReturn = () => {
    if (document.visibilityState !== "visible") return;
    for (const [path, { size }] of listeners) if (size > 0) void freshen(path);
  };
  document.addEventListener("visibilitychange", onReturn);
  window.addEventListener("online", onReturn);
  return () => {
    document.removeEventListener("visibilitychange", onReturn);
    window.removeEventListener("online", onReturn);
  };
}
