import { contactById } from "../db/contacts.ts";
import { handOver, lockOpenWork } from "../db/handover.ts";
import { beginChange } from "../db/intervention-changes.ts";
import type { HandedOver } from "../domain/people/handover.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/people.ts";
import { found, refusedAt } from "./refusal.ts";

/** All of it in one transaction: nobody is told of half a handover, and each of the new technician's jobs is told. */
export async function handOverWork(call: Call<typeof operations.handOver>): Promise<HandedOver> {
  const { transaction, params, body, isBearer } = call;
  const { id: from } = found(await contactById(transaction, params.id));
  const { to_contact_id: to, intervention_numbers: numbers } = body;
  if (to === from) throw refusedAt("to_contact_id", "handed_to_oneself");
  if (to !== null) {
    const successor = await contactById(transaction, to);
    if (!successor?.roles.includes("technician")) throw refusedAt("to_contact_id", "not_a_technician");
  }
  const work = await lockOpenWork(transaction, from, numbers);
  if (work.length > 0) await beginChange(transaction, { isApi: isBearer, notifyCustomer: true });
  const handedOver = work.length > 0 ? await handOver(transaction, work, { from, to }) : [];
  const left = [...new Set(numbers).difference(new Set(handedOver))];
  return { handed_over: handedOver, left };
}
