import { sql, type Transaction } from "kysely";
import type { DB } from "./database.types.ts";
import type { Database } from "./pool.ts";

/** Whoever makes a request: nobody in particular, or a person whose token has been verified. */
export type Caller =
  | { role: "anon" }
  /** With the session of Auth, if the token names one: private.my_account asks whether it still goes on. */
  | { role: "authenticated"; sub: string; session_id?: string | null };

export type CallerTransaction = Transaction<DB>;

const DEADLOCK = "40P01";
const ATTEMPTS = 3;

/**
 * Runs in one transaction as the caller, so that row level security and the triggers see the person.
 * A deadlock's victim is tried again: two people who change the same things must not see an error for it.
 */
export async function asCaller<T>(
  database: Database,
  caller: Caller,
  run: (transaction: CallerTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute(async (transaction) => {
        await become(caller).execute(transaction);
        return run(transaction);
      });
    } catch (error) {
      if (attempt < ATTEMPTS && (error as { code?: string }).code === DEADLOCK) continue;
      throw error;
    }
  }
}

function become(caller: Caller) {
  const claims = JSON.stringify(caller.role === "anon" ? { role: "anon" } : caller);
  return sql`select set_config('role', ${caller.role}, true), set_config('request.jwt.claims', ${claims}, true)`;
}
