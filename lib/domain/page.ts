import { z } from "zod";

const longestPage = 200;

/** What every list takes: how many, and where the last page ended. */
export const pageQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(longestPage))
    .default(50),
  cursor: z.string().min(1).max(1000).optional(),
});

/** What every list answers; `next_cursor` is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export type Page<Item> = { items: Item[]; next_cursor: string | null };
