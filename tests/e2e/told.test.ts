import { sql } from "kysely";
import type { Page } from "playwright";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { waitUntil } from "#tests/support/wait-until.ts";
import { desk, phone, withWindows } from "./windows.ts";

/** The whole of a row opens it, but for the links in its middle. */
const asideOfLinks = { position: { x: 60, y: 12 } };

describe.skipIf(!findChromium())("who was told, and why", () => {
  const there = withWindows();
  let admin: Client;
  let customerId: number;
  let number: number;

  beforeAll(async () => {
    const { service } = there.windows;
    admin = await service.admin();
    const customer = await admin.post("/api/contacts", {
      name: "Bar Sport",
      roles: ["customer"],
      contact_points: [{ channel: "email", value: "bar.sport@example.com" }],
    });
    customerId = customer.body.id;
    const job = await admin.post("/api/interventions", { title: "Macchina del caffè", customer_id: customerId });
    number = job.body.number;
    const closed = await service.status("Closed");
    expect((await admin.put(`/api/interventions/${number}/status`, { status_id: closed })).status).toBe(200);
    await waitUntil(
      async () => (await messages()).every(({ state }) => state === "sent"),
      15_000,
      () => "the customer’s mail has not left",
    );
  });

  const messages = async (): Promise<{ id: number; state: string; attempts: number }[]> =>
    (await admin.get(`/api/deliveries?contact_id=${customerId}`)).body.items;

  async function failLast(): Promise<void> {
    await sql`
      update deliveries set state = 'failed', last_error = 'EENVELOPE: no such user', provider_response = '550 5.1.1 no such user', is_last_attempt = true
      where id = (select max(id) from deliveries where contact_id = ${customerId})`.execute(
      there.windows.service.owner,
    );
  }

  function openAs(name: string, path: string, options: object = desk): Promise<Page> {
    const { windows } = there;
    return windows.open({ ...options, as: windows.person(name), path });
  }

  test("from the settings to what failed, its reason in words, the answer of the service, and once more", async () => {
    await failLast();
    const page = await openAs("giulia", "/settings");
    await page.getByRole("link", { name: "Who was told" }).click();
    await page.getByText("Failed", { exact: true }).click();
    await page.waitForURL("**/settings/deliveries?state=failed");
    await page.getByRole("button", { name: "Bar Sport, Status Closed: show all about it" }).click(asideOfLinks);
    const sheet = page.getByRole("dialog");
    await sheet.getByText("550 5.1.1 no such user").waitFor();
    await sheet.getByText("b…@example.com").waitFor();
    const before = (await messages()).find(({ state }) => state === "failed");
    await sheet.getByRole("button", { name: "Send again" }).click();
    await page.getByText("It is tried once more.").waitFor();
    await expect.poll(async () => (await messages())[0]?.state, { timeout: 15_000 }).toBe("sent");
    expect((await messages())[0]?.attempts).toBe((before?.attempts ?? 0) + 1);
    // It has left what is shown, and nobody need load it again.
    await page.getByRole("button", { name: /^Bar Sport/ }).waitFor({ state: "detached" });
  });

  test("NT-8: from the card of a job to all that is known of a silence, and to all its messages, by thumb", async () => {
    const page = await openAs("giulia", `/interventions/${number}`, phone);
    await page.getByText("Who was told", { exact: true }).tap();
    await page.getByRole("button", { name: "Bar Sport" }).first().tap();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("customer", { exact: true }).waitFor();
    await sheet.getByRole("link", { name: `All messages of #${number}` }).tap();
    await page.waitForURL(`**/settings/deliveries?intervention=${number}`);
    await page.getByText(`Only #${number}`).waitFor();
    await page.getByText("No device of the person is registered for push. It is in their bell.").first().waitFor();
    await page.getByRole("button", { name: `Show others than #${number} again` }).tap();
    await page.waitForURL("**/settings/deliveries");
  });

  test("an outage is seen by administrators wherever they look, by no technician, and goes by itself", async () => {
    const { service } = there.windows;
    await sql`
      insert into private.delivery_services (service, channel, last_failure_at, failing_since, failures, last_error)
      values ('smtp.example.com', 'email', now(), now() - interval '12 minutes', 14, 'ECONNECTION: connect ECONNREFUSED')`.execute(
      service.owner,
    );
    const [page, technician] = await Promise.all([openAs("giulia", "/"), openAs("marco", "/")]);
    const outage = /^E-mails are not leaving: the mail server smtp\.example\.com does not answer since/;
    await page.getByText(outage).waitFor();
    await page.goto("/interventions");
    await page.getByText(outage).waitFor();
    await page.getByRole("link", { name: "Look" }).click();
    await page.waitForURL("**/settings/deliveries?state=queued&channel=email");
    expect(await technician.getByText(outage).count()).toBe(0);
    await sql`delete from private.delivery_services where service = 'smtp.example.com'`.execute(service.owner);
    await page.waitForTimeout(2_100);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByText(outage).waitFor({ state: "detached" });
  });
});
