import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shorten, singleLine } from "#lib/domain/text.ts";

describe("singleLine", () => {
  test.each([
    ["Mario\r\nBcc: x@example.org", "Mario Bcc: x@example.org"],
    ["  a \t\u00a0 b\u2028c ", "a b c"],
    ["\u202Egpj.exe\u202C", "gpj.exe"],
    ["\u2066a\u2069\u200E\u200F\u061Cb\u0000\u0007", "ab"],
    ["half \uD83D pair", "half \uFFFD pair"],
    ["👩‍🔧 שרה", "👩‍🔧 שרה"],
  ])("%j becomes %j", (typed, safe) => expect(singleLine(typed)).toBe(safe));
});

describe("shorten", () => {
  test("counts what a reader takes for one character", () => {
    expect(shorten("👩‍🔧👩‍🔧👩‍🔧", 3)).toBe("👩‍🔧👩‍🔧…");
    expect(shorten("abcdef", 6)).toBe("abcdef");
    expect(shorten("abc defg", 5)).toBe("abc…");
  });

  test("never cuts a character in half and never exceeds its limits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (text, limit) => {
        const short = shorten(text, limit);
        expect(short.length).toBeLessThanOrEqual(Math.max(4 * limit, 1));
        expect(short === text || short.endsWith("…")).toBe(true);
        expect(text.startsWith(short.replace(/…$/, "").trimEnd())).toBe(true);
      }),
    );
  });
});
