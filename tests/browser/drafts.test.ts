import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { draftsFor, dropAllDrafts, dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";

const typed = { title: "Caldaia" };

beforeEach(() => vi.stubGlobal("window", { localStorage: storage() }));
afterEach(() => vi.unstubAllGlobals());

test("whoever comes back finds what they typed", () => {
  draftsFor("giulia");
  writeDraft("intervention.new", typed);
  draftsFor(null);
  expect(readDraft("intervention.new"), "nobody's while nobody is signed in").toBeNull();
  draftsFor("giulia");
  expect(readDraft("intervention.new")).toEqual(typed);
  dropDraft("intervention.new");
  expect(readDraft("intervention.new")).toBeNull();
});

test("whoever comes next finds nothing of it, and it is gone from the device", () => {
  draftsFor("giulia");
  writeDraft("intervention.new", typed);
  draftsFor("paolo");
  expect(readDraft("intervention.new")).toBeNull();
  expect(Object.keys(window.localStorage)).toEqual([]);
});

test("nothing is written for nobody, and signing out leaves nothing", () => {
  draftsFor(null);
  writeDraft("intervention.new", typed);
  draftsFor("giulia");
  writeDraft("outcome.1", typed);
  dropAllDrafts();
  expect(Object.keys(window.localStorage)).toEqual([]);
});

/** Keys are its own properties, as in a browser. */
function storage(): Record<string, unknown> {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods);
}
