import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { asCaller, type CallerTransaction } from "#lib/db/caller.ts";
import { createPool, type Database, createDatabase as kysely } from "#lib/db/pool.ts";
import { createDatabase as createTestDatabase, type TestDatabase } from "./cluster.ts";

export type Person = { contactId: number; accountId: string; name: string };

export type PersonOptions = {
  name: string;
  /** Default e-mail in the registry; the default is made from the name, null means none. */
  email?: string | null;
  /** Null: no login at all. "none": a login without a profile. */
  profile?: "Admin-Default" | "Technician-Default" | "none" | null;
  isTechnician?: boolean;
  isCustomer?: boolean;
  isActive?: boolean;
  language?: string;
  /** How many devices are registered. */
  devices?: number;
};

/** One company in a database of its own, made through the doors that the product has. */
export class World {
  readonly owner: Database;
  readonly web: Database;
  readonly worker: Database;
  readonly database: TestDatabase;
  private readonly pools: pg.Pool[];

  private constructor(database: TestDatabase) {
    this.database = database;
    this.pools = (["postgres", "app_web", "app_worker"] as const).map((role) =>
      // The database is dropped while the last connections close.
      createPool(database.url(role), { size: 8, onIdleError: () => {} }),
    );
    const [owner, web, worker] = this.pools.map((pool) => kysely(pool)) as [Database, Database, Database];
    this.owner = owner;
    this.web = web;
    this.worker = worker;
  }

  static async open(): Promise<World> {
    return new World(await createTestDatabase());
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
    await this.database.drop();
  }

  /** Runs in one transaction as a signed-in person. */
  as<T>(person: Pick<Person, "accountId">, run: (transaction: CallerTransaction) => Promise<T>): Promise<T> {
    return asCaller(this.web, { role: "authenticated", sub: person.accountId }, run);
  }

  async contact(options: {
    name: string;
    email?: string | null;
    isTechnician?: boolean;
    isCustomer?: boolean;
    companyId?: number;
    language?: string;
  }): Promise<number> {
    const { id } = await this.owner
      .insertInto("contacts")
      .values({
        name: options.name,
        is_technician: options.isTechnician ?? false,
        is_customer: options.isCustomer ?? false,
        company_id: options.companyId ?? null,
        language: options.language ?? null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (options.email !== null) await this.defaultEmail(id, options.email ?? emailOf(options.name));
    return id;
  }

  customer(name: string, email?: string | null): Promise<number> {
    return this.contact({ name, email, isCustomer: true });
  }

  async defaultEmail(contactId: number, email: string): Promise<void> {
    await sql`
      insert into contact_points (contact_id, channel, address_id, typed, is_default)
      values (${contactId}, 'email', private.ensure_address('email', ${email.toLowerCase()}), ${email}, true)
    `.execute(this.owner);
  }

  /** A person with a login, made as Auth makes it: by signing up with an invitation. */
  async person(options: PersonOptions): Promise<Person> {
    const contactId = await this.contact({
      name: options.name,
      email: options.email,
      language: options.language,
      isCustomer: options.isCustomer,
      isTechnician: options.isTechnician ?? options.profile !== "Admin-Default",
    });
    const accountId = randomUUID();
    if (options.profile !== null) await this.signUp(contactId, accountId, options);
    for (let device = 0; device < (options.devices ?? 0); device++) await this.device({ accountId });
    return { contactId, accountId, name: options.name };
  }

  private async signUp(contactId: number, accountId: string, options: PersonOptions): Promise<void> {
    const login = `login.${emailOf(options.name)}`;
    const token = randomUUID();
    const profile = options.profile === "none" ? "Technician-Default" : (options.profile ?? "Technician-Default");
    await sql`
      insert into invitations (contact_id, profile_id, address_id, token_hash)
      select ${contactId}, id, private.ensure_address('email', ${login}), private.token_hash(${token})
      from access_profiles where key = ${profile}
    `.execute(this.owner);
    await sql`
      insert into auth.users (id, email, raw_user_meta_data)
      values (${accountId}, ${login}, jsonb_build_object('invitation_token', ${token}::text))
    `.execute(this.owner);
    await this.owner
      .updateTable("accounts")
      .set({
        is_active: options.isActive ?? true,
        ...(options.profile === "none" ? { profile_id: null } : {}),
      })
      .where("id", "=", accountId)
      .execute();
  }

  admin(name: string, options: Partial<PersonOptions> = {}): Promise<Person> {
    return this.person({ name, profile: "Admin-Default", ...options });
  }

  technician(name: string, options: Partial<PersonOptions> = {}): Promise<Person> {
    return this.person({ name, profile: "Technician-Default", isTechnician: true, ...options });
  }

  async device(person: Pick<Person, "accountId">, subscription = unreachableDevice()): Promise<number> {
    const { id } = await this.owner
      .insertInto("push_subscriptions")
      .values({ account_id: person.accountId, ...subscription })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }

  /** The id of a status by its English name; "Open" and "Closed" are shipped, others are made on first use. */
  async status(name: string, kind = "in_progress"): Promise<number> {
    const found = await sql<{
      id: number;
    }>`select id from intervention_statuses where names ->> 'en' = ${name}`.execute(this.owner);
    if (found.rows[0]) return found.rows[0].id;
    const made = await this.owner
      .insertInto("intervention_statuses")
      .values({ names: JSON.stringify({ en: name, it: `${name} (it)` }), kind })
      .returning("id")
      .executeTakeFirstOrThrow();
    return made.id;
  }

  async rule(status: string, audience: string, channel: "email" | "push"): Promise<void> {
    await this.owner
      .insertInto("notification_rules")
      .values({ status_id: await this.status(status), audience, channel })
      .execute();
  }

  /** An intervention and its technicians, made in one transaction that tells nobody, unless it should. */
  async intervention(
    options: {
      title?: string;
      status?: string;
      customerId?: number | null;
      contactPersonId?: number | null;
      technicians?: Pick<Person, "contactId">[];
      startsAt?: string;
      tell?: boolean;
    } = {},
  ): Promise<number> {
    const status = options.status ? await this.status(options.status) : null;
    return this.owner.transaction().execute(async (transaction) => {
      if (!options.tell) await sql`select private.begin_change('sql', 'nobody')`.execute(transaction);
      const { id } = await transaction
        .insertInto("interventions")
        .values({
          title: options.title ?? "Caldaia in blocco",
          status_id: status,
          customer_id: options.customerId ?? null,
          contact_person_id: options.contactPersonId ?? null,
          starts_at: options.startsAt ?? null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      for (const technician of options.technicians ?? []) await assign(transaction, id, technician);
      return id;
    });
  }

  async setStatus(intervention: number, status: string): Promise<void> {
    await setStatus(this.owner, intervention, await this.status(status));
  }

  /**
   * Everything that was decided about an intervention, a line each: "Anna · email · queued" or
   * "Tom · push · skipped no_device", sorted; `since` leaves out what was there before.
   */
  async told(intervention: number, since = 0): Promise<string[]> {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' · ', c.name, d.channel, concat_ws(' ', d.state, d.skip_reason)) as line
      from deliveries d left join contacts c on c.id = d.contact_id
      where d.intervention_id = ${intervention} and d.id > ${since}
      order by 1
    `.execute(this.owner);
    return rows.map((row) => row.line);
  }

  /** The bell rows of an intervention: "Anna · intervention.status_changed · admin". */
  async bell(intervention: number, since = 0): Promise<string[]> {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' · ', c.name, n.kind, array_to_string(n.audiences, '+')) as line
      from notifications n join accounts a on a.id = n.account_id join contacts c on c.id = a.contact_id
      where n.intervention_id = ${intervention} and n.id > ${since}
      order by 1
    `.execute(this.owner);
    return rows.map((row) => row.line);
  }

  /** The highest delivery id so far, to look only at what comes after. */
  async now(): Promise<number> {
    const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from deliveries`.execute(this.owner);
    return rows[0]?.id ?? 0;
  }
}

/** A world for all tests of a file. */
export function useWorld(): { readonly world: World } {
  const holder: { world?: World } = {};
  beforeAll(async () => {
    holder.world = await World.open();
  });
  afterAll(() => holder.world?.close());
  return {
    get world() {
      if (!holder.world) throw new Error("The world is there from beforeAll on.");
      return holder.world;
    },
  };
}

export async function assign(database: Database, intervention: number, technician: Pick<Person, "contactId">) {
  await database
    .insertInto("intervention_technicians")
    .values({ intervention_id: intervention, contact_id: technician.contactId })
    .execute();
}

export async function unassign(database: Database, intervention: number, technician: Pick<Person, "contactId">) {
  await database
    .deleteFrom("intervention_technicians")
    .where("intervention_id", "=", intervention)
    .where("contact_id", "=", technician.contactId)
    .execute();
}

export async function setStatus(database: Database, intervention: number, status: number) {
  await database.updateTable("interventions").set({ status_id: status }).where("id", "=", intervention).execute();
}

/** For tests that look at the outbox only. */
function unreachableDevice() {
  return { endpoint: `https://push.example/${randomUUID()}`, p256dh: "key", auth: "secret" };
}

function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, ".")}@example.it`;
}
