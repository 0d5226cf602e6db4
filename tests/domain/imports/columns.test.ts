import { describe, expect, test } from "vitest";
import { assignColumns } from "#lib/domain/imports/assignment.ts";
import { columnsOf, findHeaderRow } from "#lib/domain/imports/header-row.ts";

const named = (...headers: string[]) => headers.map((header) => ({ header, samples: [] }));
const own = [{ key: "scadenza", name: "Scadenza contratto" }];

describe("columns are recognized by what they are called [CT-32]", () => {
  test.for([
    [
      ["Name", "E-mail", "Phone number", "Zip"],
      ["name", "email", "phone", "postal_code"],
    ],
    [
      ["Ragione Sociale", "E-Mail", "Cellulare", "CAP", "Città"],
      ["name", "email", "phone", "postal_code", "city"],
    ],
    [
      ["Vārds, uzvārds", "E-pasts", "Tālrunis", "Pilsēta"],
      ["name", "email", "phone", "city"],
    ],
    [
      ["Nimi", "E-post", "Telefon", "Märkused"],
      ["name", "email", "phone", "note"],
    ],
    [
      ["שם מלא", "דוא״ל", "טלפון נייד", "עיר"],
      ["name", "email", "phone", "city"],
    ],
    [
      ["Nome", "Cognome", "Azienda"],
      ["first_name", "last_name", "company"],
    ],
    [
      ["Nome", "Telefono 1", "Telefono 2"],
      ["name", "phone", "phone"],
    ],
    [
      ["Rag. Soc.", "Cod. Cli.", "Cell.", "Scad. contr."],
      ["name", "code", "phone", "own_fields.scadenza"],
    ],
    [
      ["Con", "Not a field", "Dat"],
      [null, null, null],
    ],
    [
      ["Azienda", "Email"],
      ["name", "email"],
    ],
    [
      ["Scadenza contratto", "Gruppo", "Gruppo 2", "Gruppo 3", "Gruppo 4"],
      ["own_fields.scadenza", "group", "group", "group", null],
    ],
    [
      ["Teleffono", "Indirizo"],
      ["phone", "street"],
    ],
    [
      ["Chi lo segue", "Colore"],
      [null, null],
    ],
  ] as const)("%s", ([headers, fields]) => {
    expect(assignColumns(named(...headers), own)).toEqual(fields);
  });

  test("and by their values where the name says nothing; each is given away once", () => {
    const columns = [
      { header: "Dove", samples: ["a@example.it", "b@example.it"] },
      { header: "Altro", samples: ["+39 035 123456", "+39 035 654321"] },
      { header: "Nome", samples: [] },
      { header: "Nominativo", samples: [] },
    ];
    expect(assignColumns(columns, [])).toEqual(["email", "phone", "first_name", "name"]);
  });
});

describe("the row with the headings", () => {
  test.for([
    [
      "of words that are known",
      [
        ["Nome", "E-mail"],
        ["Ada", "ada@example.it"],
      ],
      0,
    ],
    ["below a title", [["Clienti 2026"], [], ["Codice", "Nome", "E-mail"], ["1", "Ada", "ada@example.it"]], 2],
    [
      "of words that nobody knows, above values",
      [
        ["Chi", "Dove"],
        ["Ada", "ada@example.it"],
      ],
      0,
    ],
    [
      "is not there",
      [
        ["Ada", "ada@example.it"],
        ["Bea", "bea@example.it"],
      ],
      null,
    ],
    [
      "is not there where all are plain words",
      [
        ["Ada", "Rossi"],
        ["Bea", "Verdi"],
      ],
      null,
    ],
  ] as const)("%s", ([, rows, row]) => {
    expect(findHeaderRow(rows)).toBe(row);
  });

  test("ragged rows have the columns of the widest, called by letters where they have no name", () => {
    const columns = columnsOf([["Nome"], ["Ada", "x", ""], ["Bea", "y", "z"]], 0);
    expect(columns).toEqual([
      { header: "Nome", samples: ["Ada", "Bea"], filled: 2 },
      { header: "B", samples: ["x", "y"], filled: 2 },
      { header: "C", samples: ["z"], filled: 1 },
    ]);
  });
});
