import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cursorOf, encodeCursor } from "#lib/domain/cursor.ts";

const key = cursorOf(z.tuple([z.string().nullable(), z.int()]));

describe("a cursor", () => {
  test("brings back the key that it was made of, and needs no escaping in an address", () => {
    fc.assert(
      fc.property(fc.option(fc.string({ unit: "grapheme" })), fc.nat(), (text, id) => {
        const cursor = encodeCursor([text, id]);
        expect(cursor).toMatch(/^[\w-]*$/);
        expect(key.parse(cursor)).toEqual([text, id]);
      }),
    );
  });

  test("that is another list's, or nobody's, is refused", () => {
    expect(key.safeParse(encodeCursor([1])).success).toBe(false);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (cursor) => !key.safeParse(cursor).success));
  });
});
