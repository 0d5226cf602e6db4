import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { asCaller, readAsCaller } from "#lib/db/caller.ts";
import { createDatabase, createPool, type Database, type PoolOptions } from "#lib/db/pool.ts";
import { useWorld } from "../support/world.ts";

describe("statements on their way to the database", () => {
  const here = useWorld();

  const prepared = (database: Database) =>
    sql<{ statement: string }>`select statement from pg_prepared_statements where name <> ''`
      .execute(database)
      .then(({ rows }) => rows.map(({ statement }) => statement));

  /** A pool of one connection, as app_web. */
  async function withOne<T>(run: (database: Database) => Promise<T>, options: PoolOptions = {}): Promise<T> {
    const pool = createPool(here.world.database.url("app_web"), { size: 1, onIdleError: () => {}, ...options });
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

  test("a migration under a running product costs a caller one attempt, however many statements it outdates", async () => {
    const tables = ["changing_a", "changing_b", "changing_c"];
    const migrate = (statement: (table: string) => RawBuilder<unknown>) =>
      Promise.all(tables.map((table) => statement(table).execute(here.world.owner)));
    await migrate((table) => sql`create table ${sql.table(table)} as select 1 as a`);
    await migrate((table) => sql`grant select on ${sql.table(table)} to anon`);
    const everybody = { role: "anon" } as const;
    await withOne(
      async (database) => {
        let attempts = 0;
        const answers = (atOnce: number, as: typeof readAsCaller) =>
          Promise.all(
            Array.from({ length: atOnce }, () =>
              as(database, everybody, async (transaction) => {
                attempts++;
                const answers: unknown[] = [];
                for (const table of tables)
                  answers.push((await sql`select * from ${sql.table(table)}`.execute(transaction)).rows[0]);
                return answers;
              }),
            ),
          );
        await answers(3, readAsCaller);
        for (const [column, as] of [["b", readAsCaller] as const, ["c", asCaller] as const]) {
          await migrate((table) => sql`alter table ${sql.table(table)} add ${sql.ref(column)} integer`);
          const [answer] = await answers(1, as);
          expect(answer?.map((row) => Object.keys(row as object))).toEqual(
            tables.map(() => expect.arrayContaining([column])),
          );
          attempts = 0;
          await answers(3, as);
          expect(attempts).toBe(3);
        }
      },
      { size: 3 },
    );
  });

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

  const one = (database: Database) => sql<{ one: number }>`select 1 as one`.execute(database).then(({ rows }) => rows);

  test("a connection that is lost before its first statement makes room for another", async () => {
    const connect = pg.Client.prototype.connect;
    vi.spyOn(pg.Client.prototype, "connect").mockImplementationOnce(function (this: pg.Client, ...given) {
      this.once("connect", () => void this.query("select pg_terminate_backend(pg_backend_pid())").catch(() => {}));
      return Reflect.apply(connect, this, given);
    });
    await withOne(async (database) => {
      await expect(one(database)).rejects.toThrow("Connection terminated unexpectedly");
      expect(await one(database)).toEqual([{ one: 1 }]);
    });
  });

  const processOf = async (database: Database) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
    return rows[0]?.pid ?? 0;
  };
  const terminate = (pid: number) =>
    sql`select pg_terminate_backend(${sql.lit(pid)}, 5000)`.execute(here.world.owner).then(() => one(here.world.owner));

  test("a server process that dies between two statements ends its transaction and no more", () =>
    withOne(async (database) => {
      const failing = asCaller(database, { role: "anon" }, async (transaction) => {
        await terminate(await processOf(transaction));
        await one(transaction);
      });
      await expect(failing).rejects.toThrow();
      expect(await one(database)).toEqual([{ one: 1 }]);
    }));

  test("a server process that dies in a statement says so, and nobody gets its connection", () =>
    withOne(async (database) => {
      const failing = asCaller(database, { role: "anon" }, async (transaction) => {
        const pid = await processOf(transaction);
        const sleeping = Promise.allSettled([sql`select pg_sleep(60)`.execute(transaction)]);
        await terminate(pid);
        for (const slept of await sleeping) if (slept.status === "rejected") throw slept.reason;
      });
      await expect(failing).rejects.toMatchObject({ code: "57P01" });
      expect(await one(database)).toEqual([{ one: 1 }]);
    }));

  test("a transaction that got no answer in time waits for nothing more", () =>
    withOne(
      async (database) => {
        const sent: unknown[] = [];
        const query = pg.Client.prototype.query;
        const watched = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...given) {
          sent.push(given[0]);
          return Reflect.apply(query, this, given);
        });
        const failing = database
          .transaction()
          .execute((transaction) => sql`select pg_sleep(60)`.execute(transaction))
          .finally(() => watched.mockRestore());
        await expect(failing).rejects.toThrow("Query read timeout");
        // Whether a server process is spoken to directly; then the statement, with "begin" before it.
        expect(sent).toHaveLength(2);
        expect(await one(database)).toEqual([{ one: 1 }]);
      },
      { queryTimeoutMs: 300 },
    ));
});
