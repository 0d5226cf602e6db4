import { sql } from "kysely";
import { afterEach, describe, expect, inject, test, vi } from "vitest";
import { openBellRelay } from "#lib/db/bell-relay.ts";
import { listen, type WakeUp } from "#lib/db/wake-up.ts";
import { silentNetwork } from "../support/silent-network.ts";
import { useWorld } from "../support/world.ts";

describe("the connection that listens", () => {
  const here = useWorld();
  const opened: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  test("a network that swallows everything is noticed by an answer that does not come", async () => {
    const network = await silentNetwork(inject("cluster").port);
    opened.push(network);
    const url = new URL(here.world.database.url("app_web"));
    url.port = String(network.port);
    const heard: string[] = [];
    const onListening = vi.fn();
    const onError = vi.fn();
    const wakeUp: WakeUp = listen({
      connectionString: url.href,
      channels: ["campanella"],
      onNotification: (_channel, payload) => heard.push(payload),
      onListening,
      onError,
      timeoutMs: 300,
    });
    opened.push(wakeUp);
    await expect.poll(() => onListening.mock.calls.length).toBe(1);
    network.fallSilent();
    await expect(wakeUp.query({ text: "select 1" })).rejects.toThrow("Query read timeout");
    await expect.poll(() => onListening.mock.calls.length).toBe(2);
    expect(onError).toHaveBeenCalledOnce();
    expect(await wakeUp.query({ text: "select 1 as one" })).toEqual([{ one: 1 }]);
    await sql`select pg_notify('campanella', 'heard again')`.execute(here.world.owner);
    await expect.poll(() => heard).toEqual(["heard again"]);
  });

  test("closing does not wait for a server that does not answer", async () => {
    const network = await silentNetwork(inject("cluster").port);
    opened.push(network);
    const url = new URL(here.world.database.url("app_web"));
    url.port = String(network.port);
    const onListening = vi.fn();
    const wakeUp = listen({
      connectionString: url.href,
      channels: ["campanella"],
      onNotification: () => {},
      onListening,
      onError: () => {},
    });
    await expect.poll(() => onListening.mock.calls.length).toBe(1);
    network.fallSilent();
    await wakeUp.close();
  });

  test("a migration that makes the bell's function anew is followed without a restart", async () => {
    const onListening = vi.fn();
    const onError = vi.fn();
    const relay = openBellRelay({
      connectionString: here.world.database.url("app_web"),
      onWake: () => {},
      onReading: () => {},
      onListening,
      onError,
    });
    opened.push(relay);
    await expect.poll(() => onListening.mock.calls.length).toBe(1);
    const seen = await relay.seen();
    for (const _ of [1, 2]) expect((await relay.news(seen, [])).rows).toEqual([]);
    for (const statement of [
      "alter function private.bell_news rename to former_bell_news",
      `create function private.bell_news(since pg_snapshot, accounts uuid[])
         returns table (seen pg_snapshot, id bigint, told_more text) language sql stable security definer
         as $$ select n.seen, n.id, '' from private.former_bell_news(since, accounts) n $$`,
      "grant execute on function private.bell_news to bell_relay",
    ])
      await sql.raw(statement).execute(here.world.owner);
    await expect(relay.news(seen, [])).rejects.toMatchObject({ code: "0A000" });
    await expect.poll(() => onListening.mock.calls.length).toBe(2);
    expect((await relay.news(seen, [])).rows).toEqual([]);
    expect(onError).toHaveBeenCalledOnce();
  });
});
