import { sql } from "kysely";
import { toldEventKinds } from "../domain/events.ts";
import type { PreferenceChanges, Preferences } from "../domain/preferences/preferences.ts";
import type { CallerTransaction } from "./caller.ts";

type PreferenceRow = {
  language: string | null;
  mutes_own_actions: boolean;
  muted_email_kinds: string[];
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: string;
};

export async function preferencesOf(transaction: CallerTransaction, accountId: string): Promise<Preferences> {
  const row: PreferenceRow = await transaction
    .selectFrom("accounts")
    .select(["language", "mutes_own_actions", "muted_email_kinds", "quiet_from", "quiet_to", "time_zone"])
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  const muted = new Set(row.muted_email_kinds);
  return {
    language: row.language,
    mute_own_actions: row.mutes_own_actions,
    email_kinds: Object.fromEntries(
      toldEventKinds.map((kind) => [kind, !muted.has(kind)]),
    ) as Preferences["email_kinds"],
    quiet_hours:
      row.quiet_from === null || row.quiet_to === null
        ? null
        : { from: row.quiet_from.slice(0, 5), to: row.quiet_to.slice(0, 5), time_zone: row.time_zone },
  };
}

/** What is absent stays as it is. */
export async function changePreferences(
  transaction: CallerTransaction,
  accountId: string,
  { language, mute_own_actions, email_kinds = {}, quiet_hours }: PreferenceChanges,
): Promise<void> {
  const kinds = Object.entries(email_kinds);
  const muted = kinds.filter(([, isOn]) => !isOn).map(([kind]) => kind);
  const named = kinds.map(([kind]) => kind);
  await sql`
    update accounts
    set mutes_own_actions = coalesce(${mute_own_actions ?? null}, mutes_own_actions),
        muted_email_kinds = array(select k from unnest(muted_email_kinds) k where k <> all (${named}::text[])
                                  union all select unnest(${muted}::text[]))
        ${language === undefined ? sql`` : sql`, language = ${language}`}
        ${quiet_hours === undefined ? sql`` : sql`, quiet_from = ${quiet_hours?.from ?? null}, quiet_to = ${quiet_hours?.to ?? null}`}
        ${quiet_hours ? sql`, time_zone = ${quiet_hours.time_zone}` : sql``}
    where id = ${accountId}
  `.execute(transaction);
}
