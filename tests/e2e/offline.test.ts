import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { addFiles, allSent, setStatus, spoilAnswers, withField, writeNote } from "./field.ts";
import { keptPaths, keysHere } from "./keys-here.ts";

const there = withField();

describe.skipIf(!findChromium())("the phone without a network", () => {
  /** Three photos. */
  let files: string[];

  beforeAll(async () => {
    files = await Promise.all(
      ["Targhetta", "Pompa", "Cantina"].map((name, hue) => {
        const create = { width: 2600, height: 1800, channels: 3, background: { r: 80 * hue, g: 120, b: 90 } } as const;
        return sharp({ create })
          .jpeg()
          .toBuffer()
          .then((bytes) => there.field.file(`${name}.jpg`, bytes));
      }),
    );
  });

  test("a whole job is done with the app closed and opened in between; afterwards the server has each thing once, in order, at its time", async () => {
    const number = await there.field.job("Caldaia in cantina");
    const device = await there.field.phone();
    let page = await there.field.carried(device, number);
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
    expect((await there.field.facts(number)).map(({ kind }) => kind)).not.toContain("intervention.note_added");

    await device.context.setOffline(false);
    await allSent(page);
    const told = (await there.field.facts(number)).slice(3);
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
    const { body: entries } = await there.field.admin.get(`/api/interventions/${number}/entries`);
    expect(entries.attachments.map(({ width }: { width: number }) => width)).toEqual([2048, 2048, 2048]);
    expect(entries.work_lines).toMatchObject([{ minutes: 75, material: "Guarnizione", quantity: 2.5 }]);
    // The desk got what the rules say: of the status that notifies one message, of the rest none.
    const { items: messages } = (await there.field.admin.get(`/api/interventions/${number}/deliveries?limit=200`)).body;
    const ofStatus = messages.filter(
      ({ fact }: { fact: { kind: string } }) => fact.kind === "intervention.status_changed",
    );
    const keys = ofStatus.map((one: Record<string, unknown>) =>
      JSON.stringify([one.fact, one.recipient, one.channel, one.destination]),
    );
    expect(new Set(keys).size, "nobody is told twice").toBe(keys.length);
    const bell = (await there.field.admin.get("/api/notifications")).body.items.filter(
      (row: { intervention_number: number }) => row.intervention_number === number,
    );
    expect(bell.filter(({ title }: { title: string }) => title.includes("Chiuso"))).toHaveLength(1);
  });

  test("everything of one's own work is there to be read and searched, also what was never opened, after a restart", async () => {
    const customer = await there.field.admin.post("/api/contacts", {
      name: `Ottica Lenzi ${randomUUID().slice(0, 8)}`,
      roles: ["customer"],
      contact_points: [{ channel: "phone", value: "+39 035 123456" }],
      sites: [{ street: "Via Pignolo 7", city: "Bergamo", access_note: "Suonare due volte" }],
    });
    const number = await there.field.job("Allarme che suona da solo", { customer_id: customer.body.id });
    const device = await there.field.phone();
    let page = await there.field.carried(device, number);
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
    const { device, page } = await there.field.createHere(title);
    await writeNote(page, "Visto passando");
    await page.getByRole("link", { name: "Today" }).tap();
    await page.locator("[data-job]").filter({ hasText: title }).waitFor();
    await page.goBack();
    await device.context.setOffline(false);
    await page.waitForURL(/\/interventions\/[1-9]\d*$/);
    const number = Number(page.url().split("/").at(-1));
    await expect
      .poll(async () => (await there.field.facts(number)).map(({ kind }) => kind))
      .toContain("intervention.note_added");
    expect((await there.field.admin.get(`/api/interventions/${number}`)).body).toMatchObject({ title });
    await allSent(page);
  });

  test("two hundred changes arrive once each and in order while the network comes and goes", async () => {
    const number = await there.field.job("Molto da scrivere");
    const device = await there.field.phone();
    const page = await there.field.carried(device, number);
    await device.context.setOffline(true);
    const texts = Array.from({ length: 200 }, (_, index) => `Nota ${index}`);
    await page.evaluate(fillOutbox, { number, texts, ids: texts.map(() => randomUUID()) });
    await page.reload();
    await page.getByText("200 changes are waiting to be sent").waitFor();
    const noted = async () =>
      (await there.field.admin.get(`/api/interventions/${number}/entries`)).body.notes as { text: string }[];
    for (let turn = 0; turn < 12; turn++) {
      await device.context.setOffline(turn % 2 === 1);
      await page.waitForTimeout(40 + Math.random() * 260);
    }
    await device.context.setOffline(false);
    await allSent(page);
    expect((await noted()).map(({ text }) => text)).toEqual(texts);
    expect((await there.field.facts(number)).filter(({ kind }) => kind === "intervention.note_added")).toHaveLength(
      200,
    );
  });

  test("a clock that is wrong by hours changes neither order nor times", async () => {
    const number = await there.field.job("Orologio sbagliato");
    const device = await there.field.phone();
    // The phone is five hours behind, and always was: what is ahead the server takes for now anyway.
    await device.context.addInitScript(() => {
      const right = Date.now.bind(Date);
      Date.now = () => right() - 5 * 3_600_000;
    });
    const page = await there.field.carried(device, number);
    await device.context.setOffline(true);
    await page.goto(`/interventions/${number}`);
    await setStatus(page, "In progress");
    await writeNote(page, "Con l'orologio indietro");
    await page.getByRole("article").getByText("just now").waitFor();
    // So long that it could not be taken for the moment in which it arrives.
    await page.waitForTimeout(8_000);
    const online = Date.now();
    await device.context.setOffline(false);
    await allSent(page);
    const told = (await there.field.facts(number)).slice(-2);
    expect(told.map(({ kind }) => kind)).toEqual(["intervention.status_changed", "intervention.note_added"]);
    const times = told.map(({ at }) => online - Date.parse(at));
    // The phone knows the server's time to a few seconds.
    for (const ago of times) expect(ago).toBeGreaterThan(4_000);
    for (const ago of times) expect(ago).toBeLessThan(60_000);
  });

  test("a double tap does one thing", async () => {
    const number = await there.field.job("Due volte");
    const device = await there.field.phone();
    const page = await there.field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Una volta sola");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).dblclick();
    await page.getByText("The note is kept.").waitFor();
    expect((await there.field.admin.get(`/api/interventions/${number}/entries`)).body.notes).toHaveLength(1);
  });

  test("what one has only looked at makes room, and one's work stays; without any it says so, and what was typed stays", async () => {
    const number = await there.field.job("Memoria piena");
    const device = await there.field.phone();
    const page = await there.field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await device.context.setOffline(true);
    await page.evaluate(lookedAtLongAgo);
    await page.evaluate(fillUp, 1);
    await writeNote(page, "Con un po' di spazio");
    const kept = await keptPaths(page);
    expect(kept).not.toContain("/api/contacts/999");
    expect(kept).toEqual(
      expect.arrayContaining([`/api/interventions/${number}`, "/api/statuses", "/api/offline-copy"]),
    );

    await page.evaluate(fillUp, Number.POSITIVE_INFINITY);
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Non va persa");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByRole("alert").filter({ hasText: "The device has no room left for this." }).waitFor();
    expect(await page.getByRole("dialog").getByLabel("Note").inputValue()).toBe("Non va persa");
    // With a network it goes all the same, but not before what waits already.
    await device.context.setOffline(false);
    await expect.poll(() => keysHere(page, "outbox")).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("The note is kept.").waitFor();
    expect(await there.field.notes(number)).toEqual(["Con un po' di spazio", "Non va persa"]);
  });

  test("what the server did although its answer got lost is done once, and is there when the network goes again", async () => {
    const number = await there.field.job("Risposta persa");
    const device = await there.field.phoneWithoutSync();
    const page = await there.field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.evaluate(spoilAnswers, { of: "/notes/", times: 1, how: "lost" } as const);
    await writeNote(page, "Arrivata una volta");
    await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
    await allSent(page);
    await device.context.setOffline(true);
    await page.reload();
    await page.getByRole("region", { name: "Notes" }).getByText("Arrivata una volta").waitFor();
    expect((await there.field.facts(number)).filter(({ kind }) => kind === "intervention.note_added")).toHaveLength(1);
  });

  test("what is typed, and photos that are added, while a new intervention gets its number find it", async () => {
    const title = `Con foto ${randomUUID().slice(0, 8)}`;
    const { device, page } = await there.field.createHere(title);
    await page.getByRole("button", { name: "Start the timer" }).tap();
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Mentre arriva il numero");
    await device.context.setOffline(false);
    await expect
      .poll(async () => (await there.field.admin.get(`/api/interventions?q=${title}`)).body.items.length)
      .toBe(1);
    // The card goes on in its place: nobody's sheet is closed, and no photo that is being taken is lost.
    await addFiles(page, [...files, ...files]);
    expect(await page.getByRole("dialog").getByLabel("Note").inputValue()).toBe("Mentre arriva il numero");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.waitForURL(/\/interventions\/[1-9]\d*$/);
    const number = Number(page.url().split("/").at(-1));
    await expect
      .poll(async () => (await there.field.admin.get(`/api/interventions/${number}/entries`)).body.attachments.length)
      .toBe(6);
    expect((await there.field.facts(number)).filter(({ kind }) => kind === "intervention.note_added")).toHaveLength(1);
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await allSent(page);
  });

  test("photos are kept as soon as they are chosen: with the app closed before they are ready, they are sent all the same", async () => {
    const number = await there.field.job("Foto in tasca");
    const device = await there.field.phone();
    let page = await there.field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.evaluate(() => {
      window.createImageBitmap = () => new Promise(() => {});
    });
    await addFiles(page, files);
    await expect.poll(() => keysHere(page, "outbox")).toHaveLength(3);
    await page.getByText("3 files are being got ready").waitFor();
    await page.close();
    page = await device.openApp();
    await allSent(page);
    const { attachments } = (await there.field.admin.get(`/api/interventions/${number}/entries`)).body;
    expect(attachments.map(({ width }: { width: number }) => width)).toEqual([2048, 2048, 2048]);
  });

  test("what is no photo, too large, or HEIC says so in a sentence, and the rest goes on", async () => {
    const number = await there.field.job("Foto strane");
    const device = await there.field.phone();
    const page = await there.field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    const [photo] = files;
    if (!photo) throw new Error("there is no photo");
    await addFiles(page, [
      await there.field.file("testo.jpg", "non è una foto"),
      await there.field.file(
        "iphone.heic",
        Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(100)]),
      ),
      await there.field.file("enorme.pdf", Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(21 << 20)])),
      photo,
    ]);
    await page.getByText("“testo.jpg” can’t be read here.").waitFor();
    await page.getByText("“iphone.heic” is a HEIC photo").waitFor();
    await page.getByText("“enorme.pdf” is too large: 20 MB at the most.").waitFor();
    await expect
      .poll(async () => (await there.field.admin.get(`/api/interventions/${number}/entries`)).body.attachments.length)
      .toBe(1);
  });
});

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

/** Runs in the page: the device has no room so many times. */
function fillUp(times: number): void {
  const add = IDBObjectStore.prototype.add;
  let left = times;
  IDBObjectStore.prototype.add = function (...given) {
    if (left-- > 0) throw new DOMException("full", "QuotaExceededError");
    return add.apply(this, given);
  };
}

/** Runs in the page: an answer from before one's work was carried along. */
async function lookedAtLongAgo(): Promise<void> {
  const opening = indexedDB.open("campanella");
  await new Promise((resolve) => opening.addEventListener("success", resolve));
  const transaction = opening.result.transaction(["people", "answers"], "readwrite");
  const last = transaction.objectStore("people").get("last");
  await new Promise((resolve) => last.addEventListener("success", resolve));
  transaction.objectStore("answers").put({ body: {}, at: 1 }, [last.result.id, "/api/contacts/999"]);
  await new Promise((resolve) => transaction.addEventListener("complete", resolve));
  opening.result.close();
}
