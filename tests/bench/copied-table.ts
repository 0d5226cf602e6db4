import type pg from "pg";

/**
 * `bench.<copy>`: an empty table like `public.<table>`, with its indexes, checks, fill factor and foreign keys, and
 * without its triggers.
 */
export async function copyTable(owner: pg.Client, table: string, copy: string): Promise<void> {
  await owner.query("create schema if not exists bench");
  await owner.query(`create table bench.${copy} (like public.${table} including all)`);
  const { rows: settings } = await owner.query<{ setting: string }>(
    "select unnest(reloptions) as setting from pg_class where oid = ('public.' || $1)::regclass",
    [table],
  );
  for (const { setting } of settings) await owner.query(`alter table bench.${copy} set (${setting})`);
  const { rows: keys } = await owner.query<{ definition: string }>(
    "select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = ('public.' || $1)::regclass and contype = 'f'",
    [table],
  );
  for (const { definition } of keys) await owner.query(`alter table bench.${copy} add ${definition}`);
}

/** The same with the rows that are there now. */
export async function copyTableWithRows(owner: pg.Client, table: string, copy: string): Promise<void> {
  await copyTable(owner, table, copy);
  await owner.query(`insert into bench.${copy} overriding system value select * from public.${table}`);
  await owner.query(`vacuum (analyze) bench.${copy}`);
}
