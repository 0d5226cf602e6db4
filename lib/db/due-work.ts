import type pg from "pg";

/** What one run of the minute's work did; null when another worker was at it. */
export type DueWork = {
  expired: number;
  /** Addresses that administrators were told of. */
  failing_addresses: number;
  pruned_notifications: number;
  pruned_deliveries: number;
  pruned_snapshots: number;
} | null;

/** The minute's work and the heartbeat of a worker (login app_worker). */
export function dueWork(pool: pg.Pool) {
  return { run, beat, leave };

  async function run(): Promise<DueWork> {
    const { rows } = await pool.query<{ done: DueWork }>("select private.run_due_work() as done");
    return rows[0]?.done ?? null;
  }

  async function beat(worker: { id: string; host: string; processId: number }): Promise<void> {
    await pool.query("select private.beat($1, $2, $3)", [worker.id, worker.host, worker.processId]);
  }

  async function leave(worker: { id: string }): Promise<void> {
    await pool.query("select private.leave($1)", [worker.id]);
  }
}

export type DueWorkQueries = ReturnType<typeof dueWork>;
