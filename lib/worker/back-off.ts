const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 300;

/**
 * Seconds to wait after this attempt failed: exponential with jitter, so that what failed together does not come back
 * together; or as long as the provider asked for, at least.
 */
export function secondsUntilRetry(attempt: number, askedFor: number | null, random = Math.random): number {
  const longest = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempt - 1, 16));
  return Math.max(askedFor ?? 0, longest * (0.5 + random() / 2));
}
