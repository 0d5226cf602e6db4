import { randomBytes } from "node:crypto";
import { apiKeyByToken, listApiKeys, makeApiKey } from "../db/api-keys.ts";
import { asCaller } from "../db/caller.ts";
import { type ApiScope, apiKeyPrefix, type MadeApiKey } from "../domain/api-keys/api-key.ts";
import { webDatabase } from "./database.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/api-keys.ts";
import type { Operation } from "./operations/operation.ts";
import { found, Refusal } from "./refusal.ts";

/** As whom a key acts, and what it may. */
export type KeyHolder = { sub: string; session_id: null; api_key: string; scopes: readonly ApiScope[] };

export function isApiKey(token: string): boolean {
  return token.startsWith(apiKeyPrefix);
}

export async function holderOf(token: string): Promise<KeyHolder | null> {
  const key = await asCaller(webDatabase(), { role: "anon" }, (transaction) => apiKeyByToken(transaction, token));
  return key && { sub: key.account_id, session_id: null, api_key: key.name, scopes: key.scopes };
}

/** A key does what its scopes name, and nothing that no scope names: settings, accounts, keys. */
export function checkScope({ area, method }: Operation, scopes: readonly ApiScope[]): void {
  const isAllowed = area !== undefined && scopes.includes(`${area}:${method === "GET" ? "read" : "write"}`);
  if (!isAllowed) throw new Refusal("forbidden", { reason: "key_lacks_scope" });
}

/** 256 random bits, which are shown this once. */
export async function makeKey({ transaction, body }: Call<typeof operations.makeApiKey>): Promise<MadeApiKey> {
  const token = `${apiKeyPrefix}${randomBytes(32).toString("base64url")}`;
  const { name, scopes, expires_at = null } = body;
  const id = await makeApiKey(transaction, { name, scopes: [...new Set(scopes)], token, expiresAt: expires_at });
  const keys = await listApiKeys(transaction);
  return { ...found(keys.find((key) => key.id === id)), token };
}
