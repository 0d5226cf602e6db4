import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { deliveriesQueue } from "#lib/db/deliveries-queue.ts";
import { createPool } from "#lib/db/pool.ts";
import { useWorld } from "../support/world.ts";

describe("the queue as a worker sees it", () => {
  const here = useWorld();

  test("a migration that makes its functions anew costs each connection one call, which is made again", async () => {
    const pool = createPool(here.world.database.url("app_worker"), { size: 1 });
    try {
      const queue = deliveriesQueue(pool);
      for (const _ of [1, 2]) expect(await queue.record([])).toBe(0);
      const given = "bigint[], smallint[], text[], text[], text[], double precision[]";
      for (const statement of [
        `alter function private.record_deliveries(${given}) rename to former_record_deliveries`,
        `create function private.record_deliveries(${given}) returns bigint language sql security definer
         as $$ select private.former_record_deliveries($1, $2, $3, $4, $5, $6) $$`,
        "grant execute on function private.record_deliveries to app_worker",
      ])
        await sql.raw(statement).execute(here.world.owner);
      await expect(queue.record([])).rejects.toMatchObject({ code: "0A000" });
      expect(await queue.record([])).toBe(0);
    } finally {
      await pool.end();
    }
  });
});
