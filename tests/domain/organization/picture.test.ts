import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPicture } from "#lib/server/picture.ts";
import { jpeg, png, webp } from "../../support/pictures.ts";

const kinds = [
  ["image/png", png],
  ["image/jpeg", jpeg],
  ["image/webp", webp],
] as const;

describe.each(kinds)("%s", (media_type, whole) => {
  test("is known by its bytes, with its size", () => {
    expect(readPicture(whole)).toEqual({ media_type, width: 3, height: 2 });
  });

  test("cut off anywhere is broken, never taken for whole and never a fault", () => {
    for (let length = 12; length < whole.length; length++)
      expect([length, readPicture(whole.subarray(0, length))]).toEqual([length, "picture_broken"]);
    for (let length = 0; length < 12; length++) expect(typeof readPicture(whole.subarray(0, length))).toBe("string");
  });

  test("with any byte changed is no fault", () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(whole);
        changed[at] = value;
        expect(readPicture(changed)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

test("a PNG with a changed pixel is broken: its check sum says so", () => {
  const changed = Buffer.from(png);
  const at = changed.indexOf("IDAT") + 8;
  changed[at] = (changed[at] ?? 0) ^ 1;
  expect(readPicture(changed)).toBe("picture_broken");
});

test.for<[string, string]>([
  ["SVG", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"],
  ["HTML", "<!doctype html><title>x</title>"],
  ["GIF", "GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;"],
  ["text", "a logo, honestly"],
  ["nothing", ""],
])("%s is no picture that we take", ([, text]) => {
  expect(readPicture(Buffer.from(text, "latin1"))).toBe("not_a_picture");
});
