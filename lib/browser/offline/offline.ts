import type { Contact } from "../../domain/contacts/contact.ts";
import { carriedDays } from "../../domain/interventions/carried.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { OfflineCopy } from "../../domain/interventions/offline-copy.ts";
import { isOpen } from "../../domain/interventions/open.ts";
import type { Account } from "../../domain/session/session.ts";
import { keepCopy, whenUnreachable } from "../answers.ts";
import { ask } from "../api.ts";
import { forgetAnswers, keptAnswer, keptBelow } from "../device-store.ts";
import { whenLifted } from "../finger.ts";
import { onArrival } from "../live-bell.ts";
import { onOutbox } from "../outbox/outbox.ts";
import { waitingNow } from "../outbox/state.ts";
import { followSession } from "../session.ts";
import { copyPath, type KeptCopy } from "./copy-here.ts";
import { contactsOf, listOf } from "./offline-list.ts";

/**
 * Keeps one's own work of the coming two weeks on the device, with all that one needs for it, and answers lists from it
 * while there is no network.
 */
const REFRESH_MS = 5 * 60_000;
/** Of several things that happen together the copy is asked for once. */
const TOGETHER_MS = 1_500;
/** What has not changed for long is written again now and then, so that it is not taken for old. */
const REWRITE_MS = 24 * 60 * 60_000;
const jobsPath = "/api/interventions";
const contactsPath = "/api/contacts";

let person: Account | null = null;
let timer: number | undefined;

async function refresh(account: Account): Promise<void> {
  const known = (await keptAnswer(account.id, copyPath))?.body as KeptCopy | undefined;
  const isFresh = known !== undefined && Date.now() - known.writtenAt < REWRITE_MS;
  const askedAt = Date.now();
  const { digest, items } = await ask<OfflineCopy>(isFresh ? `${copyPath}?digest=${known.digest}` : copyPath);
  if (person?.id !== account.id) return;
  // The same is as good as new.
  if (items === null) return keepCopy([[copyPath, known]], askedAt);
  await whenLifted();
  const kept: KeptCopy = { digest, writtenAt: askedAt };
  keepCopy([...items.map(({ path, body }) => [path, body] as [string, unknown]), [copyPath, kept]], askedAt);
  if (!account.is_admin) await forgetOthers(account, new Set(items.map(({ path }) => path)));
}

/** Whose work it is not any more does not find it on the device either; administrators see everybody's. */
async function forgetOthers({ id }: Account, carried: ReadonlySet<string>): Promise<void> {
  const until = Date.now() + carriedDays * 24 * 60 * 60_000;
  const waiting = new Set(waitingNow().map(({ number }) => number));
  for (const [path, job] of await keptJobs(id)) {
    const isCarried = isOpen(job) && (job.starts_at === null || Date.parse(job.starts_at) < until);
    if (isCarried && !carried.has(path) && !waiting.has(job.number)) await forgetAnswers(id, path);
  }
}

async function keptJobs(account: string): Promise<[path: string, job: Intervention][]> {
  const kept = await keptBelow(account, jobsPath);
  return kept.filter(([path]) => /\/\d+$/.test(path)) as [string, Intervention][];
}

/** Of an administrator's lists the device knows too little, but where it knows nothing else. */
async function answerOffline(path: string, known: unknown): Promise<unknown> {
  const account = person;
  if (!account || (account.is_admin && known !== undefined)) return undefined;
  if (!path.startsWith(`${jobsPath}?`) && !path.startsWith(`${contactsPath}?`)) return undefined;
  if (!(await keptAnswer(account.id, copyPath))) return undefined;
  if (path.startsWith(jobsPath)) {
    const jobs = (await keptJobs(account.id)).map(([, job]) => job);
    return listOf(path, jobs);
  }
  const contacts = await keptBelow(account.id, contactsPath);
  const list = contactsOf(
    path,
    contacts.filter(([below]) => /\/\d+$/.test(below)).map(([, contact]) => contact as Contact),
  );
  // The copy has those of one's work: that there are none at all is not known.
  return list?.items.length === 0 ? undefined : list;
}

/** What the copy holds is called otherwise now. */
export function refreshCopy(): void {
  soon(0);
}

/** Soon, and from then on every few minutes while somebody looks. */
function soon(ms = TOGETHER_MS): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    const account = person;
    soon(REFRESH_MS);
    if (account && document.visibilityState === "visible")
      refresh(account).catch(() => {
        // Without a network the copy stays as it is; the next time is near.
      });
  }, ms);
}

followSession((account) => {
  person = account;
  if (account) soon(0);
  else window.clearTimeout(timer);
});
whenUnreachable((path, known) => answerOffline(path, known).catch(() => undefined));
onArrival(() => soon());
onOutbox(({ kind }) => kind === "sent" && soon());
window.addEventListener("online", () => soon());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && soon());
