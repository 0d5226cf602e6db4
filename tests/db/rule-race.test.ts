import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { listRules, lockRules, replaceRules } from "#lib/db/rules.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("rules that change while a status does", () => {
  const here = useWorld();

  test("NT-1 NT-11: people are told by the rules before or after, never by some of each", async () => {
    const { world } = here;
    const anna: Person = await world.admin("Anna", { devices: 1 });
    const tom = await world.technician("Tom", { devices: 1 });
    const status_id = await world.status("Tested");
    const sets = {
      one: [
        { status_id, audience: "admin", channel: "email" },
        { status_id, audience: "technician", channel: "push" },
      ],
      other: [
        { status_id, audience: "admin", channel: "push" },
        { status_id, audience: "technician", channel: "email" },
      ],
    } as const;
    const told = {
      one: ["Anna · email · queued", "Tom · push · queued"],
      other: ["Anna · push · queued", "Tom · email · queued"],
    };
    const replace = (name: keyof typeof sets) =>
      world.as(anna, async (transaction) => {
        await lockRules(transaction);
        await replaceRules(transaction, sets[name]);
        return listRules(transaction);
      });
    await replace("one");
    const seen = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const job = await world.intervention({ status: "On hold", technicians: [tom] });
      const pause = sql`select pg_sleep(${(round % 8) / 1000})`.execute(world.owner);
      await Promise.all([replace(round % 2 === 0 ? "other" : "one"), pause.then(() => world.setStatus(job, "Tested"))]);
      const lines = (await world.told(job)).join(", ");
      expect([told.one.join(", "), told.other.join(", ")]).toContain(lines);
      seen.add(lines);
    }
    expect(seen.size, "both have been seen, so they did race").toBe(2);
  });
});
