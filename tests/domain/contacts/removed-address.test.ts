import { describe, expect, test } from "vitest";
import { readColumn } from "#lib/domain/contacts/removed-address.ts";

describe("a pasted column of removals [CT-74]", () => {
  test("is read line by line, mixed, with what spreadsheets and mail programs put around it", () => {
    const pasted =
      '\uFEFFMario@Example.IT\r\n035 123 456\n"anna@example.it"\n\n  mailto:ugo@example.it \r+371 26 123 456';
    expect(readColumn(pasted, "IT")).toEqual({
      addresses: [
        { channel: "email", value: "mario@example.it" },
        { channel: "phone", value: "+39035123456" },
        { channel: "email", value: "anna@example.it" },
        { channel: "email", value: "ugo@example.it" },
        { channel: "phone", value: "+37126123456" },
      ],
      rejected: [],
    });
  });

  test("a wrong line costs that line, and is named as it stands", () => {
    const { addresses, rejected } = readColumn("E-mail\nmario@\nmario@example.it\n12\n3,7126E+11", "IT");
    expect(addresses).toEqual([{ channel: "email", value: "mario@example.it" }]);
    expect(rejected).toEqual([
      { line: 1, typed: "E-mail" },
      { line: 2, typed: "mario@" },
      { line: 4, typed: "12" },
      { line: 5, typed: "3,7126E+11" },
    ]);
  });

  test("nothing pasted is nothing", () => {
    expect(readColumn(" \n\r\n", "IT")).toEqual({ addresses: [], rejected: [] });
  });
});
