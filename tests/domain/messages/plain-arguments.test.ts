import fc from "fast-check";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { withPlainArguments } from "#lib/messages/plain-arguments.ts";

describe("withPlainArguments", () => {
  test.each([
    ["Stato: {status}.", { status: "Chiuso" }, "Stato: Chiuso."],
    ["{a}{a} #{b}", { a: "{b}", b: 7 }, "{b}{b} #7"],
    ["niente", {}, "niente"],
  ])("fills in %j", (text, values, filled) => expect(withPlainArguments(text, values)).toBe(filled));

  test.each([
    ["{count, plural, one {x} other {y}}", { count: 1 }],
    ["it''s {a}", { a: "x" }],
    ["<b>{a}</b>", { a: "x" }],
    ["{a} {b}", { a: "x" }],
  ])("leaves %j to use-intl", (text, values) => expect(withPlainArguments(text, values)).toBeNull());

  test("says what use-intl says", () => {
    const piece = fc.constantFrom("{a}", "{b}", " ", "#", "l’", "«", "→", "x", "|", "a");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), fc.string(), fc.integer(), (pieces, a, b) => {
        const text = pieces.join("");
        const translate = createTranslator({ locale: "it", messages: { text } as Record<string, string> });
        expect(withPlainArguments(text, { a, b })).toBe(translate("text", { a, b }));
      }),
    );
  });
});
