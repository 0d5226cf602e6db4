import { setTimeout as wait } from "node:timers/promises";
import type { SkipReason } from "#lib/domain/notifications/message.ts";
import { translator } from "#lib/messages/index.ts";
import type { Running } from "../running.ts";
import type { DemoPerson, Json } from "./api.ts";

type Delivery = {
  id: number;
  recipient: { name: string | null };
  audiences: string[];
  channel: "email" | "push";
  destination: string | null;
  state: "queued" | "sent" | "failed" | "skipped" | "expired";
  reason: SkipReason | null;
  last_error: string | null;
};
type Mail = { id: string; to: { address: string }[]; subject: string };
type Push = { endpoint: string; payload: { title: string; body: string } };

const PATIENCE_MS = 10_000;

/** Sees with its own eyes what arrives: in the mailbox, on the device, on the bell's stream; and asks why. */
export class Witness {
  readonly #running: Running;
  readonly #admin: DemoPerson;
  readonly #endpoint: string;
  readonly #listening = new AbortController();
  readonly #seen = new Set<number | string>();
  #rings: Json[] = [];
  #begun = 0;

  private constructor(running: Running, admin: DemoPerson, endpoint: string) {
    this.#running = running;
    this.#admin = admin;
    this.#endpoint = endpoint;
  }

  static async open(running: Running, admin: DemoPerson, technician: DemoPerson, endpoint: string): Promise<Witness> {
    const witness = new Witness(running, admin, endpoint);
    for (const mail of await witness.#mails()) witness.#seen.add(mail.id);
    void witness.#listen(technician);
    await wait(500);
    return witness;
  }

  begin(): void {
    this.#begun = performance.now();
    this.#rings = [];
  }

  /** Waits until everything that was decided has happened, and prints it. */
  async report(number: number): Promise<void> {
    const deliveries = await this.#settled(number);
    const elapsed = Math.round(performance.now() - this.#begun);
    if (deliveries.length === 0) {
      console.log("  nobody is told: no rule names this status.");
      return;
    }
    for (const delivery of deliveries) console.log(`  ${describe(delivery)}`);
    for (const mail of await this.#newMails()) console.log(`  ✉  ${mail.to[0]?.address}: ${mail.subject}`);
    for (const push of await this.#newPushes()) console.log(`  📱 ${push.payload.title} — ${push.payload.body}`);
    for (const ring of this.#rings) console.log(`  🔔 ${ring.title} (${ring.unread_count} unread)`);
    console.log(`  all within ${elapsed} ms of the request`);
  }

  async close(): Promise<void> {
    this.#listening.abort();
  }

  async #listen(technician: DemoPerson): Promise<void> {
    try {
      for await (const ring of technician.bell(this.#listening.signal)) this.#rings.push(ring);
    } catch (error) {
      if (!this.#listening.signal.aborted) throw error;
    }
  }

  async #settled(number: number): Promise<Delivery[]> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const { items } = await this.#admin.call<{ items: Delivery[] }>(
        "GET",
        `/api/interventions/${number}/deliveries?limit=200`,
      );
      const fresh = items.filter((delivery) => !this.#seen.has(delivery.id));
      if (fresh.every((delivery) => delivery.state !== "queued")) {
        for (const delivery of fresh) this.#seen.add(delivery.id);
        return fresh.toReversed();
      }
      if (performance.now() > deadline) throw new Error("Some deliveries are still queued: is the worker running?");
      await wait(20);
    }
  }

  async #newMails(): Promise<Mail[]> {
    const fresh = (await this.#mails()).filter((mail) => !this.#seen.has(mail.id));
    for (const mail of fresh) this.#seen.add(mail.id);
    return fresh;
  }

  async #mails(): Promise<Mail[]> {
    return (await fetch(`${this.#running.mailbox_url}/api/email`)).json();
  }

  async #newPushes(): Promise<Push[]> {
    const all: (Push & { received_at: string })[] = await (
      await fetch(`${this.#running.push_inbox_url}/messages`)
    ).json();
    const fresh = all.filter(
      ({ endpoint, received_at }) => endpoint === this.#endpoint && !this.#seen.has(`push ${received_at}`),
    );
    for (const { received_at } of fresh) this.#seen.add(`push ${received_at}`);
    return fresh;
  }
}

function describe(delivery: Delivery): string {
  const who = `${delivery.recipient.name ?? "—"} (${delivery.audiences.join(" and ")})`;
  const what = `${delivery.channel === "email" ? "e-mail" : "push"} ${delivery.state}`;
  if (delivery.reason) return `${who}: ${what}: ${translator("en").text(`skip_reasons.${delivery.reason}`)}`;
  return `${who}: ${what}${delivery.destination ? ` to ${delivery.destination}` : ""}${delivery.last_error ? `: ${delivery.last_error}` : ""}`;
}
