import { describe, expect, test } from "vitest";
import { formOf, lineOf } from "#components/gathering/work-form.ts";
import { workInWords } from "#components/interventions/work-in-words.ts";
import { minutesBetween } from "#lib/browser/work-timer.ts";

const empty = { what: "", took: "", material: "", quantity: "", unit: "" };

describe("a work line as people type it", () => {
  test.for([
    [{ took: "90" }, { minutes: 90 }],
    [{ took: " 1:30 " }, { minutes: 90 }],
    [{ what: " Pompa cambiata " }, { description: "Pompa cambiata", minutes: null }],
    [
      { material: "Tubo", quantity: "1,5", unit: "m" },
      { material: "Tubo", quantity: 1.5, unit: "m" },
    ],
    [
      { material: "Tubo", quantity: "1.5" },
      { quantity: 1.5, unit: "" },
    ],
    [
      { what: "Visto", unit: "m" },
      { quantity: null, unit: "" },
    ],
  ] as const)("%j is %j", ([typed, line]) => {
    expect(lineOf({ ...empty, ...typed }, null)).toMatchObject(line);
  });

  test.for([
    [{}, "work_empty"],
    [{ what: "  " }, "work_empty"],
    [{ took: "0" }, "duration_wrong"],
    [{ took: "un'ora" }, "duration_wrong"],
    [{ took: "99999" }, "duration_wrong"],
    [{ took: "1:75" }, "duration_wrong"],
    [{ material: "Tubo", quantity: "molto" }, "quantity_wrong"],
    [{ what: "Visto", quantity: "2", unit: "m" }, "material_missing"],
    [{ material: "Tubo", quantity: "0" }, "quantity_wrong"],
    [{ material: "Tubo", quantity: "1.2345" }, "quantity_wrong"],
  ] as const)("%j is said to be wrong: %s", ([typed, text]) => {
    expect(lineOf({ ...empty, ...typed }, null)).toMatchObject({ text });
  });

  test("is typed again as it was kept", () => {
    const line = { description: "Pompa", started_at: null, minutes: 75, material: "Olio", quantity: 1234.5, unit: "l" };
    expect(lineOf(formOf(line, "it-IT"), null)).toEqual(line);
    expect(lineOf(formOf(line, "en-GB"), null)).toEqual(line);
  });

  test("is read as a line", () => {
    const line = { description: "Pompa", minutes: 75, material: "Tubo", quantity: 1.5, unit: "m" };
    const words = (given: typeof line) =>
      workInWords(given, { locale: "it-IT" }, { duration: (minutes) => `${minutes} min` });
    expect(words(line)).toBe("Pompa · 75 min · 1,5 m Tubo");
    expect(words({ ...line, unit: "" })).toBe("Pompa · 75 min · 1,5 × Tubo");
  });
});

test("a timer counts from when it was started, however long the phone was locked, and a minute at least", () => {
  const startedAt = "2026-11-27T08:00:00.000Z";
  expect(minutesBetween(startedAt, new Date("2026-11-27T11:30:20.000Z"))).toBe(210);
  expect(minutesBetween(startedAt, new Date("2026-11-27T08:00:01.000Z"))).toBe(1);
});
