import { sql } from "kysely";
import type { CallerTransaction } from "./caller.ts";

/** Queues the mail if somebody signs in with this address; says nothing about it. */
export async function requestPasswordReset(transaction: CallerTransaction, email: string): Promise<void> {
  await sql`select private.request_password_reset(${email})`.execute(transaction);
}

/**
 * @returns the address to sign in with, which whoever uses the token learns anyway
 * @throws CM404 for a token that is unknown, used or too old
 */
export async function passwordResetByToken(transaction: CallerTransaction, token: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`
    select private.password_reset_by_token(${token}) as email
  `.execute(transaction);
  if (!rows[0]) throw new Error("private.password_reset_by_token answered nothing");
  return rows[0].email;
}

/**
 * Sets a password as Supabase Auth keeps it (bcrypt, cost 10), spends the token and ends all sessions.
 * @returns the address to sign in with
 * @throws CM404 for a token that is unknown, used or too old
 */
export async function resetPassword(transaction: CallerTransaction, token: string, password: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`
    select private.reset_password(${token}, extensions.crypt(${password}, extensions.gen_salt('bf', 10))) as email
  `.execute(transaction);
  if (!rows[0]) throw new Error("private.reset_password answered nothing");
  return rows[0].email;
}
