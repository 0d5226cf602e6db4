import { sql } from "kysely";
import type { CallerTransaction } from "./caller.ts";

export type Readiness = {
  /** Deliveries that are due. */
  waiting: number;
  oldest_seconds: number | null;
  /** Since a worker last said that it lives; null when none ever did. */
  last_beat_seconds: number | null;
};

export async function readiness(transaction: CallerTransaction): Promise<Readiness> {
  const { rows } = await sql<Readiness>`
    select waiting, extract(epoch from now() - oldest)::double precision as oldest_seconds,
           extract(epoch from now() - last_beat)::double precision as last_beat_seconds
    from private.readiness()
  `.execute(transaction);
  if (!rows[0]) throw new Error("private.readiness answered nothing");
  return rows[0];
}
