import { CompiledQuery, type Kysely } from "kysely";
import type { DB } from "./database.types.ts";
import type { GoesAhead } from "./driver.ts";
import { isOutdatedPlan, isPostgresError } from "./errors.ts";
import type { Database } from "./pool.ts";

/** Whoever makes a request: nobody in particular, or a person whose token has been verified. */
export type Caller =
  | { role: "anon" }
  /** With the session of Auth, if the token names one: private.my_account asks whether it still goes on. */
  | {
      role: "authenticated";
      sub: string;
      session_id?: string | null;
      /** Name of the API key by which the person's rights are used. */
      api_key?: string;
    };

export type CallerTransaction = Kysely<DB>;

const DEADLOCK = "40P01";
const ATTEMPTS = 3;

/**
 * Runs in one transaction as the caller, so that row level security and the triggers see the person.
 * A deadlock's victim is tried again: two people who change the same things must not see an error for it. So is what
 * was planned before a migration.
 */
export async function asCaller<T>(
  database: Database,
  caller: Caller,
  run: (transaction: CallerTransaction) => Promise<T>,
): Promise<T> {
  return again(() =>
    database.transaction().execute(async (transaction) => {
      await transaction.executeQuery(become(caller, { goesAhead: "next", isReadOnly: false }));
      return run(transaction);
    }),
  );
}

/**
 * Reads as the caller. Every statement is a transaction of its own, which becomes the caller first and can change
 * nothing: where nothing is to be committed, one around them all costs two round trips and gives no other answer,
 * because a statement sees what was committed before it (read committed).
 */
export async function readAsCaller<T>(
  database: Database,
  caller: Caller,
  run: (reading: CallerTransaction) => Promise<T>,
): Promise<T> {
  return again(() =>
    database.connection().execute(async (reading) => {
      await reading.executeQuery(become(caller, { goesAhead: "each", isReadOnly: true }));
      return run(reading);
    }),
  );
}

/** What follows in this transaction may take minutes: it concerns all of a large registry. */
export async function takeTime(transaction: CallerTransaction): Promise<void> {
  await transaction.executeQuery(CompiledQuery.raw("select set_config('statement_timeout', '170s', true)"));
}

/** What this transaction does was done then; private.occurred_at says within which bounds. */
export async function happenedAt(transaction: CallerTransaction, instant: string): Promise<void> {
  await transaction.executeQuery(CompiledQuery.raw("select set_config('campanella.occurred_at', $1, true)", [instant]));
}

async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const isPassing = isOutdatedPlan(error) || (isPostgresError(error) && error.code === DEADLOCK);
      if (attempt >= ATTEMPTS || !isPassing) throw error;
    }
  }
}

function become(
  caller: Caller,
  { goesAhead, isReadOnly }: GoesAhead & { isReadOnly: boolean },
): CompiledQuery & GoesAhead {
  const claims = JSON.stringify(caller.role === "anon" ? { role: "anon" } : caller);
  const text = `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
    set_config('transaction_read_only', $3, true)`;
  return { ...CompiledQuery.raw(text, [caller.role, claims, isReadOnly ? "on" : "off"]), goesAhead };
}
