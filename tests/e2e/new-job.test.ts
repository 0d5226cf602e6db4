import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { desk, phone, withWindows } from "./windows.ts";

describe.skipIf(!findChromium())("the form of an intervention", () => {
  const there = withWindows();
  let admin: Client;
  // Nobody else is called so, whatever earlier runs have left.
  const name = `Omonimi ${randomUUID()}`;
  let customers: { id: number; name: string }[];

  beforeAll(async () => {
    const { service } = there.windows;
    admin = await service.admin();
    customers = [];
    for (const city of ["Trento", "Bolzano"]) {
      const given = { name, contact_points: byPhone, roles: ["customer"], sites: [{ street: "Via Roma 1", city }] };
      customers.push((await admin.post("/api/contacts", given)).body);
    }
  });

  test("a technician finds the customers of their own work, told apart by town, and no others", async () => {
    const { windows } = there;
    const [known, stranger] = customers;
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician())];
    await admin.post("/api/interventions", { title: "Da prima", customer_id: known?.id, technician_ids });
    const page = await windows.open({ ...phone, as: windows.person("marco"), path: "/interventions/new" });
    await page.getByLabel("Title").fill("Torna la perdita");
    await page.getByRole("combobox", { name: "Customer" }).fill(name);
    await page.getByRole("option", { name: /Trento/ }).waitFor();
    await expect.poll(() => page.getByRole("option").count()).toBe(1);
    await page.getByRole("option").tap();
    await page.getByRole("button", { name: "Create the intervention" }).tap();
    await page.waitForURL(/\/interventions\/\d+$/);
    const { body } = await admin.get(`/api/interventions/${page.url().split("/").at(-1)}`);
    expect(body.customer.id).toBe(known?.id);
    expect(body.customer.id).not.toBe(stranger?.id);
  });

  test("is made once, also when the answer got lost and the app was closed before the next try", async () => {
    const { windows } = there;
    const title = `Fatto una volta ${randomUUID()}`;
    const page = await windows.open({ ...phone, as: windows.person("giulia"), path: "/interventions/new" });
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Description").fill("Senza rete in cantina");
    await page.route("**/api/interventions", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      expect((await route.fetch()).status()).toBe(201);
      await route.abort("timedout");
    });
    const create = page.getByRole("button", { name: "Create the intervention" });
    await create.tap();
    await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
    await page.waitForURL(/\/interventions\/-\d+$/);
    await page.reload();
    await page.getByRole("heading", { name: title }).waitFor();
    await page.unroute("**/api/interventions");
    await page.waitForURL(/\/interventions\/\d+$/);
    const found = await admin.get(`/api/interventions?q=${encodeURIComponent(title)}`);
    expect(found.body.items.map(({ number }: { number: number }) => number)).toEqual([
      Number(page.url().split("/").at(-1)),
    ]);
    // What is typed next is another one, even in the same words.
    await page.goto("/interventions/new");
    expect(await page.getByLabel("Title").inputValue()).toBe("");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Description").fill("Senza rete in cantina");
    await create.tap();
    await page.waitForURL(/\/interventions\/\d+$/);
    expect((await admin.get(`/api/interventions?q=${encodeURIComponent(title)}`)).body.items).toHaveLength(2);
  });

  test("says whom the first status tells, and leaves the customer out only where one would be told", async () => {
    const { windows } = there;
    const [open, planned] = [await windows.service.status("Open"), await windows.service.status("Planned")];
    await admin.put("/api/settings/notification-rules", {
      rules: [
        { status_id: open, audience: "customer", channel: "email" },
        { status_id: open, audience: "admin", channel: "push" },
      ],
    });
    const page = await windows.open({ ...desk, as: windows.person("giulia"), path: "/interventions/new" });
    const leaveOut = page.getByRole("switch", { name: "Don’t notify the customer" });
    await page.getByText("“Open” tells: Administrators (Push).").waitFor();
    await page.getByRole("combobox", { name: "Customer" }).fill(name);
    await page.getByRole("option", { name: /Bolzano/ }).click();
    await page.getByText("“Open” tells: Administrators (Push), Customer (E-mail).").waitFor();
    expect(await leaveOut.count()).toBe(1);
    await page.getByLabel("Status").selectOption(String(planned));
    await page.getByText("“Planned” tells nobody.").waitFor();
    expect(await leaveOut.count()).toBe(0);
  });

  test("editing tells the customer nothing, so it offers nothing to leave out", async () => {
    const { windows } = there;
    const { body } = await admin.post("/api/interventions", { title: "Con cliente", customer_id: customers[0]?.id });
    const path = `/interventions/${body.number}/edit`;
    const page = await windows.open({ ...desk, as: windows.person("giulia"), path });
    await page.getByRole("combobox", { name: "Customer" }).waitFor();
    expect(await page.getByText("Don’t notify the customer").count()).toBe(0);
  });
});
