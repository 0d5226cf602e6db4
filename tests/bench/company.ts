import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type Subscription, selfMadeSubscription } from "./subscription.ts";

/** Statuses by what their rules say: "open" and "closed" tell everybody, "waiting" nobody. */
export type Company = { open: number; closed: number; waiting: number };

/**
 * A company whose every status change tells five people: the job's customer, a technician and three administrators, all
 * with an e-mail address of their own, staff with one device each. Made without telling anybody.
 */
export async function foundCompany(
  owner: pg.Client,
  jobs: number,
  {
    customers = jobs,
    subscription = selfMadeSubscription,
  }: { customers?: number; subscription?: () => Subscription } = {},
): Promise<Company> {
  for (const name of ["Anna", "Bruno", "Carla"]) await hire(owner, name, "Admin-Default", subscription());
  const { contactId: technician } = await hire(owner, "Tom", "Technician-Default", subscription());
  const waiting = await idOf(
    owner,
    `insert into public.intervention_statuses (names, kind) values ('{"en": "Waiting", "it": "In attesa"}', 'open') returning id`,
  );
  await owner.query("begin");
  await owner.query("select private.begin_change('sql', 'nobody')");
  await owner.query(
    `with customers as (
       insert into public.contacts (name, kind, is_customer)
       select 'Condominio ' || n, 'company', true from generate_series(1, $1::int) n returning id, name
     )
     insert into public.contact_points (contact_id, channel, address_id, typed, is_default)
     select id, 'email', private.ensure_address('email', 'customer.' || id || '@example.it'), 'customer.' || id || '@example.it', true
     from customers`,
    [customers],
  );
  await owner.query(
    `insert into public.interventions (title, customer_id, status_id, starts_at, duration_minutes)
     select 'Caldaia in blocco, codice ' || n, c.ids[1 + n % cardinality(c.ids)], $2, now() + n * interval '1 minute', 90
     from generate_series(1, $1::int) n
     cross join (select array_agg(id order by id) as ids from public.contacts where is_customer) c`,
    [jobs, waiting],
  );
  await owner.query(
    "insert into public.intervention_technicians (intervention_id, contact_id) select id, $1 from public.interventions order by id",
    [technician],
  );
  await owner.query("commit");
  await owner.query("vacuum (analyze)");
  return { ...(await shippedStatuses(owner)), waiting };
}

export type Employee = { contactId: number; accountId: string };

/** Somebody with a login, made as Auth makes it, and with a device if one is given. */
export async function hire(
  owner: pg.Client,
  name: string,
  profile: "Admin-Default" | "Technician-Default",
  device?: Subscription,
): Promise<Employee> {
  const account = randomUUID();
  const email = `${name.toLowerCase()}@example.it`;
  const contact = await idOf(owner, "insert into public.contacts (name, is_technician) values ($1, $2) returning id", [
    name,
    profile === "Technician-Default",
  ]);
  await owner.query(
    `insert into public.contact_points (contact_id, channel, address_id, typed, is_default)
     values ($1, 'email', private.ensure_address('email', $2), $2, true)`,
    [contact, email],
  );
  await owner.query(
    `insert into public.invitations (contact_id, profile_id, address_id, token_hash)
     select $1, id, private.ensure_address('email', $2), private.token_hash($3) from public.access_profiles where key = $4`,
    [contact, email, account, profile],
  );
  await owner.query(
    "insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, jsonb_build_object('invitation_token', $3::text))",
    [account, email, account],
  );
  if (device) {
    await owner.query(
      "insert into public.push_subscriptions (account_id, endpoint, p256dh, auth) values ($1, $2, $3, $4)",
      [account, device.endpoint, device.p256dh, device.auth],
    );
  }
  return { contactId: contact, accountId: account };
}

async function shippedStatuses(owner: pg.Client): Promise<{ open: number; closed: number }> {
  const named = (name: string) =>
    idOf(owner, "select id from public.intervention_statuses where names ->> 'en' = $1", [name]);
  return { open: await named("Open"), closed: await named("Closed") };
}

async function idOf(owner: pg.Client, query: string, values: unknown[] = []): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(query, values);
  if (!rows[0]) throw new Error(`No row: ${query}`);
  return Number(rows[0].id);
}
