import { createHash } from "node:crypto";
import { contactsById } from "../db/contacts.ts";
import { entriesOf } from "../db/entries.ts";
import { newestFacts } from "../db/facts.ts";
import { carriedWork } from "../db/interventions.ts";
import { listStatuses } from "../db/statuses.ts";
import { listTypes } from "../db/types.ts";
import { carriedDays } from "../domain/interventions/carried.ts";
import type { Intervention } from "../domain/interventions/intervention.ts";
import type { OfflineCopy } from "../domain/interventions/offline-copy.ts";
import { type Page, usualPage } from "../domain/page.ts";
import type { Call } from "./http.ts";
import { showBell } from "./notifications.ts";
import type * as operations from "./operations/offline-copy.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Item = NonNullable<OfflineCopy["items"]>[number];

/** Set-based: a few statements, however much work there is. */
export async function showOfflineCopy({
  transaction,
  account,
  query,
}: Call<typeof operations.showOfflineCopy>): Promise<OfflineCopy> {
  const until = new Date(Date.now() + carriedDays * DAY_MS);
  const jobs = await carriedWork(transaction, account, until);
  const ids = jobs.map(({ id }) => id);
  const facts = await newestFacts(transaction, ids, account.language);
  const entries = await entriesOf(transaction, ids);
  const contacts = await contactsById(transaction, contactIdsOf(jobs));
  const bell = await showBell({ transaction, account, query: { limit: usualPage, unread: false } });
  const items: Item[] = [
    { path: "/api/statuses", body: wholeOf(await listStatuses(transaction, false, account.language)) },
    { path: "/api/types", body: wholeOf(await listTypes(transaction, false, account.language)) },
    { path: "/api/notifications", body: bell },
    ...jobs.flatMap((job) => {
      const path = `/api/interventions/${job.number}`;
      return [
        { path, body: job },
        { path: `${path}/events`, body: facts.get(job.id) },
        { path: `${path}/entries`, body: entries.get(job.id) },
      ];
    }),
    ...contacts.map((contact) => ({ path: `/api/contacts/${contact.id}`, body: contact })),
  ];
  const digest = createHash("sha256").update(JSON.stringify(items)).digest("base64url");
  return { digest, items: digest === query.digest ? null : items };
}

function wholeOf<Item>(items: Item[]): Page<Item> {
  return { items, next_cursor: null };
}

function contactIdsOf(jobs: readonly Intervention[]): number[] {
  const ids = jobs.flatMap(({ customer, contact_person }) => [customer?.id, contact_person?.id]);
  return [...new Set(ids.filter((id) => id !== undefined))];
}
