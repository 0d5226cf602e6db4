import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { findBus } from "#tests/support/desktop.ts";
import { withAssignments } from "./assignments.ts";
import { withDevice } from "./device.ts";
import { bellOf } from "./windows.ts";

const there = withDevice();

describe.skipIf(!findChromium() || !findBus())("a click on a notification of the system", () => {
  const here = withAssignments(there);

  test("NT-13: opens the intervention in the window that is there, keeps what is typed in it, and marks the row as read", async () => {
    const { assignments } = here;
    const device = await there.turnOn({ desktopAddress: assignments.desktop.address });
    const page = await device.openApp();
    await page.goto("/interventions/new");
    await page.getByLabel("Title").fill("A metà");
    const row = await assignments.assign("Caldaia che perde");
    await assignments.ring(device, page, row);
    assignments.click(row);
    await page.waitForURL(`**${row.path}`);
    await page.getByRole("heading", { name: "Caldaia che perde" }).waitFor();
    expect(device.context.pages()).toHaveLength(1);
    expect(assignments.desktop.shown()).toEqual([]);
    await expect.poll(async () => (await assignments.rowOf(row.intervention_number)).read_at).not.toBeNull();
    await page.goBack();
    expect(await page.getByLabel("Title").inputValue()).toBe("A metà");
  });

  test("NT-13: opens a window where there is none", async () => {
    const { assignments } = here;
    const device = await there.turnOn({ desktopAddress: assignments.desktop.address });
    const page = await device.openApp();
    const row = await assignments.assign("Termostato guasto");
    await assignments.ring(device, page, row);
    const elsewhere = await device.context.newPage();
    await page.close();
    const opened = device.context.waitForEvent("page");
    assignments.click(row);
    const window = await opened;
    await window.waitForURL(`**${row.path}`);
    // What lies behind another window is drawn late, if at all.
    await window.bringToFront();
    await window.getByRole("heading", { name: "Termostato guasto" }).waitFor();
    await expect.poll(async () => (await assignments.rowOf(row.intervention_number)).read_at).not.toBeNull();
    expect(elsewhere.url()).toBe("about:blank");
  });

  test("NT-13: opens a window also where the app is only kept for the way back", async () => {
    const { assignments } = here;
    const device = await there.turnOn({ desktopAddress: assignments.desktop.address });
    const page = await device.openApp();
    const row = await assignments.assign("Pompa rumorosa");
    await assignments.ring(device, page, row);
    await page.goto(there.service.running.mailbox_url);
    const opened = device.context.waitForEvent("page");
    assignments.click(row);
    await (await opened).getByRole("heading", { name: "Pompa rumorosa" }).waitFor();
  });

  test("read in the bell, it goes from the screen", async () => {
    const { assignments } = here;
    const device = await there.turnOn({ desktopAddress: assignments.desktop.address });
    const page = await device.openApp();
    const row = await assignments.assign("Valvola bloccata");
    await assignments.ring(device, page, row);
    await bellOf(page).tap();
    await page.getByText("Valvola bloccata").first().waitFor();
    // On another device of the same person.
    await assignments.marco.put(`/api/notifications/${row.id}/reading`);
    await expect.poll(() => assignments.desktop.shown()).toEqual([]);
  });
});
