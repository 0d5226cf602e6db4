import { type RawBuilder, sql } from "kysely";
import type { Login, LoginChanges } from "../domain/accounts/account.ts";
import type { Account } from "../domain/session/session.ts";
import type { CallerTransaction } from "./caller.ts";

const columns: RawBuilder<Login> = sql`
  a.id, a.contact_id, c.name, l.value as email, a.is_active,
  (select jsonb_build_object('id', p.id, 'key', p.key, 'name', p.name)
   from access_profiles p where p.id = a.profile_id) as profile`;
const tables = sql`accounts a join contacts c on c.id = a.contact_id join addresses l on l.id = a.login_address_id`;

/** The signed-in person; null for strangers, inactive accounts and accounts without a profile. */
export async function myAccount(transaction: CallerTransaction): Promise<Account | null> {
  const { rows } = await sql<Account>`select * from private.my_account()`.execute(transaction);
  return rows[0] ?? null;
}

/** The signed-in person's own key, base64url; null for whoever has no account here. */
export async function myDeviceKey(transaction: CallerTransaction): Promise<string | null> {
  const { rows } = await sql<{ key: string | null }>`select private.my_device_key() as key`.execute(transaction);
  return rows[0]?.key ?? null;
}

/** Whether the caller has an account that was deactivated. */
export async function isDeactivated(transaction: CallerTransaction): Promise<boolean> {
  const { rows } = await sql<{ is_deactivated: boolean }>`select private.is_deactivated()`.execute(transaction);
  return rows[0]?.is_deactivated ?? false;
}

/** Every login of the company, by name; for administrators. */
export async function listLogins(transaction: CallerTransaction): Promise<Login[]> {
  const { rows } = await sql<Login>`select ${columns} from ${tables} order by lower(c.name), a.id`.execute(transaction);
  return rows;
}

/** Null when there is none. */
export async function loginById(transaction: CallerTransaction, id: string): Promise<Login | null> {
  const { rows } = await sql<Login>`select ${columns} from ${tables} where a.id = ${id}`.execute(transaction);
  return rows[0] ?? null;
}

/** Refused for one's own rights: somebody has to be left who can give them back. */
export async function changeLogin(
  transaction: CallerTransaction,
  { id }: Pick<Login, "id">,
  { is_active, profile_id }: LoginChanges,
): Promise<void> {
  const changesProfile = profile_id !== undefined;
  await sql`
    select private.set_account_state(${id}, ${is_active ?? null}, ${changesProfile}, ${profile_id ?? null})
  `.execute(transaction);
}
