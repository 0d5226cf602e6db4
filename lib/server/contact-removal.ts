import { takeTime } from "../db/caller.ts";
import { idsOf, removeContacts, stayingContacts } from "../db/contact-removal.ts";
import { organization } from "../db/organization.ts";
import type { ContactChoice } from "../domain/contacts/filter.ts";
import { mostNamed, type RemovalOutcome, type RemovalPreview } from "../domain/contacts/removal.ts";
import { translator } from "../messages/index.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/contact-removal.ts";

/** Many go in parts, all in one transaction: what it still has to do at the end is bounded by memory alone. */
const AT_ONCE = 2_000;

/** Who can go goes; who cannot stays, and it is said why. */
export async function removeMany(call: Call<typeof operations.removeContacts>): Promise<RemovalOutcome> {
  const ids = await idsOf(call.transaction, call.body);
  const { stayed, staying } = await stayingOf(call, ids);
  return { stayed, staying, ...(await removeAll(call.transaction, ids)) };
}

/** Those of the contacts who can go. */
export async function removeAll(transaction: Call["transaction"], ids: readonly number[]) {
  const removed = { deleted: 0, anonymised: 0 };
  await takeTime(transaction);
  const { language } = await organization(transaction);
  const label = translator(language).text("registry.removed_contact");
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { deleted, anonymised } = await removeContacts(transaction, ids.slice(at, at + AT_ONCE), label);
    removed.deleted += deleted;
    removed.anonymised += anonymised;
  }
  return removed;
}

type Asked = Pick<Call, "transaction" | "account"> & { body: ContactChoice };

/** Before they are gone, and their names with them. */
async function stayingOf({ transaction, account }: Asked, ids: readonly number[]): Promise<RemovalPreview> {
  const { all, going, staying } = await stayingContacts(transaction, ids, mostNamed);
  const words = translator(account.language);
  return {
    all,
    going,
    stayed: all - going,
    staying: staying.map((one) => ({ ...one, message: words.reason(one.reason) })),
  };
}

/** What would come of it; changes nothing. */
export async function previewRemoval(call: Call<typeof operations.previewRemoval>): Promise<RemovalPreview> {
  return stayingOf(call, await idsOf(call.transaction, call.body));
}
