import { assignMany, lockInterventions, type Obstacle, setStatusOfMany, statusObstacles } from "../db/bulk-changes.ts";
import { statusMovedSince } from "../db/facts.ts";
import { beginChange, type LockedIntervention } from "../db/intervention-changes.ts";
import { asIf, toldNowOften } from "../db/previews.ts";
import type { BulkChange, BulkOutcome, BulkPreview, LeftOut } from "../domain/interventions/bulk-change.ts";
import type { Reason } from "../domain/reasons.ts";
import { translator } from "../messages/index.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/bulk-changes.ts";

/** What cannot be changed is left out and says why; all the others change together. */
export async function changeMany(call: Call<typeof operations.changeMany>): Promise<BulkOutcome> {
  const sorted = await sort(call);
  await apply(call, sorted);
  return outcomeOf(sorted);
}

export async function previewMany(call: Call<typeof operations.previewMany>): Promise<BulkPreview> {
  const sorted = await sort(call);
  const items = await asIf(
    call.transaction,
    () => apply(call, sorted),
    () => toldNowOften(call.transaction),
  );
  return { ...outcomeOf(sorted), items };
}

type BulkCall = Pick<Call, "transaction" | "account" | "isBearer"> & { body: BulkChange };
type Sorted = { ready: LockedIntervention[]; left_out: LeftOut[] };

async function sort({ transaction, account, body }: BulkCall): Promise<Sorted> {
  const words = translator(account.language);
  const seen = new Map(body.interventions.map(({ number, version }) => [number, version]));
  const locked = await lockInterventions(transaction, [...seen.keys()]);
  const obstacles = await obstaclesOf(
    transaction,
    locked.map(({ id }) => id),
    body,
  );
  const sorted: Sorted = { ready: [], left_out: [] };
  for (const job of locked) {
    const obstacle = obstacles.get(job.id);
    if (obstacle) leaveOut(job.number, obstacle.reason, obstacle.fields);
    else if (await hasMoved(transaction, job, seen.get(job.number), body))
      leaveOut(job.number, "status_moved_meanwhile");
    else sorted.ready.push(job);
  }
  const known = new Set(locked.map(({ number }) => number));
  for (const number of seen.keys()) if (!known.has(number)) leaveOut(number, "does_not_exist");
  return sorted;

  function leaveOut(number: number, reason: Reason, fields: string[] = []): void {
    sorted.left_out.push({ number, reason, message: words.reason(reason), fields });
  }
}

async function obstaclesOf(
  transaction: BulkCall["transaction"],
  ids: number[],
  { status_id, technician_ids }: BulkChange,
) {
  if (status_id === undefined) return new Map<number, Obstacle>();
  return statusObstacles(transaction, ids, status_id, technician_ids ?? []);
}

/** Another status than the one that was seen when this one was chosen. */
async function hasMoved(
  transaction: BulkCall["transaction"],
  job: LockedIntervention,
  version: number | undefined,
  { status_id }: BulkChange,
): Promise<boolean> {
  if (status_id === undefined || version === undefined || version === job.version) return false;
  if (job.status_id === status_id) return false;
  return statusMovedSince(transaction, job, version);
}

async function apply({ transaction, isBearer, body }: BulkCall, { ready }: Sorted): Promise<void> {
  if (ready.length === 0) return;
  const ids = ready.map(({ id }) => id);
  await beginChange(transaction, { isApi: isBearer, notifyCustomer: body.notify_customer });
  if (body.status_id !== undefined) await setStatusOfMany(transaction, ids, body.status_id);
  if (body.technician_ids !== undefined)
    await assignMany(transaction, ids, body.technician_ids, body.replaces_technicians);
}

function outcomeOf({ ready, left_out }: Sorted): BulkOutcome {
  return { changed: ready.map(({ number }) => number), left_out };
}
