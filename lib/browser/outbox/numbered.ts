import { draftsOf, renameDraft } from "../drafts.ts";
import { dropTimer, renumberTimer, timerOf } from "../work-timer.ts";
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
export function dropTimerOf(account: string, number: number): void {
  if (timerOf(account)?.number === number) dropTimer(account);
}
