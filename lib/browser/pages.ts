import { useEffect, useState } from "react";
import type { Page } from "../domain/page.ts";
import { type Answer, useAnswer } from "./answers.ts";
import { ask } from "./api.ts";
import { type Further, pagesAfter, rowsOf } from "./known-pages.ts";

export type Pages<Item, Body extends Page<Item>> = {
  /** The first page, which stays up to date, and the others with it. */
  first: Answer<Body>;
  /** Of all pages so far, each row once. */
  items: Item[];
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Whether the last try to get more failed. */
  hasFailed: boolean;
  more: () => void;
};

/** `asOf`: when the first page on which it stands was answered. */
type Loaded<Item> = Further<Item> & { of: string; asOf: number };

/** A list of the API, page after page. `path` has no cursor; null asks for nothing. */
export function usePages<Item extends { id: number }, Body extends Page<Item> = Page<Item>>(
  path: string | null,
): Pages<Item, Body> {
  const first = useAnswer<Body>(path);
  const [loaded, setLoaded] = useState<Loaded<Item> | null>(null);
  const [loading, setLoading] = useState<"no" | "yes" | "failed">("no");
  const { body, at } = first;
  const further = loaded && loaded.of === path ? loaded : null;
  const last = further?.pages.at(-1) ?? body;
  const next = last?.next_cursor ?? null;
  const isBusy = loading === "yes";

  // A new first page says that time has passed, and perhaps that rows have moved: the pages below are asked for with it.
  useEffect(() => {
    if (!further || !body || further.asOf === at || isBusy) return;
    let isWanted = true;
    pagesAfter(body.next_cursor, further.pages.length, (cursor) => ask<Page<Item>>(pathAt(further.of, cursor))).then(
      (pages) => isWanted && setLoaded({ of: further.of, asOf: at, above: body.items, pages }),
      () => {
        // What is known stays. It is tried again with the next first page.
      },
    );
    return () => {
      isWanted = false;
    };
  }, [further, body, at, isBusy]);

  async function more(): Promise<void> {
    if (path === null || !body || next === null || isBusy) return;
    setLoading("yes");
    try {
      const page = await ask<Page<Item>>(pathAt(path, next));
      const before = further ?? { of: path, asOf: at, above: body.items, pages: [] };
      setLoaded({ ...before, pages: [...before.pages, page] });
      setLoading("no");
    } catch {
      setLoading("failed");
    }
  }

  return {
    first,
    items: rowsOf(body?.items ?? [], further),
    hasMore: next !== null,
    isLoadingMore: isBusy,
    hasFailed: loading === "failed",
    more: () => void more(),
  };
}

function pathAt(path: string, cursor: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}
