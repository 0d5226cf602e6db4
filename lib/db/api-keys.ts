import { sql } from "kysely";
import type { ApiKey, ApiScope } from "../domain/api-keys/api-key.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type Instants = "created_at" | "expires_at" | "last_used_at" | "revoked_at";
type Row = Omit<ApiKey, Instants> & {
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

/** Newest first; for administrators. */
export async function listApiKeys(transaction: CallerTransaction): Promise<ApiKey[]> {
  const { rows } = await sql<Row>`
    select k.id, k.name, k.scopes, k.hint, k.actor_name, k.created_at, k.expires_at, k.last_used_at, k.revoked_at,
           k.revoked_at is null and coalesce(k.expires_at > now(), true) and a.is_active and coalesce(p.level = 'administrator', false) as is_good
    from api_keys k join accounts a on a.id = k.account_id left join access_profiles p on p.id = a.profile_id
    order by k.id desc
  `.execute(transaction);
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    expires_at: instantOf(row.expires_at),
    last_used_at: instantOf(row.last_used_at),
    revoked_at: instantOf(row.revoked_at),
  }));
}

export async function makeApiKey(
  transaction: CallerTransaction,
  {
    name,
    scopes,
    token,
    expiresAt,
  }: { name: string; scopes: readonly ApiScope[]; token: string; expiresAt: string | null },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select private.make_api_key(${name}, ${scopes}, ${token}, ${expiresAt}) as id
  `.execute(transaction);
  if (!rows[0]) throw new Error("make_api_key answered nothing");
  return rows[0].id;
}

export async function revokeApiKey(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.revoke_api_key(${id})`.execute(transaction);
}

/** Null when it is none, or not any more. Notes that it was used. */
export async function apiKeyByToken(
  transaction: CallerTransaction,
  token: string,
): Promise<{ account_id: string; name: string; scopes: ApiScope[] } | null> {
  const { rows } = await sql<{ account_id: string; name: string; scopes: ApiScope[] }>`
    select * from private.api_key_by_token(${token})
  `.execute(transaction);
  return rows[0] ?? null;
}
