/**
 * Seconds until the time that a `Retry-After` header names, as a number of seconds or an HTTP date (RFC 9110, 10.2.3).
 * Null when there is none or it can't be read; never negative.
 *
 * @param nowMs milliseconds since 1970
 */
export function retryAfterSeconds(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1000));
}
