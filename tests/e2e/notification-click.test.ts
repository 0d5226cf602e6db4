import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { type Desktop, findBus, startDesktop } from "#tests/support/desktop.ts";
import { type Device, withDevice } from "./device.ts";
import { bellOf } from "./windows.ts";

const there = withDevice();

describe.skipIf(!findChromium() || !findBus())("a click on a notification of the system", () => {
  let desktop: Desktop;
  let marco: Client;

  beforeAll(async () => {
    desktop = await startDesktop();
    marco = await there.service.technician();
  });

  afterAll(() => desktop?.close());

  test("NT-13: opens the intervention in the window that is there, keeps what is typed in it, and marks the row as read", async () => {
    const device = await there.turnOn({ desktopAddress: desktop.address });
    const page = await device.openApp();
    await page.goto("/interventions/new");
    await page.getByLabel("Title").fill("A metà");
    const row = await assigned("Caldaia che perde");
    await ring(device, page, row);
    await clickOn(row);
    await page.waitForURL(`**${row.path}`);
    await page.getByRole("heading", { name: "Caldaia che perde" }).waitFor();
    expect(device.context.pages()).toHaveLength(1);
    expect(desktop.shown()).toEqual([]);
    await expect.poll(async () => (await rowOf(row.intervention_number)).read_at).not.toBeNull();
    await page.goBack();
    expect(await page.getByLabel("Title").inputValue()).toBe("A metà");
  });

  test("NT-13: opens a window where there is none", async () => {
    const device = await there.turnOn({ desktopAddress: desktop.address });
    const page = await device.openApp();
    const row = await assigned("Termostato guasto");
    await ring(device, page, row);
    const elsewhere = await device.context.newPage();
    await page.close();
    const opened = device.context.waitForEvent("page");
    await clickOn(row);
    const window = await opened;
    await window.waitForURL(`**${row.path}`);
    // What lies behind another window is drawn late, if at all.
    await window.bringToFront();
    await window.getByRole("heading", { name: "Termostato guasto" }).waitFor();
    await expect.poll(async () => (await rowOf(row.intervention_number)).read_at).not.toBeNull();
    expect(elsewhere.url()).toBe("about:blank");
  });

  test("NT-13: opens a window also where the app is only kept for the way back", async () => {
    const device = await there.turnOn({ desktopAddress: desktop.address });
    const page = await device.openApp();
    const row = await assigned("Pompa rumorosa");
    await ring(device, page, row);
    await page.goto(there.service.running.mailbox_url);
    const opened = device.context.waitForEvent("page");
    await clickOn(row);
    await (await opened).getByRole("heading", { name: "Pompa rumorosa" }).waitFor();
  });

  test("read in the bell, it goes from the screen", async () => {
    const device = await there.turnOn({ desktopAddress: desktop.address });
    const page = await device.openApp();
    const row = await assigned("Valvola bloccata");
    await ring(device, page, row);
    await bellOf(page).tap();
    await page.getByText("Valvola bloccata").first().waitFor();
    // On another device of the same person.
    await marco.put(`/api/notifications/${row.id}/reading`);
    await expect.poll(() => desktop.shown()).toEqual([]);
  });

  async function assigned(title: string): Promise<BellRow> {
    const admin = await there.service.admin();
    const technician_ids = [await there.service.contactIdOf(marco)];
    const { body } = await admin.post("/api/interventions", { title, technician_ids });
    return rowOf(body.number);
  }

  async function rowOf(number: number | null): Promise<BellRow> {
    const { items } = (await marco.get("/api/notifications")).body;
    return items.find((row: BellRow) => row.intervention_number === number);
  }

  /** As the worker words it: see push-payload. */
  async function ring(device: Device, page: Page, { id, title, body, path }: BellRow): Promise<void> {
    const rest = { lang: "en", dir: "ltr", unread: 1, timestamp: Date.now() };
    await device.push(page, { title, body, path, tag: `notification-${id}`, ...rest });
    await expect.poll(() => desktop.shown().map((shown) => shown.title)).toEqual([title]);
  }

  async function clickOn({ title }: BellRow): Promise<void> {
    const shown = desktop.shown().find((one) => one.title === title);
    if (!shown) throw new Error(`"${title}" is not shown`);
    desktop.click(shown.id);
  }
});
