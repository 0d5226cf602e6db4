/** `npm run demo`: plays the main job against the running product, and prints what reached whom, and why. */
import { setTimeout as wait } from "node:timers/promises";
import { localEnv, orExit } from "#lib/env.ts";
import { DataDirectory } from "../data-directory.ts";
import type { Running } from "../running.ts";
import { DemoPerson } from "./api.ts";
import { Witness } from "./witness.ts";

type Intervention = { number: number; title: string; status: { name: string } };
type Named = { items: { id: number; name: string; names?: Record<string, string> }[] };

orExit<unknown>(localEnv);
const running = await new DataDirectory(localEnv().DATA_DIR).runningOrExit();
if (!running.app_url) {
  console.error("Only the services run here, not the app: start all of it with npm start.");
  process.exit(1);
}

const [adminAccount, technicianAccount] = [account(running, "is_admin"), account(running, "is_technician")];
const admin = await DemoPerson.signIn(running.app_url, adminAccount);
const technician = await DemoPerson.signIn(running.app_url, technicianAccount);
console.log(`${admin.name} (administrator) and ${technician.name} (technician) signed in at ${running.app_url}.`);

const device = await (await fetch(`${running.push_inbox_url}/devices`, { method: "POST" })).json();
const registered = await technician.call("PUT", "/api/push-subscriptions", { ...device, label: "Demo phone" });
console.log(`${technician.name} registered a device for pushes and opened the bell.`);
const witness = await Witness.open(running, admin, technician, device.endpoint);

const customer = await firstOf(`/api/contacts?role=customer&q=${encodeURIComponent("Gritti")}`);
const colleague = await firstOf(`/api/contacts?role=technician&q=${encodeURIComponent(technician.name)}`);

const created = await play(
  `${admin.name} creates an intervention for ${customer.name} and assigns ${technician.name}`,
  () =>
    admin.call<Intervention>("POST", "/api/interventions", {
      title: "Caldaia in blocco, nessuna acqua calda",
      customer_id: customer.id,
      technician_ids: [colleague.id],
      starts_at: new Date(Date.now() + 86_400_000).toISOString(),
      duration_minutes: 90,
    }),
);
await change(technician, "In progress");
await change(technician, "Closed");

await witness.close();
await technician.request("DELETE", `/api/push-subscriptions/${registered.id}`);
console.log(`\nThe mails are at ${running.mailbox_url}, the pushes at ${running.push_inbox_url}.`);

async function change(person: DemoPerson, status: string): Promise<void> {
  const { items } = await admin.call<Named>("GET", "/api/statuses");
  const found = items.find((item) => item.names?.en === status);
  if (!found) throw new Error(`The demo's company has no status "${status}".`);
  await play(`${person.name} sets it to ${found.name}`, () =>
    person.call<Intervention>("PUT", `/api/interventions/${created.number}/status`, { status_id: found.id }),
  );
}

/** One act, and what came of it. */
async function play(title: string, act: () => Promise<Intervention>): Promise<Intervention> {
  console.log(`\n${title}`);
  witness.begin();
  const intervention = await act();
  console.log(`  #${intervention.number} · ${intervention.title} · ${intervention.status.name}`);
  await witness.report(intervention.number);
  await wait(300);
  return intervention;
}

async function firstOf(path: string) {
  const { items } = await admin.call<Named>("GET", path);
  const [first] = items;
  if (!first) throw new Error(`${path} found nobody: is this the demo's company?`);
  return first;
}

function account({ accounts }: Running, role: "is_admin" | "is_technician") {
  const found = accounts.find((candidate) => candidate[role]);
  if (!found) throw new Error("The demo accounts are missing: npm run reset, then npm start.");
  return found;
}
