import { organization } from "../db/organization.ts";
import { removeAddresses } from "../db/removed-addresses.ts";
import { mostLines, type RemovalAnswer, readColumn } from "../domain/contacts/removed-address.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/removed-addresses.ts";
import { refusedAt } from "./refusal.ts";

/** A wrong line costs that line: the others are removed, and it is said which was not. */
export async function removePasted(call: Call<typeof operations.removeAddresses>): Promise<RemovalAnswer> {
  const { transaction, body, isBearer } = call;
  const { phone_country } = await organization(transaction);
  const { addresses, rejected } = readColumn(body.lines, phone_country);
  if (addresses.length + rejected.length === 0) throw refusedAt("lines", "empty");
  if (addresses.length + rejected.length > mostLines) throw refusedAt("lines", "too_many");
  const counts = await removeAddresses(transaction, addresses, body, isBearer ? "api" : "user");
  return { ...counts, rejected };
}
