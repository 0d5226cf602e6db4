import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Encoding } from "#lib/domain/table-text.ts";
import { csvLine, detectDelimiter, parseCsv } from "#lib/spreadsheets/csv.ts";
import { decode, detectEncoding, encode } from "#lib/spreadsheets/encoding.ts";
import { toXlsx } from "#lib/spreadsheets/to-xlsx.ts";
import { readXlsx } from "#lib/spreadsheets/xlsx.ts";

describe("in which encoding a file is", () => {
  test.for<[string, Encoding]>([
    ["Nome;Città\nNiccolò;Forlì\n", "windows-1252"],
    ["Nimi;Linn\nJüri Mägi;Põlva\n", "windows-1252"],
    ["Vārds;Pilsēta\nJānis Bērziņš;Jūrmala\n", "windows-1257"],
    ["שם;עיר\nדוד כהן;תל אביב\nYossi;חיפה\n", "windows-1255"],
    ["Name;City\nאנה;Rīga, Città\n", "utf-8"],
    ["Nome;Città\n", "utf-16le"],
    ["שם;עיר\nדוד כהן;חיפה\n", "utf-16be"],
  ])("%s in %s", ([text, encoding]) => {
    const bytes = encode(text, encoding);
    expect(detectEncoding(bytes)).toBe(encoding);
    expect(decode(bytes, encoding)).toBe(text);
  });
  test("without a mark UTF-8 and UTF-16 are known by their bytes, also where a letter is cut in two", () => {
    expect(detectEncoding(Buffer.from("Nome;Città"))).toBe("utf-8");
    expect(detectEncoding(Buffer.from("Nome;Città", "utf16le"))).toBe("utf-16le");
    expect(detectEncoding(encode(`${"x".repeat(300_000)}Nicolò Però`, "windows-1252"))).toBe("windows-1252");
    expect(detectEncoding(Buffer.from("à".repeat(200_001)))).toBe("utf-8");
    expect(detectEncoding(Buffer.from(`x${"à".repeat(200_001)}`))).toBe("utf-8");
  });
});

describe("text as a table", () => {
  test("commas inside of quotes, line breaks in cells, ragged rows and an open quote lose nothing", () => {
    expect(parseCsv('a,"b, c","d\ne"\n1\n"ok" ,2,3,4\n"open, 5\n', ",")).toEqual([
      ["a", "b, c", "d\ne"],
      ["1"],
      ["ok", "2", "3", "4"],
      ['"open', " 5"],
    ]);
  });
  test("a quote that is not closed costs its own line its quotes, and no other line anything", () => {
    expect(parseCsv('Nome;Nota\nAda;"urgente;x\n"Rossi" srl;y\n"a\nb";z\n', ";")).toEqual([
      ["Nome", "Nota"],
      ["Ada", '"urgente', "x"],
      ['"Rossi" srl', "y"],
      ["a\nb", "z"],
    ]);
    expect(parseCsv("Nome;Nota\r\nAda;1\nBea;2\rCleo;3", ";")).toHaveLength(4);
  });
  test("Excel's sep= says the delimiter, and rows keep their numbers", () => {
    const text = "sep=;\r\nNome;Nota\r\nAda;1,5\r\n";
    expect(detectDelimiter(text)).toBe(";");
    expect(parseCsv(text, ";")).toEqual([[""], ["Nome", "Nota"], ["Ada", "1,5"]]);
    expect(detectDelimiter("a\tb\n1\t2\n")).toBe("\t");
    expect(detectDelimiter("Nome;Nota\nAda;1,5\nBea;2,5\n")).toBe(";");
  });
  test("nothing that is written becomes a formula, and phone numbers stay what they are", () => {
    expect(csvLine(["=1+1", "@x", "+39 035 123", "-5", '-"x"', "a;b", 'say "hi"', null, 3], ";")).toBe(
      `'=1+1;'@x;+39 035 123;-5;"'-""x""";"a;b";"say ""hi""";;3\r\n`,
    );
  });
});

describe("workbooks", () => {
  test("are written and read again, zeros at the beginning and signs included", async () => {
    const book = await toXlsx(
      "Contatti: [tutti]",
      ["Nome", "Telefono", "N"],
      [
        ["=Ada", "0039 035", 7],
        ["אנה", null, 1.5],
      ],
    );
    expect(await readXlsx(book)).toEqual([
      {
        name: expect.any(String),
        rows: [
          ["Nome", "Telefono", "N"],
          ["=Ada", "0039 035", "7"],
          ["אנה", "", "1.5"],
        ],
      },
    ]);
  });
  test.for<[string, Uint8Array, string]>([
    ["a PDF by that name", Buffer.from("%PDF-1.7"), "not_xlsx"],
    ["an old .xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), "old_xls"],
    ["another archive", zipSync({ "a.txt": Buffer.from("hello") }), "not_xlsx"],
    ["a broken workbook", zipSync({ "xl/workbook.xml": Buffer.from("<workbook") }), "not_xlsx"],
    ["a bomb", zipSync({ "xl/workbook.xml": Buffer.alloc(201 * 1024 * 1024) }, { level: 1 }), "too_large"],
  ])("%s is refused", async ([, bytes, fault]) => {
    await expect(readXlsx(bytes)).rejects.toMatchObject({ fault });
  });
  test("one that is cut off is refused", async () => {
    const book = await toXlsx("x", ["a"], [["b"]]);
    await expect(readXlsx(book.subarray(0, book.length / 2))).rejects.toMatchObject({ fault: "not_xlsx" });
  });
});
