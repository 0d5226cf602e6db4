import { statusMovedSince } from "../db/facts.ts";
import {
  assign,
  beginChange,
  insertIntervention,
  isAssigned,
  lockIntervention,
  replaceTechnicians,
  unassign,
  updateIntervention,
} from "../db/intervention-changes.ts";
import { interventionByNumber } from "../db/interventions.ts";
import type { Intervention } from "../domain/interventions/intervention.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/interventions.ts";
import { found, Refusal } from "./refusal.ts";

/** A technician who names nobody takes the job. */
export async function createIntervention(call: Call<typeof operations.createIntervention>): Promise<Intervention> {
  const { transaction, account, body } = call;
  await begin(call, body.notify_customer);
  const { id, number } = await insertIntervention(transaction, body);
  const technicians = body.technician_ids ?? (account.is_admin ? [] : [account.contact_id]);
  await assign(transaction, id, [...new Set(technicians)]);
  return show(call, number);
}

export async function changeIntervention(call: Call<typeof operations.changeIntervention>): Promise<Intervention> {
  const { transaction, body, params } = call;
  const locked = found(await lockIntervention(transaction, params.number));
  if (body.version !== undefined && body.version !== locked.version) await refuseAsMoved(call, locked.number);
  await begin(call, body.notify_customer);
  await updateIntervention(transaction, locked.id, body);
  if (body.technician_ids) await replaceTechnicians(transaction, locked.id, body.technician_ids);
  return show(call, locked.number);
}

/**
 * Whoever chose a status had seen another one: it conflicts only if somebody else has moved it since, whatever else has
 * changed. What the same person did meanwhile, on this device or another, is no surprise to them.
 */
export async function chooseStatus(call: Call<typeof operations.chooseStatus>): Promise<Intervention> {
  const { transaction, body, params } = call;
  const locked = found(await lockIntervention(transaction, params.number));
  const isThere = locked.status_id === body.status_id;
  const writes = body.answer !== undefined && body.answer !== locked.answer;
  if (isThere && !writes) return show(call, locked.number);
  if (!isThere && body.version !== undefined && (await statusMovedSince(transaction, locked, body.version)))
    await refuseAsMoved(call, locked.number);
  // Over what somebody has written writes only who has seen just that.
  if (writes && locked.answer !== "" && body.version !== locked.version) await refuseAsMoved(call, locked.number);
  await begin(call, body.notify_customer);
  await updateIntervention(transaction, locked.id, body);
  return show(call, locked.number);
}

export async function chooseTechnicians(call: Call<typeof operations.chooseTechnicians>): Promise<Intervention> {
  const { transaction, body, params } = call;
  const locked = found(await lockIntervention(transaction, params.number));
  if (body.version !== undefined && body.version !== locked.version) await refuseAsMoved(call, locked.number);
  await begin(call, body.notify_customer);
  await replaceTechnicians(transaction, locked.id, body.contact_ids);
  return show(call, locked.number);
}

export async function assignTechnician(call: Call<typeof operations.assignTechnician>): Promise<Intervention> {
  const { transaction, params } = call;
  const locked = found(await lockIntervention(transaction, params.number));
  if (!(await isAssigned(transaction, locked.id, params.contact_id))) {
    await begin(call, true);
    await assign(transaction, locked.id, [params.contact_id]);
  }
  return show(call, locked.number);
}

/** @throws not_found when this technician does not work on it */
export async function unassignTechnician(call: Call<typeof operations.unassignTechnician>): Promise<Intervention> {
  const { transaction, params } = call;
  const locked = found(await lockIntervention(transaction, params.number));
  if (!(await isAssigned(transaction, locked.id, params.contact_id))) throw new Refusal("not_found");
  await begin(call, true);
  await unassign(transaction, locked.id, [params.contact_id]);
  return show(call, locked.number);
}

type Caller = Pick<Call, "transaction" | "account" | "isBearer">;

export function begin({ transaction, isBearer }: Caller, notifyCustomer: boolean): Promise<void> {
  return beginChange(transaction, { isApi: isBearer, notifyCustomer });
}

async function show({ transaction, account }: Caller, number: number): Promise<Intervention> {
  return found(await interventionByNumber(transaction, number, account.language));
}

async function refuseAsMoved(call: Caller, number: number): Promise<never> {
  throw new Refusal("version_conflict", { current: await show(call, number) });
}
