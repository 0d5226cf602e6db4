import { draftPrefix } from "../drafts.ts";
import { dropTimer, renumberTimer, timerOf, type WorkTimer } from "../work-timer.ts";
import { numberOf } from "./outbox-store.ts";

/** What the server has given its number takes what is kept under the old one along: the timer, and what is half typed. */
export function moveTo(account: string, { local, number }: { local: number; number: number }): void {
  renumberTimer(account, local, number);
  for (const form of draftsOf(account)) {
    const moved = form.replace(new RegExp(`^([a-z-]+)\\.${local}(?=\\.|$)`), `$1.${number}`);
    if (moved !== form) renameDraft(account, form, moved);
  }
}

/** The service worker may have sent it while no window was open. */
export async function moveWhatWasNumbered(account: string): Promise<void> {
  const inForms = draftsOf(account).map((form) => Number(/^[a-z-]+\.(-\d+)/.exec(form)?.[1]));
  for (const local of new Set([timerOf(account)?.number ?? 0, ...inForms])) {
    const number = local < 0 ? await numberOf(local) : undefined;
    if (number !== undefined) moveTo(account, { local, number });
  }
}

/** It will not be made, so nothing is measured for it. */
export function dropTimerOf(account: string, number: number): WorkTimer | null {
  const timer = timerOf(account);
  if (timer?.number !== number) return null;
  dropTimer(account);
  return timer;
}

/** The forms in which somebody has something typed. */
function draftsOf(account: string): string[] {
  const start = `${draftPrefix}${account}.`;
  try {
    const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(start));
    return keys.map((key) => key.slice(start.length));
  } catch {
    return [];
  }
}

function renameDraft(account: string, form: string, next: string): void {
  const [from, to] = [`${draftPrefix}${account}.${form}`, `${draftPrefix}${account}.${next}`];
  try {
    const kept = window.localStorage.getItem(from);
    if (kept !== null) window.localStorage.setItem(to, kept);
    window.localStorage.removeItem(from);
  } catch {
    // There was none to rename.
  }
}
