import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { assign, useWorld } from "../support/world.ts";

describe("streams of one process", () => {
  const here = useWorld();
  let bell: ReturnType<typeof import("#lib/server/bell.ts").bell>;

  beforeAll(async () => {
    vi.stubEnv("SUPABASE_URL", "http://127.0.0.1:1");
    vi.stubEnv("SUPABASE_PUBLISHABLE_KEY", "sb_publishable_tests");
    vi.stubEnv("SUPABASE_SECRET_KEY", "sb_secret_tests");
    vi.stubEnv("SUPABASE_JWT_SECRET", "x".repeat(40));
    vi.stubEnv("DATABASE_URL", here.world.database.url("app_web"));
    vi.stubEnv("APP_URL", "http://localhost:3000");
    vi.stubEnv("VAPID_PUBLIC_KEY", Buffer.concat([Buffer.of(4), randomBytes(64)]).toString("base64url"));
    vi.stubEnv("LINK_KEYS", `first:${randomBytes(32).toString("base64url")}`);
    bell = (await import("#lib/server/bell.ts")).bell();
  });
  afterAll(() => bell.close());

  test("of two that open at once, the first hears what happens before the second has looked where it stands", async () => {
    const { world } = here;
    const [tom, ugo] = [await world.technician("Tom"), await world.technician("Ugo")];
    const job = await world.intervention({ status: "Open" });
    for (const statement of [
      // Commits that come close together are announced once.
      "create or replace function private.wake() returns void language sql as 'select'",
      "create sequence private.looks",
      `create or replace function private.bell_snapshot() returns pg_snapshot
       language plpgsql volatile security definer set search_path = '' as $$
       begin
         perform pg_advisory_xact_lock(42, nextval('private.looks')::integer);
         return pg_current_snapshot();
       end $$`,
    ])
      await sql.raw(statement).execute(world.owner);
    const looks = async () =>
      (await sql<{ looks: number }>`select last_value as looks from private.looks where is_called`.execute(world.owner))
        .rows[0]?.looks ?? 0;

    const opened = await world.owner.connection().execute(async (gates) => {
      await sql`select pg_advisory_lock(42, 1), pg_advisory_lock(42, 2)`.execute(gates);
      const opening = [tom, ugo].map(({ accountId }) => bell.open({ accountId, sessionId: null }, null));
      await expect.poll(looks, { interval: 5 }).toBe(1);
      await wait(100); // the looks that follow every beginning have come by
      await sql`select pg_advisory_unlock(42, 1)`.execute(gates);
      await expect.poll(looks, { interval: 5 }).toBe(2);
      await assign(world.owner, job, tom);
      await sql`select pg_advisory_unlock(42, 2)`.execute(gates);
      return Promise.all(opening);
    });
    const texts = opened.map(textOf);
    await expect.poll(() => texts[0]?.(), { timeout: 5_000 }).toContain("event: notification");
    expect(texts[1]?.()).not.toContain("event: notification");
  });

  function textOf(stream: ReadableStream<Uint8Array>): () => string {
    const decoder = new TextDecoder();
    let text = "";
    void stream.pipeTo(
      new WritableStream({
        write: (chunk) => {
          text += decoder.decode(chunk);
        },
      }),
    );
    return () => text;
  }
});
