import { expect, test } from "vitest";
import { pagesAfter, rowsOf } from "#lib/browser/known-pages.ts";
import type { Page } from "#lib/domain/page.ts";

type Row = { id: number; text?: string };

const page = (ids: number[], next_cursor: string | null = null): Page<Row> => ({
  items: ids.map((id) => ({ id })),
  next_cursor,
});

test("what has slid off the first page follows it", () => {
  const further = { above: page([5, 4, 3]).items, pages: [page([2, 1])] };
  expect(rowsOf(page([6, 5, 4]).items, further).map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1]);
});

test("the first page's word counts, also for what has moved up into it", () => {
  const further = { above: page([5, 4]).items, pages: [{ items: [{ id: 3, text: "as it was" }], next_cursor: null }] };
  const rows = rowsOf<Row>([{ id: 3, text: "as it is" }, { id: 5 }], further);
  expect(rows).toEqual([{ id: 3, text: "as it is" }, { id: 5 }, { id: 4 }]);
});

test("as many pages are asked for again as were there, from where the first one ends now", async () => {
  const known: Record<string, Page<Row>> = { a: page([4, 3], "b"), b: page([2], "c"), c: page([1]) };
  const load = async (cursor: string) => known[cursor] as Page<Row>;
  expect(await pagesAfter("a", 2, load)).toEqual([known.a, known.b]);
  expect(await pagesAfter("b", 5, load)).toEqual([known.b, known.c]);
  expect(await pagesAfter(null, 2, load)).toEqual([]);
});
