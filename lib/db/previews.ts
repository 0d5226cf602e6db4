import { sql } from "kysely";
import type { Considered } from "../domain/interventions/status-preview.ts";
import type { CallerTransaction } from "./caller.ts";

type Row = Omit<Considered, "recipient"> & { contact_id: number | null; name: string | null };

/**
 * Who would be told if `change` were made. It is made, and rolled back: what its statements refuse is refused here, too,
 * but not what is asked for at the end: what a status needs may be filled in meanwhile.
 */
export async function toldBy(transaction: CallerTransaction, change: () => Promise<void>): Promise<Considered[]> {
  await sql`savepoint before_preview`.execute(transaction);
  await change();
  await sql`set constraints _900_fan_out immediate`.execute(transaction);
  const { rows } = await sql<Row>`select * from private.told_by_this_change()`.execute(transaction);
  await sql`rollback to savepoint before_preview`.execute(transaction);
  return rows.map(({ contact_id, name, ...row }) => ({
    ...row,
    recipient: contact_id === null ? null : { id: contact_id, name: name ?? "" },
  }));
}
