import type pg from "pg";
import type {
  Audience,
  Channel,
  InterventionSnapshot,
  MessageKind,
  Organization,
} from "../domain/notifications/message.ts";
import type { MessageTemplate } from "../domain/notifications/template-book.ts";

/** A delivery that this worker has until its lease ends, with everything that its message is made of. */
export type ClaimedDelivery = {
  id: number;
  /** Which attempt this is; it also proves that the lease is still ours when the outcome is recorded. */
  attempt: number;
  kind: MessageKind;
  audiences: Audience[];
  /** Ingredients of a message without a fact. */
  payload: Record<string, unknown> | null;
  /** Ingredients of a message about an intervention. */
  snapshot: InterventionSnapshot | null;
  language: string;
  recipient_name: string | null;
  address_id: number | null;
  address: string | null;
  push_subscription_id: number | null;
  endpoint: string | null;
  p256dh: string | null;
  auth: string | null;
  notification_id: number | null;
  /** Capped at 100. */
  unread_count: number | null;
  /** Of an assignment's push: the recipient, as long as they have not answered; else null. */
  awaited_technician_id: number | null;
  queued_at: Date;
  expires_at: Date;
  is_last_attempt: boolean;
};

/** What became of a claimed delivery; `retryAfterSeconds` only matters for "retry". */
export type DeliveryReport = {
  id: number;
  attempt: number;
  result: "sent" | "retry" | "failed" | "device_gone";
  error: string | null;
  response: string | null;
  retryAfterSeconds: number | null;
};

/** Undeliverable when it has a verdict; `repeats_snapshot` means that the snapshot is the one of the row before. */
type ClaimedRow = ClaimedDelivery & { verdict: string | null; repeats_snapshot: boolean };

export type Lease = Pick<ClaimedDelivery, "id" | "attempt">;

/**
 * The queue as a worker sees it (login app_worker). Statements are named, so that a connection plans them once; that
 * needs a direct or session-mode connection.
 */
export function deliveriesQueue(pool: pg.Pool) {
  return { claim, record, renew, release, sender, templates, logo, waiting };

  async function claim(channel: Channel, batch: number, leaseSeconds: number): Promise<Claimed> {
    const { rows } = await pool.query<ClaimedRow>({
      name: "claim_deliveries",
      text: "select * from private.claim_deliveries($1::public.channel, $2, make_interval(secs => $3))",
      values: [channel, batch, leaseSeconds],
    });
    for (const [index, row] of rows.entries()) {
      if (row.repeats_snapshot) row.snapshot = rows[index - 1]?.snapshot ?? null;
    }
    return { deliveries: rows.filter((row) => row.verdict === null), isQueueEmpty: rows.length < batch };
  }

  /** Returns how many of the reports counted; the others had been taken over by another worker. */
  async function record(reports: readonly DeliveryReport[]): Promise<number> {
    const { rows } = await pool.query<{ recorded: number }>({
      name: "record_deliveries",
      text: "select private.record_deliveries($1::bigint[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::double precision[]) as recorded",
      values: [
        reports.map((report) => report.id),
        reports.map((report) => report.attempt),
        reports.map((report) => report.result),
        reports.map((report) => report.error),
        reports.map((report) => report.response),
        reports.map((report) => report.retryAfterSeconds),
      ],
    });
    return rows[0]?.recorded ?? 0;
  }

  /** The ids of those that are still ours; the others have been taken over. */
  async function renew(leases: readonly Lease[], leaseSeconds: number): Promise<Set<number>> {
    const { rows } = await pool.query<{ id: number }>(
      "select id from private.renew_leases($1::bigint[], $2::smallint[], make_interval(secs => $3)) id",
      [leases.map((lease) => lease.id), leases.map((lease) => lease.attempt), leaseSeconds],
    );
    return new Set(rows.map((row) => row.id));
  }

  async function release(leases: readonly Lease[]): Promise<void> {
    await pool.query("select private.release_leases($1::bigint[], $2::smallint[])", [
      leases.map((lease) => lease.id),
      leases.map((lease) => lease.attempt),
    ]);
  }

  async function sender(): Promise<Organization> {
    const { rows } = await pool.query<{ sender: Organization }>("select private.sender() as sender");
    if (!rows[0]) throw new Error("The organization has no row.");
    return rows[0].sender;
  }

  async function templates(): Promise<MessageTemplate[]> {
    const { rows } = await pool.query<{ templates: MessageTemplate[] }>(
      "select private.templates('{email,push}') as templates",
    );
    return rows[0]?.templates ?? [];
  }

  /** The bytes of the logo; null when there is none. */
  async function logo(): Promise<{ hash: string; content: Buffer } | null> {
    const { rows } = await pool.query<{ hash: string; content: Buffer }>(
      "select hash, content from private.logo_content()",
    );
    return rows[0] ?? null;
  }

  async function waiting(): Promise<{ waiting: number; oldest: Date | null }> {
    const { rows } = await pool.query<{ waiting: number; oldest: Date | null }>(
      "select * from private.waiting_deliveries()",
    );
    return rows[0] ?? { waiting: 0, oldest: null };
  }
}

/** A batch as it was claimed; what turned out to be undeliverable has its final state already. */
export type Claimed = { deliveries: ClaimedDelivery[]; isQueueEmpty: boolean };

export type DeliveriesQueue = ReturnType<typeof deliveriesQueue>;
