import { expect, test } from "vitest";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import { waitUntil } from "#tests/support/wait-until.ts";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

type Mail = { to: { address: string }[]; subject: string };
type Push = { endpoint: string; payload: { path: string } };

const here = withService();

test("NT-1 … NT-23: after ten changes of status the log agrees with the mailbox, the bells and the devices, person by person", async () => {
  const { service } = here;
  const [admin, marco, sara] = await Promise.all([service.admin(), service.technician(0), service.technician(1)]);
  const staff = new Map<number, { client: Client; endpoint: string }>();
  for (const client of [admin, marco, sara]) {
    const device = await json(`${service.running.push_inbox_url}/devices`, "POST");
    expect((await client.put("/api/push-subscriptions", device)).status).toBe(200);
    staff.set(await service.contactIdOf(client), { client, endpoint: device.endpoint });
  }
  const [marcoId, saraId] = await Promise.all([service.contactIdOf(marco), service.contactIdOf(sara)]);
  const { id: customer_id } = (
    await admin.post("/api/contacts", {
      name: "Bar Centrale",
      roles: ["customer"],
      contact_points: [{ channel: "email", value: "centrale@example.com" }],
    })
  ).body;
  const { id: unreachable } = (
    await admin.post("/api/contacts", { name: "Senza accesso", contact_points: byPhone, roles: ["technician"] })
  ).body;
  await sara.patch("/api/account/preferences", { email_kinds: { "intervention.status_changed": false } });
  await marco.patch("/api/account/preferences", { mute_own_actions: true });

  const { number } = (
    await admin.post("/api/interventions", {
      title: "Macchina del ghiaccio",
      customer_id,
      technician_ids: [marcoId, saraId, unreachable],
    })
  ).body;
  const changes = [
    "Closed",
    "Open",
    "In progress",
    "Closed",
    "Open",
    "Cancelled",
    "Open",
    "Closed",
    "In progress",
    "Closed",
  ];
  for (const [index, name] of changes.entries()) {
    const as = [admin, marco, sara][index % 3] ?? admin;
    const body = { status_id: await service.status(name), notify_customer: index !== 3 };
    expect((await as.put(`/api/interventions/${number}/status`, body)).status, name).toBe(200);
  }

  await waitUntil(
    async () => (await log()).every(({ state }) => state !== "queued"),
    20_000,
    () => "some messages have not left",
  );
  const told = await log();
  expect(told.length).toBeGreaterThan(60);
  const of = (contact: number, channel: string, state = "sent") =>
    told.filter((each) => each.recipient?.contact_id === contact && each.channel === channel && each.state === state);

  const mails: Mail[] = (await json(`${service.running.mailbox_url}/api/email`)).filter(({ subject }: Mail) =>
    subject.includes(`[#${number}]`),
  );
  const pushes: Push[] = (await json(`${service.running.push_inbox_url}/messages`)).filter(
    ({ payload }: Push) => payload.path === `/interventions/${number}`,
  );
  for (const [contact, { client, endpoint }] of staff) {
    const { name, email } = (await client.get("/api/session")).body.account;
    expect(mails.filter(({ to }) => to[0]?.address === email).length, `${name}'s mails`).toBe(
      of(contact, "email").length,
    );
    expect(pushes.filter((push) => push.endpoint === endpoint).length, `${name}'s device`).toBe(
      of(contact, "push").length,
    );
    const rows = (await client.get("/api/notifications?limit=200")).body.items.filter(
      ({ intervention_number }: BellRow) => intervention_number === number,
    );
    expect(rows.length, `${name}'s bell`).toBe(new Set(of(contact, "push").map(({ fact }) => fact?.id)).size);
  }
  expect(mails.filter(({ to }) => to[0]?.address === "centrale@example.com")).toHaveLength(
    of(customer_id, "email").length,
  );
  // Everybody else hears nothing on these ways, and the log says why.
  const reasons = (contact: number) =>
    new Set(told.filter((each) => each.recipient?.contact_id === contact).map(({ reason }) => reason));
  expect(reasons(unreachable)).toEqual(new Set(["no_login"]));
  expect(of(customer_id, "email", "skipped").map(({ reason }) => reason)).toEqual(["customer_not_to_be_notified"]);
  expect(of(saraId, "email", "skipped").every(({ reason }) => reason === "muted_by_preference")).toBe(true);
  expect(of(marcoId, "push", "skipped").map(({ reason }) => reason)).toContain("own_action_muted");
  expect(told.filter(({ state }) => state === "sent")).toHaveLength(
    [...staff.keys(), customer_id].reduce(
      (sum, contact) => sum + of(contact, "email").length + of(contact, "push").length,
      0,
    ) + told.filter(({ state, recipient }) => state === "sent" && recipient?.name === "Paolo Conti").length,
  );

  async function log(): Promise<Delivery[]> {
    return (await admin.get(`/api/deliveries?intervention=${number}&limit=200`)).body.items;
  }
});

async function json(url: string, method = "GET") {
  return (await fetch(url, { method })).json();
}
