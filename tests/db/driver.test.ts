import { sql } from "kysely";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { asCaller, readAsCaller } from "#lib/db/caller.ts";
import { createDatabase, createPool, type Database } from "#lib/db/pool.ts";
import { useWorld } from "../support/world.ts";

describe("statements on their way to the database", () => {
  const here = useWorld();

  const prepared = (database: Database) =>
    sql<{ statement: string }>`select statement from pg_prepared_statements where name <> ''`
      .execute(database)
      .then(({ rows }) => rows.map(({ statement }) => statement));

  /** A pool of one connection, as app_web. */
  async function withOne<T>(run: (database: Database) => Promise<T>): Promise<T> {
    const pool = createPool(here.world.database.url("app_web"), { size: 1, onIdleError: () => {} });
    try {
      return await run(createDatabase(pool));
    } finally {
      await pool.end();
    }
  }

  test("whoever comes next on a connection is nobody, after reading, after changing and after an error", () =>
    withOne(async (database) => {
      const person = await here.world.person({ name: "Anna" });
      const caller = { role: "authenticated", sub: person.accountId } as const;
      const whoAmI = () =>
        sql<{ role: string; claims: string | null }>`
          select current_user as role, nullif(current_setting('request.jwt.claims', true), '') as claims`.execute(
          database,
        );
      const uid = sql<{ uid: string }>`select auth.uid() as uid`;

      expect((await readAsCaller(database, caller, (reading) => uid.execute(reading))).rows[0]?.uid).toBe(
        person.accountId,
      );
      expect((await whoAmI()).rows).toEqual([{ role: "app_web", claims: null }]);
      await asCaller(database, caller, (transaction) => uid.execute(transaction));
      expect((await whoAmI()).rows).toEqual([{ role: "app_web", claims: null }]);
      const failing = readAsCaller(database, caller, (reading) => sql`select 1 / 0`.execute(reading));
      await expect(failing).rejects.toThrow("division by zero");
      expect((await whoAmI()).rows).toEqual([{ role: "app_web", claims: null }]);
    }));

  test("every statement of a reading is the caller's, and can change nothing", () =>
    withOne(async (database) => {
      const person = await here.world.person({ name: "Bea" });
      const caller = { role: "authenticated", sub: person.accountId } as const;
      await readAsCaller(database, caller, async (reading) => {
        for (const _ of [1, 2, 3]) {
          const { rows } = await sql`select current_user as role, auth.uid() as uid`.execute(reading);
          expect(rows).toEqual([{ role: "authenticated", uid: person.accountId }]);
        }
        const change = sql`update accounts set language = 'it' where id = ${person.accountId}`.execute(reading);
        await expect(change).rejects.toMatchObject({ code: "25006" });
      });
    }));

  test("a transaction in which nothing was asked has not begun, and one that failed is undone", () =>
    withOne(async (database) => {
      await asCaller(database, { role: "anon" }, async () => {});
      const failing = database.transaction().execute(async (transaction) => {
        await sql`create temporary table left_over ()`.execute(transaction);
        await sql`select 1 / 0`.execute(transaction);
      });
      await expect(failing).rejects.toThrow("division by zero");
      await expect(sql`select from left_over`.execute(database)).rejects.toMatchObject({ code: "42P01" });
    }));

  test("a statement is prepared once, and again when its table has changed or it failed", () =>
    withOne(async (database) => {
      const ask = () => sql<{ a: number }>`select * from pg_temp.changing`.execute(database).then(({ rows }) => rows);
      await sql`create temporary table changing as select 1 as a`.execute(database);
      expect(await ask()).toEqual([{ a: 1 }]);
      expect(await ask()).toEqual([{ a: 1 }]);
      expect((await prepared(database)).filter((text) => text.includes("pg_temp.changing"))).toHaveLength(1);
      await sql`alter table pg_temp.changing add b integer`.execute(database);
      await expect(ask()).rejects.toMatchObject({ code: "0A000" });
      expect(await ask()).toEqual([{ a: 1, b: null }]);
    }));

  test("what is worded anew each time does not fill the server", () =>
    withOne(async (database) => {
      for (let number = 0; number < 400; number++) {
        const { rows } = await sql<{ number: number }>`select ${sql.lit(number)} as number`.execute(database);
        expect(rows).toEqual([{ number }]);
      }
      expect((await prepared(database)).length).toBeLessThanOrEqual(300);
    }));

  test("behind a pooler nothing is prepared", async () => {
    const connect = pg.Client.prototype.connect;
    // A pooler tells a process number of its own.
    const pooled = vi.spyOn(pg.Client.prototype, "connect").mockImplementation(function (this: pg.Client, ...given) {
      this.once("connect", () => Object.assign(this, { processID: -1 }));
      return Reflect.apply(connect, this, given);
    });
    try {
      await withOne(async (database) => {
        for (const _ of [1, 2]) expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
        expect(await prepared(database)).toEqual([]);
      });
    } finally {
      pooled.mockRestore();
    }
  });
});
