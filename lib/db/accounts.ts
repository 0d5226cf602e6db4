import { sql } from "kysely";
import type { Account } from "../domain/session/session.ts";
import type { CallerTransaction } from "./caller.ts";

/** The signed-in person; null for strangers, inactive accounts and accounts without a profile. */
export async function myAccount(transaction: CallerTransaction): Promise<Account | null> {
  const { rows } = await sql<Account>`select * from private.my_account()`.execute(transaction);
  return rows[0] ?? null;
}
