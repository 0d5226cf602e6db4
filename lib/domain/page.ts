import { z } from "zod";
import { cursorOf } from "./cursor.ts";
import { id } from "./fields.ts";
import { because } from "./reasons.ts";

const longestPage = 200;
/** As many rows as nobody asked for. */
export const usualPage = 50;

/** What every list takes: how many rows, and where the last page ended. */
export const pageQuery = <Key extends z.ZodType>(key: Key) =>
  z.strictObject({
    limit: z
      .string()
      .regex(/^\d{1,4}$/, because("not_a_page_size"))
      .transform(Number)
      .pipe(z.number().min(1, because("not_a_page_size")).max(longestPage, because("not_a_page_size")))
      .default(usualPage),
    cursor: cursorOf(key).optional(),
  });

/** Lists in the order of their ids. */
export const idKey = z.tuple([id]);
export const pageByIdQuery = pageQuery(idKey);

/** What every list answers; `next_cursor` is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export type Page<Item> = { items: Item[]; next_cursor: string | null };
