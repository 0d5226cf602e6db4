import { useState } from "react";
import type { Page } from "../domain/page.ts";
import { type Answer, useAnswer } from "./answers.ts";
import { ask } from "./api.ts";

type Further<Item> = { of: string; items: Item[]; next: string | null };

export type Pages<Item, Body extends Page<Item>> = {
  /** The first page, which stays up to date. */
  first: Answer<Body>;
  /** Of all pages so far, each row once. */
  items: Item[];
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Whether the last try to get more failed. */
  hasFailed: boolean;
  more: () => void;
};

/** A list of the API, page after page. `path` has no cursor. */
export function usePages<Item extends { id: number }, Body extends Page<Item> = Page<Item>>(
  path: string,
): Pages<Item, Body> {
  const first = useAnswer<Body>(path);
  const [further, setFurther] = useState<Further<Item> | null>(null);
  const [loading, setLoading] = useState<"no" | "yes" | "failed">("no");
  const ours = further?.of === path ? further : null;
  const next = ours ? ours.next : (first.body?.next_cursor ?? null);

  async function more(): Promise<void> {
    if (next === null || loading === "yes") return;
    setLoading("yes");
    try {
      const page = await ask<Page<Item>>(`${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`);
      setFurther({ of: path, items: [...(ours?.items ?? []), ...page.items], next: page.next_cursor });
      setLoading("no");
    } catch {
      setLoading("failed");
    }
  }

  return {
    first,
    items: once([...(first.body?.items ?? []), ...(ours?.items ?? [])]),
    hasMore: next !== null,
    isLoadingMore: loading === "yes",
    hasFailed: loading === "failed",
    more: () => void more(),
  };
}

/** What has come in at the top since pushes rows over to the next page, where they are met again. */
function once<Item extends { id: number }>(items: Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
