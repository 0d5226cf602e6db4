import { sql } from "kysely";
import type { NewProfile, ProfileChanges, ProfileRecord } from "../domain/accounts/profile.ts";
import type { CallerTransaction } from "./caller.ts";

/** Those that came with the product first. */
export async function listProfiles(transaction: CallerTransaction): Promise<ProfileRecord[]> {
  return profiles(transaction, null);
}

export async function createProfile(
  transaction: CallerTransaction,
  given: NewProfile,
): Promise<ProfileRecord | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into access_profiles (name, level) values (${given.name}, ${given.level}) returning id
  `.execute(transaction);
  return profileById(transaction, rows[0]?.id ?? 0);
}

/** Undefined when there is no such profile. */
export async function changeProfile(
  transaction: CallerTransaction,
  id: number,
  { name, level }: ProfileChanges,
): Promise<ProfileRecord | undefined> {
  await sql`
    update access_profiles set name = coalesce(${name ?? null}, name) where id = ${id}
  `.execute(transaction);
  // Apart, because a trigger watches this column.
  if (level) await sql`update access_profiles set level = ${level} where id = ${id}`.execute(transaction);
  return profileById(transaction, id);
}

/** @returns whether there was one */
export async function removeProfile(transaction: CallerTransaction, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from access_profiles where id = ${id}`.execute(transaction);
  return numAffectedRows === 1n;
}

async function profileById(transaction: CallerTransaction, id: number): Promise<ProfileRecord | undefined> {
  const [found] = await profiles(transaction, id);
  return found;
}

async function profiles(transaction: CallerTransaction, id: number | null): Promise<ProfileRecord[]> {
  const { rows } = await sql<ProfileRecord>`
    select p.id, p.key, p.name, p.level, private.is_shipped(p) as is_shipped,
           (select count(*) from accounts a where a.profile_id = p.id) as accounts,
           (select count(*) from invitations i where i.profile_id = p.id
              and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) as invitations
    from access_profiles p
    where ${id}::bigint is null or p.id = ${id}
    order by private.is_shipped(p) desc, p.level, lower(p.name), p.id
  `.execute(transaction);
  return rows;
}
