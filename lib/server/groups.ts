import { idsOf, stayingContacts } from "../db/contact-removal.ts";
import {
  addMembers,
  areFixed,
  deleteGroups,
  emptyGroups,
  groupById,
  insertGroup,
  lockGroup,
  membersOf,
  mergeGroups,
  removeMembers,
  updateGroup,
  watchGroup,
} from "../db/groups.ts";
import type { DissolutionPreviewed, Dissolved, Group } from "../domain/contacts/group.ts";
import { removeAll } from "./contact-removal.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/groups.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";

export async function createGroup({ transaction, body }: Call<typeof operations.createGroup>): Promise<Group> {
  return found(await groupById(transaction, await insertGroup(transaction, body)));
}

export async function changeGroup({ transaction, params, body }: Call<typeof operations.changeGroup>): Promise<Group> {
  const version = found(await lockGroup(transaction, params.id));
  if (body.version !== undefined && body.version !== version)
    throw new Refusal("version_conflict", { current: await groupById(transaction, params.id) });
  await updateGroup(transaction, params.id, body);
  return found(await groupById(transaction, params.id));
}

/** Who is in a smart group changes by itself: there is no moment to tell of. */
export async function watch({ transaction, params, body }: Call<typeof operations.watchGroup>): Promise<Group> {
  const { filter } = found(await groupById(transaction, params.id));
  if (filter && body.is_watched) throw refusedAt("is_watched", "group_is_smart");
  await watchGroup(transaction, params.id, body.is_watched);
  return found(await groupById(transaction, params.id));
}

/** In one transaction: groups are not gone while their contacts are still there, or the other way round. */
export async function dissolveGroups({
  transaction,
  body,
}: Call<typeof operations.dissolveGroups>): Promise<Dissolved> {
  const { ids, how } = body;
  // Nobody put the contacts of a smart group into it: they neither go with it nor leave it.
  if (how !== "groups" && !(await areFixed(transaction, ids))) throw refusedAt("ids", "group_is_smart");
  const outcome: Dissolved = { groups: 0, deleted: 0, anonymised: 0, stayed: 0 };
  if (how === "contacts" || how === "groups_and_contacts") {
    const members = await membersOf(transaction, ids);
    const { all, going } = await stayingContacts(transaction, members, 0);
    Object.assign(outcome, await removeAll(transaction, members), { stayed: all - going });
  }
  if (how === "contacts" || how === "links") await emptyGroups(transaction, ids);
  else outcome.groups = await deleteGroups(transaction, ids);
  return outcome;
}

/** What would come of deleting the contacts of groups; changes nothing. */
export async function previewDissolution({
  transaction,
  body,
}: Call<typeof operations.previewDissolution>): Promise<DissolutionPreviewed> {
  const { all, going } = await stayingContacts(transaction, await membersOf(transaction, body.ids), 0);
  return { all, going, stayed: all - going };
}

export async function mergeTwo({ transaction, body }: Call<typeof operations.mergeGroups>): Promise<Group> {
  const { kept_id, merged_id, name } = body;
  await mergeGroups(transaction, kept_id, merged_id);
  // After the other is gone, so that its name is free.
  if (name !== undefined) await updateGroup(transaction, kept_id, { name });
  return found(await groupById(transaction, kept_id));
}

export async function moveMembers({ transaction, body }: Call<typeof operations.moveMembers>) {
  const contacts = await idsOf(transaction, body);
  const move = body.how === "add" ? addMembers : removeMembers;
  return { moved: await move(transaction, body.group_ids, contacts) };
}
