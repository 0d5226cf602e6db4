import * as entries from "../db/entries.ts";
import { lockIntervention } from "../db/intervention-changes.ts";
import { interventionByNumber, interventionId } from "../db/interventions.ts";
import type { Entries, Note, WorkLine } from "../domain/interventions/entries.ts";
import type { Intervention } from "../domain/interventions/intervention.ts";
import type { Call } from "./http.ts";
import { begin } from "./interventions.ts";
import type * as operations from "./operations/entries.ts";
import { found, Refusal } from "./refusal.ts";

export async function listEntries({ transaction, params }: Call<typeof operations.listEntries>): Promise<Entries> {
  const id = found(await interventionId(transaction, params.number));
  return found((await entries.entriesOf(transaction, [id])).get(id));
}

export async function keepNote(call: Call<typeof operations.keepNote>): Promise<Note> {
  const note = await entries.keepNote(call.transaction, await place(call), call.body);
  if (!note) throw new Refusal("already_exists");
  return note;
}

export async function keepWorkLine(call: Call<typeof operations.keepWorkLine>): Promise<WorkLine> {
  const line = await entries.keepWorkLine(call.transaction, await place(call), call.body);
  if (!line) throw new Refusal("already_exists");
  return line;
}

export async function removeNote(call: Call<typeof operations.removeNote>): Promise<undefined> {
  await remove(call, "intervention_notes");
  return undefined;
}

export async function removeWorkLine(call: Call<typeof operations.removeWorkLine>): Promise<undefined> {
  await remove(call, "work_lines");
  return undefined;
}

/** @throws not_found when the caller is not assigned, or not any more */
export async function respond(call: Call<typeof operations.respond>): Promise<Intervention> {
  const { transaction, account, params, body } = call;
  const locked = found(await lockIntervention(transaction, params.number));
  await begin(call, true);
  const assignment = { interventionId: locked.id, contactId: account.contact_id };
  if (!(await entries.respond(transaction, assignment, body))) throw new Refusal("not_found");
  return found(await interventionByNumber(transaction, params.number, account.language));
}

export type EntryCall = Pick<Call, "transaction" | "account" | "isBearer"> & { params: { number: number; id: string } };

/** Where an entry is to be kept or removed. @throws not_found when the caller does not see the intervention */
export async function place(call: EntryCall): Promise<entries.Place> {
  const id = found(await interventionId(call.transaction, call.params.number));
  await begin(call, true);
  return { interventionId: id, id: call.params.id };
}

async function remove(call: EntryCall, table: Parameters<typeof entries.removeEntry>[1]): Promise<void> {
  if (!(await entries.removeEntry(call.transaction, table, await place(call)))) throw new Refusal("not_found");
}
