import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Employee } from "./company.ts";

export type Reconnecting = {
  owner: pg.Client;
  /** Of the stream. */
  url: string;
  authorization: string;
  listener: Employee;
  /** Assigned one after the other, meanwhile. */
  jobs: readonly number[];
  reconnects: number;
};

/** Between two assignments: some fall into the time in which nobody listens, some come while a stream is catching up. */
const PAUSE_MS = 20;
const LISTENING_MS = 45;
const SETTLED_MS = 1_500;

/** How many bell rows a browser misses, or gets twice, that loses its connection again and again while it rings. */
export async function overReconnects(setting: Reconnecting): Promise<{ missed: number; doubled: number }> {
  const { owner, listener, jobs, reconnects } = setting;
  const heard: number[] = [];
  let lastEventId = "";
  const before = new Set(await rowsOf(owner, listener));
  // Stands somewhere before the first assignment.
  await listen(0);
  const ringing = (async () => {
    for (const job of jobs) {
      await owner.query("insert into public.intervention_technicians (intervention_id, contact_id) values ($1, $2)", [
        job,
        listener.contactId,
      ]);
      await sleep(PAUSE_MS);
    }
  })();
  for (let n = 0; n < reconnects; n++) {
    await listen(LISTENING_MS);
    await sleep((n % 5) * 10);
  }
  await ringing;
  await listen(SETTLED_MS);
  const rung = (await rowsOf(owner, listener)).filter((id) => !before.has(id));
  const distinct = new Set(heard);
  return { missed: rung.filter((id) => !distinct.has(id)).length, doubled: heard.length - distinct.size };

  /** One connection, cut off after so many milliseconds, wherever it is. */
  async function listen(milliseconds: number): Promise<void> {
    const cut = new AbortController();
    const headers = { authorization: setting.authorization, ...(lastEventId && { "last-event-id": lastEventId }) };
    const answer = await fetch(setting.url, { headers, signal: cut.signal });
    let text = "";
    let timer: NodeJS.Timeout | undefined;
    try {
      for await (const chunk of answer.body ?? []) {
        timer ??= setTimeout(() => cut.abort(), milliseconds);
        text += Buffer.from(chunk).toString();
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) take(event);
      }
    } catch (error) {
      if (!cut.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function take(event: string): void {
    lastEventId = /^id: (.*)$/m.exec(event)?.[1] ?? lastEventId;
    if (event.startsWith("event: notification\n")) heard.push(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? "{}").id);
  }
}

async function rowsOf(owner: pg.Client, { accountId }: Employee): Promise<number[]> {
  const { rows } = await owner.query<{ id: string }>("select id from public.notifications where account_id = $1", [
    accountId,
  ]);
  return rows.map(({ id }) => Number(id));
}
