import { expect, test } from "vitest";
import { retryAfterSeconds } from "#lib/delivery/retry-after.ts";

const now = Date.parse("2026-11-23T12:00:00Z");

test.each([
  [undefined, null],
  ["120", 120],
  [" 0 ", 0],
  ["-5", 0],
  ["Mon, 23 Nov 2026 12:01:30 GMT", 90],
  ["Mon, 23 Nov 2026 11:00:00 GMT", 0],
  ["soon", null],
  ["", null],
])("Retry-After %j is %j seconds from now", (header, seconds) => expect(retryAfterSeconds(header, now)).toBe(seconds));
