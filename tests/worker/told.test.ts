import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliveryHealth } from "#lib/db/delivery-health.ts";
import { startWorker } from "#lib/worker/worker.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import { startSmtpServer } from "../support/smtp-server.ts";
import { waitUntil } from "../support/wait-until.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("an outage, as administrators see it", () => {
  const here = useWorld();
  let office: PostOffice;
  let worker: ReturnType<typeof startWorker>;
  let anna: Person;
  let rossi: number;

  beforeAll(async () => {
    office = await openPostOffice();
    anna = await here.world.admin("Anna");
    rossi = await here.world.customer("Rossi");
    await here.world.status("On hold");
    worker = startWorker(office.settings(here.world, { reportMs: 100 }));
  });
  afterAll(async () => {
    await worker.stop();
    await office.close();
  });

  const health = () => here.world.as(anna, deliveryHealth);
  const counted = async (result: string) =>
    (
      await sql<{ count: number }>`
        select count from private.delivery_counts where channel = 'email' and result = ${result}`.execute(
        here.world.owner,
      )
    ).rows[0]?.count ?? 0;

  async function close(): Promise<void> {
    await here.world.setStatus(await here.world.intervention({ status: "On hold", customerId: rossi }), "Closed");
  }

  test("a mail server that stops is named with what waits, and is forgotten when it is back", async () => {
    await close();
    await waitUntil(
      async () => (await counted("sent")) === 2,
      5_000,
      () => "not both were sent",
    );
    expect((await health()).outages).toEqual([]);

    await office.smtp.close();
    for (let job = 0; job < 2; job++) await close();
    await waitUntil(
      async () => (await health()).outages.length > 0,
      8_000,
      () => "no outage is seen",
    );
    const [outage] = (await health()).outages;
    expect(outage).toMatchObject({ part: "email", service: "127.0.0.1", waiting: 4 });
    expect(outage?.error).toMatch(/^E/);
    expect(Date.parse(outage?.since ?? "")).toBeLessThanOrEqual(Date.now());

    const again = await startSmtpServer({ port: office.smtp.port });
    await sql`update deliveries set next_attempt_at = now() where state = 'queued'`.execute(here.world.owner);
    await waitUntil(
      async () => (await health()).outages.length === 0,
      8_000,
      () => "the outage does not end",
    );
    expect(await counted("sent")).toBe(6);
    expect(again.messages).toHaveLength(4);
    await again.close();
  });

  test("how long messages took is counted with them", async () => {
    const { rows } = await sql<{ count: number; sent: number }>`
      select (select sum(count)::bigint from private.delivery_times where channel = 'email') as count,
             (select count(*) from deliveries where channel = 'email' and state = 'sent') as sent`.execute(
      here.world.owner,
    );
    expect(rows).toEqual([{ count: 6, sent: 6 }]);
  });
});
