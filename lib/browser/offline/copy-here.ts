import { keptAnswer, keptBelow } from "../device-store.ts";

/** Where the copy's digest is kept, beside what it brought. */
export const copyPath = "/api/offline-copy";

/** What is kept there; `writtenAt`: of all that it brought, in milliseconds since 1970. */
export type KeptCopy = { digest: string; writtenAt: number };

/** How many interventions this device has, and as of when, in milliseconds since 1970. */
export type CopyHere = { jobs: number; at: number };

/** Null before there is a copy. */
export async function copyHere(account: string): Promise<CopyHere | null> {
  const kept = await keptAnswer(account, copyPath).catch(() => null);
  if (!kept) return null;
  const below = await keptBelow(account, "/api/interventions");
  return { jobs: below.filter(([path]) => /\/\d+$/.test(path)).length, at: kept.at };
}
