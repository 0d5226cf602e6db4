import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalEmail, canonicalPhone } from "#lib/domain/contacts/canonical-address.ts";

describe("an e-mail address", () => {
  test.for([
    ["Mario.Rossi@Example.IT", "mario.rossi@example.it"],
    ["  mario@example.it \t", "mario@example.it"],
    ["mario\u200b@exam\u00adple.it".replace("\u00ad", ""), "mario@example.it"],
    ["\u202emario@example.it", "mario@example.it"],
    ["e\u0301lite@example.it", "élite@example.it"],
    ["o'neil+tag@sub.example.co.uk", "o'neil+tag@sub.example.co.uk"],
    ["info@müller.de", "info@müller.de"],
    ["postmaster@localhost", "postmaster@localhost"],
  ])("%o is %o", ([typed, canonical]) => {
    expect(canonicalEmail(typed ?? "")).toBe(canonical);
  });

  test.for([
    "",
    "mario",
    "@example.it",
    "mario@",
    "mario@@example.it",
    "a@b@c.it",
    "mario rossi@example.it",
    "a@b.it\r\nBcc: x@y.it",
    "Mario <mario@example.it>",
    "a@example.it,b@example.it",
    "mario@example..it",
    "mario@.example.it",
    '"mario"@example.it',
    `${"x".repeat(250)}@example.it`,
  ])("%o is none", (typed) => {
    expect(canonicalEmail(typed)).toBeNull();
  });

  test("is what the database accepts, and canonical once and for all, whatever was typed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.emailAddress()), (typed) => {
        const canonical = canonicalEmail(typed);
        if (canonical === null) return;
        expect(canonical).toMatch(/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/);
        expect(canonical).not.toMatch(/\p{Cc}/u);
        expect(canonicalEmail(canonical)).toBe(canonical);
      }),
    );
  });
});

describe("a phone number", () => {
  test.for([
    ["035 123456", "IT", "+39035123456"],
    ["+39 347 123 4567", "IT", "+393471234567"],
    ["0039 347 1234567", "IT", "+393471234567"],
    ["(020) 7946-0958", "GB", "+442079460958"],
    ["+372 5123 4567", "IT", "+37251234567"],
    ["\u202a+39 035/12.34.56\u202c", "IT", "+39035123456"],
  ])("%o in %o is %o", ([typed, country, canonical]) => {
    expect(canonicalPhone(typed ?? "", country ?? "")).toBe(canonical);
  });

  test.for(["", "12", "abc", "+", "123456789012345678901", "+0 123 456789"])("%o is none", (typed) => {
    expect(canonicalPhone(typed, "IT")).toBeNull();
  });

  test("without a country that anybody knows, needs a country code", () => {
    expect(canonicalPhone("035 123456", "ZZ")).toBeNull();
    expect(canonicalPhone("+39035123456", "ZZ")).toBe("+39035123456");
  });

  test("never is anything but E.164", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789+ ()-/.ext;#") }), (typed) => {
        const canonical = canonicalPhone(typed, "IT");
        if (canonical !== null) expect(canonical).toMatch(/^\+[1-9]\d{5,14}$/);
      }),
    );
  });
});
