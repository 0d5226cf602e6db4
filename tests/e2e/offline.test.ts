import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { type Device, withDevice } from "./device.ts";
import { keptPaths, keysHere } from "./keys-here.ts";

const there = withDevice();
const allowed = { permissions: ["notifications", "background-sync"] };

type Fact = { kind: string; at: string; recorded_at: string; to: { name?: string; text?: string } | null };

describe.skipIf(!findChromium())("the phone without a network", () => {
  let admin: Client;
  let marcoId: number;
  const photos = ["Targhetta", "Pompa", "Cantina"];
  let folder: string;
  /** Paths: what is sent through the browser's tools costs seconds. */
  let files: string[];

  beforeAll(async () => {
    admin = await there.service.admin();
    marcoId = await idOf("marco");
    folder = await mkdtemp(join(tmpdir(), "campanella-photos-"));
    files = await Promise.all(
      photos.map((name, hue) => {
        const create = { width: 2600, height: 1800, channels: 3, background: { r: 80 * hue, g: 120, b: 90 } } as const;
        return sharp({ create })
          .jpeg()
          .toBuffer()
          .then((bytes) => fileOf(`${name}.jpg`, bytes));
      }),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function fileOf(name: string, bytes: Buffer | string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  }

  async function job(title: string, given: Record<string, unknown> = {}): Promise<number> {
    const { body } = await admin.post("/api/interventions", { title, technician_ids: [marcoId], ...given });
    return body.number;
  }

  async function idOf(name: string): Promise<number> {
    return there.service.contactIdOf(await there.service.stranger().signIn(there.service.person(name)));
  }

  async function facts(number: number): Promise<Fact[]> {
    return (await admin.get(`/api/interventions/${number}/events?limit=200`)).body.items.reverse();
  }

  /** The phone has been opened with a network, and has its work with it. */
  async function carried(device: Device, number: number): Promise<Page> {
    const page = await device.openApp();
    await expect.poll(() => keptPaths(page)).toContain(`/api/interventions/${number}/entries`);
    return page;
  }

  /** On a phone that has lost the network since it was opened. */
  async function createHere(title: string, status = ""): Promise<{ device: Device; page: Page }> {
    const device = await there.turnOn(allowed);
    const page = await device.openApp();
    await expect.poll(() => keptPaths(page)).toContain("/api/offline-copy");
    await device.context.setOffline(true);
    await page.goto("/interventions/new");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Status").selectOption(status);
    await page.getByRole("button", { name: "Create the intervention" }).tap();
    await page.waitForURL(/\/interventions\/-\d+$/);
    return { device, page };
  }

  test("a whole job is done with the app closed and opened in between; afterwards the server has each thing once, in order, at its time", async () => {
    const number = await job("Caldaia in cantina");
    const device = await there.turnOn(allowed);
    let page = await carried(device, number);
    await device.context.setOffline(true);
    await page.goto(`/interventions/${number}`);
    await page.getByRole("button", { name: "Accept" }).tap();
    await page.getByRole("region", { name: "New for you" }).waitFor({ state: "hidden" });
    await setStatus(page, "In progress");
    await addFiles(page, files);
    await expect.poll(() => page.getByRole("button", { name: /\.jpg/ }).count()).toBe(3);

    // Put into the pocket, and taken out again: nothing is open meanwhile.
    await page.close();
    page = await device.context.newPage();
    await page.goto(`/interventions/${number}`);
    await expect.poll(() => page.getByRole("button", { name: /\.jpg/ }).count()).toBe(3);
    await writeNote(page, "La pompa è rumorosa");
    await page.getByRole("button", { name: "Add", exact: true }).tap();
    await page.getByLabel("What was done").fill("Pompa cambiata");
    await page.getByLabel("Time").fill("1:15");
    await page.getByLabel("Material").fill("Guarnizione");
    await page.getByLabel("Quantity").fill("2,5");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await setStatus(page, "Closed");
    await page.getByText("8 changes are waiting to be sent").waitFor();
    expect((await facts(number)).map(({ kind }) => kind)).not.toContain("intervention.note_added");

    await device.context.setOffline(false);
    await allSent(page);
    const told = (await facts(number)).slice(3);
    expect(told.map(({ kind, to }) => [kind, to?.name ?? to?.text ?? null])).toEqual([
      ["intervention.assignment_accepted", "Marco Bellini"],
      ["intervention.status_changed", "In corso"],
      ["intervention.file_added", "Targhetta.jpg"],
      ["intervention.file_added", "Pompa.jpg"],
      ["intervention.file_added", "Cantina.jpg"],
      ["intervention.note_added", "La pompa è rumorosa"],
      ["intervention.work_added", null],
      ["intervention.status_changed", "Chiuso"],
    ]);
    const times = told.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    const { body: entries } = await admin.get(`/api/interventions/${number}/entries`);
    expect(entries.attachments.map(({ width }: { width: number }) => width)).toEqual([2048, 2048, 2048]);
    expect(entries.work_lines).toMatchObject([{ minutes: 75, material: "Guarnizione", quantity: 2.5 }]);
    // The desk got what the rules say: of the status that notifies one message, of the rest none.
    const { items: messages } = (await admin.get(`/api/interventions/${number}/deliveries?limit=200`)).body;
    const ofStatus = messages.filter(
      ({ fact }: { fact: { kind: string } }) => fact.kind === "intervention.status_changed",
    );
    const keys = ofStatus.map((one: Record<string, unknown>) =>
      JSON.stringify([one.fact, one.recipient, one.channel, one.destination]),
    );
    expect(new Set(keys).size, "nobody is told twice").toBe(keys.length);
    const bell = (await admin.get("/api/notifications")).body.items.filter(
      (row: { intervention_number: number }) => row.intervention_number === number,
    );
    expect(bell.filter(({ title }: { title: string }) => title.includes("Chiuso"))).toHaveLength(1);
  });

  test("everything of one's own work is there to be read and searched, also what was never opened, after a restart", async () => {
    const customer = await admin.post("/api/contacts", {
      name: `Ottica Lenzi ${randomUUID().slice(0, 8)}`,
      roles: ["customer"],
      contact_points: [{ channel: "phone", value: "+39 035 123456" }],
      sites: [{ street: "Via Pignolo 7", city: "Bergamo", access_note: "Suonare due volte" }],
    });
    const number = await job("Allarme che suona da solo", { customer_id: customer.body.id });
    const device = await there.turnOn(allowed);
    let page = await carried(device, number);
    await page.close();
    await device.context.setOffline(true);
    page = await device.context.newPage();
    await page.goto("/interventions?q=ottica%20lenzi");
    await page.locator(`[data-job="${number}"]`).tap();
    await page.getByText("Suonare due volte").waitFor();
    await page.getByRole("link", { name: "Call" }).waitFor();
    await page.getByText("Intervention created").waitFor();
    await page.getByRole("link", { name: /Bell$/ }).tap();
    await page.getByText("Allarme che suona da solo").first().waitFor();
  });

  test("an intervention of one's own has a number once the server knows it, and what was done to it is there", async () => {
    const title = `Trovato per strada ${randomUUID().slice(0, 8)}`;
    const { device, page } = await createHere(title);
    await writeNote(page, "Visto passando");
    await page.getByRole("link", { name: "Today" }).tap();
    await page.locator("[data-job]").filter({ hasText: title }).waitFor();
    await page.goBack();
    await device.context.setOffline(false);
    await page.waitForURL(/\/interventions\/[1-9]\d*$/);
    const number = Number(page.url().split("/").at(-1));
    await expect.poll(async () => (await facts(number)).map(({ kind }) => kind)).toContain("intervention.note_added");
    expect((await admin.get(`/api/interventions/${number}`)).body).toMatchObject({ title });
    await allSent(page);
  });

  test("a status that another phone has moved is shown with both, and the person decides: theirs stays, or one's own is set", async () => {
    const technician_ids = [marcoId, await idOf("davide")];
    const numbers = [await job("Resta il loro", { technician_ids }), await job("Vale il mio", { technician_ids })];
    const [kept, forced] = numbers as [number, number];
    const [mine, theirs] = [await there.turnOn(allowed), await there.turnOn({ ...allowed, as: "davide" })];
    const [page, other] = [await carried(mine, forced), await carried(theirs, forced)];
    for (const [device, phone, status] of [
      [mine, page, "Closed"],
      [theirs, other, "Waiting for parts"],
    ] as const) {
      await device.context.setOffline(true);
      for (const number of numbers) {
        await phone.goto(`/interventions/${number}`);
        await setStatus(phone, status);
        await phone.getByText("Kept. It is sent as soon as there is a network.").waitFor();
      }
    }
    await theirs.context.setOffline(false);
    await allSent(other);
    await mine.context.setOffline(false);
    await page.getByRole("link", { name: "2 changes could not be made" }).tap();
    await expect.poll(() => page.getByText("You chose Closed. Meanwhile Waiting for parts was set.").count()).toBe(2);
    await page.getByRole("button", { name: "Keep Waiting for parts" }).first().tap();
    await expect.poll(() => page.getByRole("button", { name: "Set Closed" }).count()).toBe(1);
    await page.getByRole("button", { name: "Set Closed" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const nameOf = async (number: number) => (await admin.get(`/api/interventions/${number}`)).body.status.kind;
    expect([await nameOf(kept), await nameOf(forced)]).toEqual(["in_progress", "done"]);
  });

  test("two hundred changes arrive once each and in order while the network comes and goes", async () => {
    const number = await job("Molto da scrivere");
    const device = await there.turnOn(allowed);
    const page = await carried(device, number);
    await device.context.setOffline(true);
    const texts = Array.from({ length: 200 }, (_, index) => `Nota ${index}`);
    await page.evaluate(fillOutbox, { number, texts, ids: texts.map(() => randomUUID()) });
    await page.reload();
    await page.getByText("200 changes are waiting to be sent").waitFor();
    const noted = async () =>
      (await admin.get(`/api/interventions/${number}/entries`)).body.notes as { text: string }[];
    for (let turn = 0; turn < 12; turn++) {
      await device.context.setOffline(turn % 2 === 1);
      await page.waitForTimeout(40 + Math.random() * 260);
    }
    await device.context.setOffline(false);
    await allSent(page);
    expect((await noted()).map(({ text }) => text)).toEqual(texts);
    expect((await facts(number)).filter(({ kind }) => kind === "intervention.note_added")).toHaveLength(200);
  });

  test("a clock that is wrong by hours changes neither order nor times", async () => {
    const number = await job("Orologio sbagliato");
    const device = await there.turnOn(allowed);
    // The phone is five hours behind, and always was: what is ahead the server takes for now anyway.
    await device.context.addInitScript(() => {
      const right = Date.now.bind(Date);
      Date.now = () => right() - 5 * 3_600_000;
    });
    const page = await carried(device, number);
    await device.context.setOffline(true);
    await page.goto(`/interventions/${number}`);
    await setStatus(page, "In progress");
    await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
    const before = Date.now();
    await device.context.setOffline(false);
    await allSent(page);
    const last = (await facts(number)).at(-1);
    expect(last?.kind).toBe("intervention.status_changed");
    expect(Math.abs(Date.parse(last?.at ?? "") - before)).toBeLessThan(60_000);
  });

  test("a double tap does one thing", async () => {
    const number = await job("Due volte");
    const device = await there.turnOn(allowed);
    const page = await carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Una volta sola");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).dblclick();
    await page.getByText("The note is kept.").waitFor();
    expect((await admin.get(`/api/interventions/${number}/entries`)).body.notes).toHaveLength(1);
  });

  test("without room on the device it says so, and what was typed stays", async () => {
    const number = await job("Memoria piena");
    const device = await there.turnOn(allowed);
    const page = await carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.evaluate(() => {
      IDBObjectStore.prototype.add = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Non va persa");
    await device.context.setOffline(true);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByRole("alert").filter({ hasText: "The device has no room left for this." }).waitFor();
    expect(await page.getByRole("dialog").getByLabel("Note").inputValue()).toBe("Non va persa");
    // With a network it goes all the same.
    await device.context.setOffline(false);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("The note is kept.").waitFor();
    expect((await admin.get(`/api/interventions/${number}/entries`)).body.notes).toHaveLength(1);
  });

  test("what the server did although its answer got lost is done once, and is there when the network goes again", async () => {
    const number = await job("Risposta persa");
    const device = await there.turnOn(allowed);
    const page = await carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.route("**/notes/*", async (route) => {
      await route.fetch();
      await route.abort("timedout");
    });
    await writeNote(page, "Arrivata una volta");
    await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
    await page.unroute("**/notes/*");
    await allSent(page);
    await device.context.setOffline(true);
    await page.reload();
    await page.getByRole("region", { name: "Notes" }).getByText("Arrivata una volta").waitFor();
    expect((await facts(number)).filter(({ kind }) => kind === "intervention.note_added")).toHaveLength(1);
  });

  test("what is typed, and photos that are added, while a new intervention gets its number find it", async () => {
    const title = `Con foto ${randomUUID().slice(0, 8)}`;
    const { device, page } = await createHere(title);
    await page.getByRole("button", { name: "Start the timer" }).tap();
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Mentre arriva il numero");
    await device.context.setOffline(false);
    await expect.poll(async () => (await admin.get(`/api/interventions?q=${title}`)).body.items.length).toBe(1);
    // The card goes on in its place: nobody's sheet is closed, and no photo that is being taken is lost.
    await addFiles(page, [...files, ...files]);
    expect(await page.getByRole("dialog").getByLabel("Note").inputValue()).toBe("Mentre arriva il numero");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.waitForURL(/\/interventions\/[1-9]\d*$/);
    const number = Number(page.url().split("/").at(-1));
    await expect
      .poll(async () => (await admin.get(`/api/interventions/${number}/entries`)).body.attachments.length)
      .toBe(6);
    expect((await facts(number)).filter(({ kind }) => kind === "intervention.note_added")).toHaveLength(1);
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await allSent(page);
  });

  test("what was refused stays with its reason, and is changed, tried again or given up; the rest goes on", async () => {
    const number = await job("Respinto");
    const device = await there.turnOn(allowed);
    const page = await carried(device, number);
    await device.context.setOffline(true);
    await page.goto(`/interventions/${number}`);
    for (const text of ["Da correggere", "Da lasciar perdere"]) {
      await writeNote(page, text);
    }
    await admin.put(`/api/interventions/${number}/technicians`, { contact_ids: [] });
    await device.context.setOffline(false);
    await page.getByRole("link", { name: "2 changes could not be made" }).tap();
    await page.getByRole("button", { name: "Give it up" }).nth(1).tap();
    await page.getByText("Da lasciar perdere").waitFor({ state: "hidden" });
    await admin.put(`/api/interventions/${number}/technicians`, { contact_ids: [marcoId] });
    await page.getByRole("button", { name: "Change it" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Corretta");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const { notes } = (await admin.get(`/api/interventions/${number}/entries`)).body;
    expect(notes.map(({ text }: { text: string }) => text)).toEqual(["Corretta"]);
  });

  test("a new intervention that is refused is changed in its form, and takes along what was done to it", async () => {
    const title = `Respinto ${randomUUID().slice(0, 8)}`;
    const names = { en: `Passing ${title}`, it: `Passeggero ${title}` };
    const status = (await admin.post("/api/statuses", { names, kind: "open", color: "#3c7a57" })).body;
    const { device, page } = await createHere(title, names.en);
    await writeNote(page, "Va con lui");
    await admin.patch(`/api/statuses/${status.id}`, { is_archived: true });
    await device.context.setOffline(false);
    await page.getByRole("link", { name: "One change could not be made" }).tap();
    await page.getByRole("link", { name: "Change it" }).tap();
    await page.getByRole("alert").filter({ hasText: "This status is archived." }).waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe(title);
    await page.getByLabel("Status").selectOption("");
    await page.getByLabel("Title").fill(`${title}, corretto`);
    await page.getByRole("button", { name: "Create the intervention" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const made = (await admin.get(`/api/interventions?q=${title}`)).body.items;
    expect(made.map((one: { title: string }) => one.title)).toEqual([`${title}, corretto`]);
    const { notes } = (await admin.get(`/api/interventions/${made[0].number}/entries`)).body;
    expect(notes).toMatchObject([{ text: "Va con lui" }]);
  });

  test("what is no photo, too large, or HEIC says so in a sentence, and the rest goes on", async () => {
    const number = await job("Foto strane");
    const device = await there.turnOn(allowed);
    const page = await carried(device, number);
    await page.goto(`/interventions/${number}`);
    const [photo] = files;
    if (!photo) throw new Error("there is no photo");
    await addFiles(page, [
      await fileOf("testo.jpg", "non è una foto"),
      await fileOf(
        "iphone.heic",
        Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(100)]),
      ),
      await fileOf("enorme.pdf", Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(21 << 20)])),
      photo,
    ]);
    await page.getByText("“testo.jpg” can’t be read here.").waitFor();
    await page.getByText("“iphone.heic” is a HEIC photo").waitFor();
    await page.getByText("“enorme.pdf” is too large: 20 MB at the most.").waitFor();
    await expect
      .poll(async () => (await admin.get(`/api/interventions/${number}/entries`)).body.attachments.length)
      .toBe(1);
  });
});

/** Nothing waits any more, nor is anything said of it. */
async function allSent(page: Page): Promise<void> {
  await expect.poll(() => keysHere(page, "outbox"), { timeout: 60_000 }).toEqual([]);
  await page.locator('a[href="/waiting"]').waitFor({ state: "hidden" });
}

async function setStatus(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^(Other|Change status)/ }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByText(name, { exact: true }).first().tap();
  await sheet.getByRole("button", { name: `Set to ${name}` }).tap();
  await sheet.waitFor({ state: "hidden" });
}

async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Write a note" }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Note").fill(text);
  await sheet.getByRole("button", { name: "Save" }).tap();
  await sheet.waitFor({ state: "hidden" });
}

function addFiles(page: Page, files: string[]): Promise<void> {
  return page.locator("input[type=file][multiple]").setInputFiles(files);
}

/** As if somebody had written all of it without a network: two hundred sheets by hand take too long. */
async function fillOutbox({ number, texts, ids }: { number: number; texts: string[]; ids: string[] }): Promise<void> {
  const request = indexedDB.open("campanella");
  const database = await new Promise<IDBDatabase>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction(["people", "outbox"], "readwrite");
  const last = transaction.objectStore("people").get("last");
  await new Promise((resolve) => {
    last.onsuccess = resolve;
  });
  const began = Date.now();
  for (const [index, text] of texts.entries()) {
    const id = ids[index];
    transaction.objectStore("outbox").add({
      account: last.result.id,
      number,
      doing: { kind: "note", note: { id, text } },
      method: "PUT",
      path: `/api/interventions/${number}/notes/${id}`,
      body: { text },
      key: id,
      madeAt: new Date(began + index).toISOString(),
      problem: null,
    });
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}
