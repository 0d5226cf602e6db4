import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { findBus, type Shown } from "#tests/support/desktop.ts";
import { withAssignments } from "./assignments.ts";
import { type Device, withDevice } from "./device.ts";
import { keysHere } from "./keys-here.ts";
import { fillIn } from "./windows.ts";

const there = withDevice();

describe.skipIf(!findChromium() || !findBus())("act from the notification", () => {
  const here = withAssignments(there);

  test("Accept on an assignment's push is the technician's answer, once, and opens nothing", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Caldaia che perde");
    const shown = await ring(device, page, row);
    expect(shown.actions.filter((_, index) => index % 2 === 1)).toEqual(expect.arrayContaining(["Accept", "Open"]));
    const elsewhere = await device.context.newPage();
    await page.close();
    assignments.click(row, "Accept");
    await expect.poll(() => acceptances(row)).toHaveLength(1);
    await expect.poll(async () => (await assignments.rowOf(row.intervention_number)).read_at).not.toBeNull();
    expect(device.context.pages()).toEqual([elsewhere]);
    expect(assignments.desktop.shown()).toEqual([]);
  });

  test("assignment notifications stay until acted on, others as long as the system likes", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Sifone otturato");
    expect(await ring(device, page, row)).toMatchObject({ stays: true });
    await assignments.ring(device, page, row);
    await expect.poll(() => assignments.shown(row.title)).toMatchObject({ stays: false });
  });

  test("Accept works offline too: kept once for all taps, and sent with the time of the first when the network is back", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Termostato guasto");
    await ring(device, page, row);
    const elsewhere = await device.context.newPage();
    await page.close();
    await device.context.setOffline(true);
    expect(await reachesServer(device)).toBe(false);
    const tapped = Date.now();
    assignments.click(row, "Accept");
    await expect.poll(() => waitingHere(device)).toBe(1);
    await ring(device, elsewhere, row);
    assignments.click(row, "Accept");
    await expect.poll(() => assignments.desktop.shown()).toEqual([]);
    // So that the time of the tap is told from the time of its arrival.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(await waitingHere(device)).toBe(1);
    expect(await acceptances(row)).toEqual([]);
    expect(device.context.pages()).toEqual([elsewhere]);
    await device.context.setOffline(false);
    const arrived = Date.now();
    await device.sync(elsewhere, "campanella-outbox");
    await expect.poll(() => acceptances(row)).toHaveLength(1);
    const [fact] = await acceptances(row);
    expect(Math.abs(Date.parse(fact?.at ?? "") - tapped)).toBeLessThan(2_000);
    expect(Date.parse(fact?.recorded_at ?? "")).toBeGreaterThanOrEqual(arrived - 1_000);
    await expect.poll(() => waitingHere(device)).toBe(0);
  });

  test("Accept works offline too: a window that is open shows it at once, and sends it when the network is back", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Pompa rumorosa");
    await page.goto(row.path);
    const panel = page.getByRole("region", { name: "New for you" });
    await panel.waitFor();
    await ring(device, page, row);
    await device.context.setOffline(true);
    assignments.click(row, "Accept");
    await panel.waitFor({ state: "detached" });
    const bar = page.getByText("One change is waiting to be sent");
    await bar.waitFor();
    expect(await acceptances(row)).toEqual([]);
    await device.context.setOffline(false);
    await expect.poll(() => acceptances(row)).toHaveLength(1);
    await bar.waitFor({ state: "detached" });
    expect(await panel.count()).toBe(0);
  });

  test("Accept works offline too: the app shows it when it is opened next, and sends it when the network is back", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Lavandino rotto");
    await page.goto(row.path);
    const panel = page.getByRole("region", { name: "New for you" });
    await panel.waitFor();
    await ring(device, page, row);
    await page.goto("about:blank");
    await device.context.setOffline(true);
    assignments.click(row, "Accept");
    await expect.poll(() => waitingHere(device)).toBe(1);
    await page.goto(row.path);
    await page.getByRole("heading", { name: "Lavandino rotto" }).waitFor();
    await panel.waitFor({ state: "detached" });
    await page.getByText("One change is waiting to be sent").waitFor();
    expect(await acceptances(row)).toEqual([]);
    await device.context.setOffline(false);
    await expect.poll(() => acceptances(row)).toHaveLength(1);
  });

  test("assignment notifications stay until acted on, in the app too", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Bollitore freddo");
    await page.goto(row.path);
    await ring(device, page, row);
    await page.getByRole("button", { name: "Accept" }).tap();
    await expect.poll(() => assignments.desktop.shown()).toEqual([]);
    await expect.poll(() => acceptances(row)).toHaveLength(1);
  });

  test("Open leads to the intervention, and answers nothing", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Valvola bloccata");
    await ring(device, page, row);
    assignments.click(row, "Open");
    await page.waitForURL(`**${row.path}`);
    await page.getByRole("heading", { name: "Valvola bloccata" }).waitFor();
    expect(await acceptances(row)).toEqual([]);
  });

  test("Accept that comes too late says so and waits for the person; assigned anew, it is accepted", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Scarico lento");
    await ring(device, page, row);
    await assignments.admin.put(`/api${row.path}/technicians`, { contact_ids: [] });
    assignments.click(row, "Accept");
    const title = `#${row.intervention_number} could not be accepted`;
    await expect.poll(() => assignments.desktop.shown().map((shown) => shown.title)).toEqual([title]);
    expect(await waitingHere(device)).toBe(1);
    assignments.click({ title });
    await page.waitForURL(`**${row.path}`);
    await page.getByRole("link", { name: "One change could not be made" }).waitFor();
    await assignments.admin.put(`/api${row.path}/technicians`, { contact_ids: [assignments.marcosId] });
    const anew = await assignments.rowOf(row.intervention_number);
    await ring(device, page, anew);
    assignments.click(anew, "Accept");
    await expect.poll(() => acceptances(row)).toHaveLength(1);
    await expect.poll(() => waitingHere(device)).toBe(0);
  });

  test("Accept with nobody signed in opens the intervention's address, and answers nothing", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Rubinetto rotto");
    await ring(device, page, row);
    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.waitForURL(/\/sign-in/);
    const window = await clickAccept(device, page, row);
    await window.getByRole("button", { name: "Sign in" }).waitFor();
    expect(decodeURIComponent(window.url())).toContain(row.path);
    expect(await waitingHere(device)).toBe(0);
    expect(await acceptances(row)).toEqual([]);
  });

  test("Accept after the session has ended opens the intervention's address, and is sent when the person signs in", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Doccia fredda");
    await ring(device, page, row);
    await device.context.clearCookies();
    const window = await clickAccept(device, page, row);
    await window.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await acceptances(row)).toEqual([]);
    const marco = there.service.person("marco");
    await fillIn(window, marco.email, marco.password);
    await window.getByRole("heading", { name: "Doccia fredda" }).waitFor();
    await expect.poll(() => acceptances(row)).toHaveLength(1);
  });

  test("Accept on what another person has left on the screen opens the intervention, and answers nothing", async () => {
    const { assignments } = here;
    const device = await turnOn();
    const page = await device.openApp();
    const row = await assignments.assign("Scaldabagno spento");
    const sara = await there.service.contactIdOf(await there.service.technician(1));
    await ring(device, page, row, sara);
    assignments.click(row, "Accept");
    await page.waitForURL(`**${row.path}`);
    expect(await waitingHere(device)).toBe(0);
    expect(await acceptances(row)).toEqual([]);
  });

  function turnOn(): Promise<Device> {
    const desktopAddress = here.assignments.desktop.address;
    return there.turnOn({ desktopAddress, permissions: ["notifications", "background-sync"] });
  }

  /** As the worker does for whoever has not answered: see awaited-response. */
  async function ring(
    device: Device,
    page: Page,
    row: BellRow,
    technician_id = here.assignments.marcosId,
  ): Promise<Shown> {
    const refused = { title: `#${row.intervention_number} could not be accepted`, body: "Open it to see." };
    const awaited = { number: row.intervention_number, technician_id, accept: "Accept", open: "Open", refused };
    return here.assignments.ring(device, page, row, { awaited });
  }

  /** With no window of the app. @returns the one that opens */
  async function clickAccept(device: Device, page: Page, row: BellRow): Promise<Page> {
    await page.goto("about:blank");
    const opened = device.context.waitForEvent("page");
    here.assignments.click(row, "Accept");
    const window = await opened;
    // What lies behind another window is drawn late, if at all.
    await window.bringToFront();
    return window;
  }

  async function acceptances({ path }: BellRow): Promise<Fact[]> {
    const { items } = (await here.assignments.admin.get(`/api${path}/events`)).body;
    return items.filter(({ kind }: Fact) => kind === "intervention.assignment_accepted");
  }

  function reachesServer(device: Device): Promise<boolean> {
    return device.inWorker(() =>
      fetch("/api/session").then(
        () => true,
        () => false,
      ),
    );
  }

  /** How much waits on the device to be sent. */
  async function waitingHere(device: Device): Promise<number> {
    return (await keysHere(await device.worker(), "outbox")).length;
  }
});
