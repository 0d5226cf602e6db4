import type { BellRow } from "../domain/notifications/bell-row.ts";
import type { Page } from "../domain/page.ts";
import { changed, putAnswer } from "./answers.ts";
import { ask } from "./api.ts";
import { showUnreadInTitle } from "./title.ts";

/** The first page of the bell, which every window keeps up to date. */
export const bellPath = "/api/notifications";
export type BellPage = Page<BellRow> & { unread_count: number };

type News =
  | { kind: "notification"; row: BellRow & { unread_count: number } }
  | { kind: "reading"; unread_count: number }
  /** Something may have been missed: look again. */
  | { kind: "lookAgain" };

const POLL_MS = 30_000;
const RECONNECT_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const arrivalListeners = new Set<(row: BellRow) => void>();

/** Called for each row that arrives while the window is open. */
export function onArrival(listener: (row: BellRow) => void): () => void {
  arrivalListeners.add(listener);
  return () => void arrivalListeners.delete(listener);
}

/**
 * Keeps the bell of this window live until stopped. One window holds the stream for all windows of the browser, which
 * allows few connections to one server; when it closes, the next takes over. While there is no stream it is asked every
 * half minute.
 */
export function startLiveBell(): () => void {
  const stopped = new AbortController();
  const windows = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("campanella-bell");
  windows?.addEventListener("message", ({ data }: MessageEvent<News>) => apply(data));
  const tell = (news: News) => {
    apply(news);
    windows?.postMessage(news);
  };
  const hold = () => holdStream(tell, stopped.signal);
  if (navigator.locks) {
    const { signal } = stopped;
    navigator.locks.request("campanella-bell", { signal }, hold).catch(() => {
      // Stopped while waiting for its turn.
    });
  } else void hold();
  return () => {
    stopped.abort();
    windows?.close();
  };
}

/** Resolves when stopped. */
function holdStream(tell: (news: News) => void, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return Promise.resolve();
  let failures = 0;
  let stream: EventSource | undefined;
  let retry: number | undefined;
  const poll = window.setInterval(() => {
    if (stream?.readyState !== EventSource.OPEN) tell({ kind: "lookAgain" });
  }, POLL_MS);

  function open(): void {
    stream = new EventSource("/api/notifications/stream");
    stream.addEventListener("open", () => {
      // A stream of its own starts with now; one that the browser reopened replays what was missed.
      if (failures > 0) tell({ kind: "lookAgain" });
      failures = 0;
    });
    stream.addEventListener("notification", ({ data }) => tell({ kind: "notification", row: JSON.parse(data) }));
    stream.addEventListener("reading", ({ data }) => tell({ kind: "reading", ...JSON.parse(data) }));
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      retry = window.setTimeout(open, RECONNECT_MS[Math.min(failures++, RECONNECT_MS.length - 1)]);
      // Asking tells whether the session has ended, and gets what the stream would have said.
      tell({ kind: "lookAgain" });
    });
  }

  open();
  return new Promise((resolve) => {
    stopped.addEventListener("abort", () => {
      window.clearInterval(poll);
      window.clearTimeout(retry);
      stream?.close();
      resolve();
    });
  });
}

function apply(news: News): void {
  if (news.kind === "notification") ring(news.row);
  else {
    if (news.kind === "reading") {
      putAnswer<BellPage>(bellPath, (page) => page && { ...page, unread_count: news.unread_count });
    }
    lookAgain();
  }
}

function lookAgain(): void {
  changed((path) => path.startsWith(bellPath));
}

function ring({ unread_count, ...row }: BellRow & { unread_count: number }): void {
  let isNew = false;
  putAnswer<BellPage>(bellPath, (page) => {
    if (!page) return page;
    isNew = page.items.every(({ id }) => id !== row.id);
    return { ...page, unread_count, items: isNew ? [row, ...page.items] : page.items };
  });
  const { intervention_number: number } = row;
  changed((path) => path.startsWith(`${bellPath}?`) || (number !== null && concerns(path, number)));
  if (isNew) for (const listener of [...arrivalListeners]) listener(row);
}

/** Lists, and everything about this one intervention. */
function concerns(path: string, number: number): boolean {
  return /^\/api\/interventions(\?|$)/.test(path) || new RegExp(`^/api/interventions/${number}(/|$)`).test(path);
}

/** Marks one row or (null) all as read or unread: here at once, then on the server, which tells the other devices. */
export async function markRows(id: number | null, isRead: boolean): Promise<void> {
  const readAt = isRead ? new Date().toISOString() : null;
  putAnswer<BellPage>(bellPath, (page) => page && marked(page, id, readAt));
  try {
    const path = id === null ? `${bellPath}/readings` : `${bellPath}/${id}/reading`;
    const { unread_count } = await ask<{ unread_count: number }>(path, { method: isRead ? "PUT" : "DELETE" });
    putAnswer<BellPage>(bellPath, (page) => page && { ...page, unread_count });
  } finally {
    lookAgain();
  }
}

function marked(page: BellPage, id: number | null, readAt: string | null): BellPage {
  const concerned = page.items.filter(
    (row) => (id === null || row.id === id) && (row.read_at === null) !== (readAt === null),
  );
  const ids = new Set(concerned.map((row) => row.id));
  const unread = id === null ? 0 : Math.max(0, page.unread_count + (readAt === null ? ids.size : -ids.size));
  const items = page.items.map((row) => (ids.has(row.id) ? { ...row, read_at: readAt } : row));
  return { ...page, items, unread_count: unread };
}

/** Whoever comes next on this device sees nobody else's number. */
export function hideUnread(): void {
  void showCount(0);
}

async function showCount(count: number): Promise<void> {
  showUnreadInTitle(count);
  if ("setAppBadge" in navigator)
    await (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => {});
}

/** The number on the app's icon and in the window's title, and the system's notifications of what was read elsewhere. */
export async function showUnread(page: BellPage): Promise<void> {
  await showCount(page.unread_count);
  const registration = await navigator.serviceWorker?.getRegistration();
  const read = new Set(page.items.filter((row) => row.read_at !== null).map((row) => `notification-${row.id}`));
  for (const shown of (await registration?.getNotifications()) ?? []) if (read.has(shown.tag)) shown.close();
}
