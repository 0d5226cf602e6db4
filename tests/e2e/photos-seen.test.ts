import { randomUUID } from "node:crypto";
import type { Page } from "playwright";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { withDevice } from "./device.ts";
import { signIn } from "./windows.ts";

const there = withDevice();

describe.skipIf(!findChromium())("a photo that was seen on this phone", () => {
  test("is seen again without a network, after a restart too; whoever comes next does not see it, network or not", async () => {
    const { service } = there;
    const marco = await service.stranger().signIn(service.person("marco"));
    const number = await job(await service.admin(), await service.contactIdOf(marco));
    const path = await photo(marco, number);
    const device = await there.turnOn();
    let page = await device.openApp();
    await page.goto(`/interventions/${number}`);
    await expect.poll(() => widthOf(page)).toBe(480);
    await open(page);

    await device.context.setOffline(true);
    await page.close();
    page = await device.context.newPage();
    await page.goto(`/interventions/${number}`);
    await expect.poll(() => widthOf(page)).toBe(480);
    await open(page);
    // As when one opens it by its address, from the history or in a window of its own.
    const other = await device.context.newPage();
    await other.goto(path);
    expect(await other.locator("img").count()).toBe(1);
    await other.close();

    // The session of the one before has ended by itself: nothing of it was cleared.
    await device.context.setOffline(false);
    await signIn(device.context, service.url, service.person("sara"));
    await page.goto("/");
    await expect.poll(() => lastPerson(page)).toBe(await idOf("sara"));
    await device.context.setOffline(true);
    for (const one of [path, `${path}/thumbnail`]) expect(await answerTo(page, one)).toBe("none");
    await device.context.setOffline(false);
    for (const one of [path, `${path}/thumbnail`]) expect(await answerTo(page, one)).toBe(404);
  });

  test("is not shown to one who was taken off the job since", async () => {
    const { service } = there;
    const marco = await service.stranger().signIn(service.person("marco"));
    const admin = await service.admin();
    const number = await job(admin, await service.contactIdOf(marco));
    const path = await photo(marco, number);
    const device = await there.turnOn();
    const page = await device.openApp();
    expect([await answerTo(page, path), await answerTo(page, path)]).toEqual([200, 200]);
    await admin.put(`/api/interventions/${number}/technicians`, { contact_ids: [] });
    expect(await answerTo(page, path)).toBe(404);
  });

  async function idOf(name: string): Promise<string> {
    const person = await there.service.stranger().signIn(there.service.person(name));
    return (await person.get("/api/session")).body.account.id;
  }
});

async function job(admin: Client, technician: number): Promise<number> {
  const { body } = await admin.post("/api/interventions", { title: "Targhetta", technician_ids: [technician] });
  return body.number;
}

async function photo(as: Client, number: number): Promise<string> {
  const create = { width: 1200, height: 800, channels: 3, background: "#507a5a" } as const;
  const raw = new Uint8Array(await sharp({ create }).jpeg().toBuffer());
  const path = `/api/interventions/${number}/attachments/${randomUUID()}`;
  const headers = { "content-type": "application/octet-stream" };
  expect((await as.call("PUT", `${path}?name=targhetta.jpg`, undefined, { raw, headers })).status).toBe(200);
  return path;
}

const tile = (page: Page) => page.getByRole("button", { name: "targhetta.jpg" });

/** In pixels; 0 while there is nothing. */
const widthOf = (page: Page, within = tile(page)) =>
  within.locator("img").evaluateAll(([image]) => (image as HTMLImageElement | undefined)?.naturalWidth ?? 0);

/** As large as it is. */
async function open(page: Page): Promise<void> {
  await tile(page).tap();
  await expect.poll(() => widthOf(page, page.getByRole("dialog"))).toBe(1200);
}

/** The status of an answer, or that there is none. */
function answerTo(page: Page, path: string): Promise<number | "none"> {
  return page.evaluate(
    (path) =>
      fetch(path).then(
        ({ status }) => status,
        () => "none" as const,
      ),
    path,
  );
}

function lastPerson(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    const opening = indexedDB.open("campanella");
    await new Promise((resolve) => opening.addEventListener("success", resolve));
    const asking = opening.result.transaction("people").objectStore("people").get("last");
    await new Promise((resolve) => asking.addEventListener("success", resolve));
    opening.result.close();
    return asking.result?.id;
  });
}
