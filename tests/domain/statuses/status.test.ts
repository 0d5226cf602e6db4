import { expect, test } from "vitest";
import { newStatus, statusChanges } from "#lib/domain/statuses/status.ts";

test("a new status has a kind, and a name in one language or in several", () => {
  expect(newStatus.safeParse({ kind: "open", name: "Aperto" }).success).toBe(true);
  expect(newStatus.safeParse({ kind: "open", names: { it: "Aperto", en: "Open" } }).success).toBe(true);
  expect(newStatus.safeParse({ kind: "open" }).success).toBe(false);
  expect(newStatus.safeParse({ name: "Aperto" }).success).toBe(false);
});

test.for([{ names: {} }, { names: { it: "" } }, { names: { Italian: "x" } }, { color: "#12345" }, { kind: "closed" }])(
  "%o is no change",
  (changes) => {
    expect(statusChanges.safeParse(changes).success).toBe(false);
  },
);
