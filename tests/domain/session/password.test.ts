import { describe, expect, test } from "vitest";
import { newPassword } from "#lib/domain/session/password.ts";

const codes = (password: unknown) => newPassword.safeParse(password).error?.issues.map(({ code }) => code) ?? [];

describe("a new password", () => {
  test.for(["0123456789", "frase lunga con spazi", "àèìòùàèìòù", "🔔".repeat(10), "x".repeat(72)])(
    "may be %o",
    (password) => {
      expect(newPassword.parse(password)).toBe(password);
    },
  );

  test.for([
    ["012345678", "too_small"],
    ["🔔".repeat(9), "too_small"],
    ["x".repeat(73), "too_big"],
    ["à".repeat(37), "too_big"],
    ["0123456789\0", "invalid_format"],
    [1234567890, "invalid_type"],
    [null, "invalid_type"],
  ] as const)("may not be %o", ([password, code]) => {
    expect(codes(password)).toEqual([code]);
  });
});
