import type { Page } from "playwright";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import { byPhone, type Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { phone, withWindows } from "./windows.ts";

describe.skipIf(!findChromium())("notification rules", () => {
  const there = withWindows();
  let admin: Client;
  let technician_ids: number[];
  let job: { number: number; version: number };

  beforeAll(async () => {
    const { service } = there.windows;
    admin = await service.admin();
    technician_ids = [await service.contactIdOf(await service.technician())];
  });

  beforeEach(async () => {
    const { service } = there.windows;
    await admin.put("/api/settings/notification-rules", { rules: [] });
    const { body: customers } = await admin.get("/api/contacts?role=customer&q=Panificio%20Rota");
    job = (
      await admin.post("/api/interventions", {
        title: "Forno che non scalda",
        technician_ids,
        customer_id: customers.items[0].id,
        status_id: await service.status("In progress"),
      })
    ).body;
  });

  // Each switch by itself, for a status of its own: the matrix has a cell for every one of the three options of a
  // channel, so administrators' and technicians' mail and push can be had together, as one option, or apart.
  test.for([
    { id: "NT-2", box: "Waiting for parts: Administrators, by e-mail", told: ["email to admin"] },
    { id: "NT-4", box: "Waiting for parts: Customer, by e-mail", told: ["email to customer"] },
    { id: "NT-5", box: "Waiting for parts: Technicians, by e-mail", told: ["email to technician"] },
    { id: "NT-16", box: "Waiting for parts: Administrators, by push", told: ["push to admin"] },
    { id: "NT-18", box: "Waiting for parts: Technicians, by push", told: ["push to technician"] },
  ])("$id: $box: nothing applies before Save, and then exactly this", async ({ box, told }) => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/settings/notification-rules" });
    const cell = page.getByRole("checkbox", { name: box });
    await cell.click();
    await page.getByText("1 unsaved change").waitFor();
    expect(await toldOf("Waiting for parts"), "not saved, so nobody is told").toEqual([]);

    await save(page);
    await setStatus("In progress");
    expect(await toldOf("Waiting for parts"), "saved, so they are told").toEqual(told);
    expect(await toldOf("In progress"), "another status tells nobody").toEqual([]);

    await page.reload();
    expect(await cell.isChecked()).toBe(true);
    await cell.click();
    await save(page);
    expect(await toldOf("Waiting for parts"), "switched off again").toEqual([]);
  });

  test("NT-1, NT-11: two statuses, and more, can be chosen for each channel, on a phone as well", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("giulia"), path: "/me" });
    await page.getByRole("link", { name: "Settings" }).tap();
    await page.getByRole("link", { name: "Notification rules" }).tap();
    const chosen = [
      "Open: Administrators, by e-mail",
      "Closed: Administrators, by e-mail",
      "Planned: Technicians, by push",
      "Closed: Technicians, by push",
    ];
    for (const box of chosen) await page.getByRole("checkbox", { name: box }).tap();
    await page.getByText("4 unsaved changes").waitFor();
    await save(page);
    expect(await toldOf("Open")).toEqual(["email to admin"]);
    expect(await toldOf("Planned")).toEqual(["push to technician"]);
    expect(await toldOf("Closed")).toEqual(["email to admin", "push to technician"]);
  });

  test("what is not saved stays over reload, says so, and is discarded when asked", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/settings/notification-rules" });
    page.on("dialog", (dialog) => void dialog.accept());
    const cell = page.getByRole("checkbox", { name: "Open: Customer, by e-mail" });
    await cell.click();
    await page.reload();
    await page.getByText("These changes are from before and not saved yet.").waitFor();
    expect(await cell.isChecked()).toBe(true);
    expect(await toldOf("Open")).toEqual([]);
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByText("Everything is saved.").waitFor();
    expect(await cell.isChecked()).toBe(false);
  });

  test("what somebody else has saved meanwhile is shown before it is written over", async () => {
    const { windows } = there;
    const [mine, theirs] = await Promise.all(
      ["giulia", "paolo"].map((name) =>
        windows.open({ as: windows.person(name), path: "/settings/notification-rules" }),
      ),
    );
    if (!mine || !theirs) throw new Error("two windows were opened");
    await mine.getByRole("checkbox", { name: "Open: Customer, by e-mail" }).click();
    await theirs.getByRole("checkbox", { name: "Closed: Customer, by e-mail" }).click();
    await save(theirs);
    await mine.getByRole("button", { name: "Save" }).click();
    await mine.getByText("Somebody else changed the rules in the meantime (Closed)").waitFor();
    expect(await mine.getByRole("checkbox", { name: "Closed: Customer, by e-mail" }).isChecked()).toBe(true);
    await save(mine);
    expect(await toldOf("Closed")).toEqual(["email to customer"]);
    expect(await toldOf("Open")).toEqual(["email to customer"]);
  });

  test("what somebody else saves in the very moment of saving is not written over either", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/settings/notification-rules" });
    await page.getByRole("checkbox", { name: "Open: Customer, by e-mail" }).click();
    const rule = { status_id: await windows.service.status("Closed"), audience: "customer", channel: "email" };
    let isFirst = true;
    await page.route(
      (url) => url.pathname === "/api/settings/notification-rules",
      async (route) => {
        if (isFirst && route.request().method() === "PUT") {
          isFirst = false;
          await admin.put("/api/settings/notification-rules", { rules: [rule] });
        }
        await route.continue();
      },
    );
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Somebody else changed the rules in the meantime (Closed)").waitFor();
    await save(page);
    expect(await toldOf("Closed")).toEqual(["email to customer"]);
    expect(await toldOf("Open")).toEqual(["email to customer"]);
  });

  test("unsaved rules say whom they miss, and are tried out on an intervention: nobody hears of it", async () => {
    const { windows } = there;
    await admin.post("/api/contacts", { name: "Bar Senza Posta", contact_points: byPhone, roles: ["customer"] });
    const { body: found } = await admin.get("/api/contacts?role=customer&q=Bar%20Senza%20Posta");
    await admin.post("/api/interventions", { title: "Insegna spenta", customer_id: found.items[0].id });
    const page = await windows.open({ as: windows.person("giulia"), path: "/settings/notification-rules" });
    await page.getByRole("checkbox", { name: "Waiting for parts: Customer, by e-mail" }).click();
    await page.getByRole("link", { name: "Bar Senza Posta" }).waitFor();

    await page.getByLabel("Intervention", { exact: true }).fill(`${job.number}`);
    await page.getByRole("option", { name: `#${job.number} Forno` }).click();
    await page.getByLabel("Gets the status").selectOption({ label: "Waiting for parts" });
    await page.getByText(`[#${job.number}]`).waitFor();
    await page.getByText("With “Don’t notify the customer”").click();
    await page.getByText("Is not told: You have chosen not to notify the customer.").waitFor();
    expect((await admin.get("/api/settings/notification-rules")).body.rules).toEqual([]);
    expect((await admin.get(`/api/interventions/${job.number}`)).body.version).toBe(job.version);
  });

  test("NT-22 NT-23: a customer gets no push, and whoever is assigned is always told: neither is a choice", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/settings/notification-rules" });
    await page.getByRole("row", { name: /New assignment/ }).waitFor();
    const fixed = page.getByRole("checkbox", { name: "New assignment: Technicians, by push" });
    expect([await fixed.isChecked(), await fixed.isDisabled()]).toEqual([true, true]);
    expect(await page.getByRole("checkbox", { name: /Customer, by push/ }).count()).toBe(0);
  });

  async function save(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The rules are saved and apply from now on.").waitFor();
    await page.getByText("Everything is saved.").waitFor();
  }

  async function setStatus(name: string): Promise<void> {
    const { body } = await admin.get(`/api/interventions/${job.number}`);
    const status_id = await there.windows.service.status(name);
    await admin.put(`/api/interventions/${job.number}/status`, { status_id, version: body.version });
  }

  /** Whom a change to this status is for, once each: "email to customer". Nobody here has a device for the pushes. */
  async function toldOf(name: string): Promise<string[]> {
    const before = new Set((await deliveries()).map(({ id }) => id));
    await setStatus(name);
    const told = (await deliveries()).filter(({ id, state, reason }) => {
      return !before.has(id) && (state !== "skipped" || reason === "no_device");
    });
    return [...new Set(told.map(({ channel, audiences }) => `${channel} to ${audiences}`))].sort();
  }

  async function deliveries(): Promise<Delivery[]> {
    return (await admin.get(`/api/interventions/${job.number}/deliveries?limit=200`)).body.items;
  }
});
