import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { allSent, setStatus, spoilAnswers, withField, writeNote } from "./field.ts";
import { keysHere } from "./keys-here.ts";

const there = withField();

describe.skipIf(!findChromium())("what waits to be sent", () => {
  test("a status that another phone has moved is shown with both, and the person decides: theirs stays, or one's own is set", async () => {
    const technician_ids = [there.field.marcoId, await there.field.idOf("davide")];
    const numbers = [
      await there.field.job("Resta il loro", { technician_ids }),
      await there.field.job("Vale il mio", { technician_ids }),
    ];
    const [kept, forced] = numbers as [number, number];
    const [mine, theirs] = [await there.field.phone(), await there.field.phone({ as: "davide" })];
    const [page, other] = [await there.field.carried(mine, forced), await there.field.carried(theirs, forced)];
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
    // What was refused is not how it is.
    const card = page.getByRole("main");
    await card.getByRole("region", { name: "History" }).getByText("could not be made").waitFor();
    await card.getByText("Waiting for parts").filter({ visible: true }).first().waitFor();
    await page.getByRole("link", { name: "2 changes could not be made" }).tap();
    const said = /You chose Closed. Meanwhile Davide Moretti set Waiting for parts/;
    await expect.poll(() => page.getByText(said).count()).toBe(2);
    await page.getByRole("button", { name: "Keep Waiting for parts" }).first().tap();
    await expect.poll(() => page.getByRole("button", { name: "Set Closed" }).count()).toBe(1);
    await page.getByRole("button", { name: "Set Closed" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const nameOf = async (number: number) =>
      (await there.field.admin.get(`/api/interventions/${number}`)).body.status.kind;
    expect([await nameOf(kept), await nameOf(forced)]).toEqual(["in_progress", "done"]);
  });

  test("what was refused stays with its reason, and is changed, tried again or given up; the rest goes on", async () => {
    const number = await there.field.job("Respinto");
    const device = await there.field.phone();
    const page = await there.field.carried(device, number);
    await device.context.setOffline(true);
    await page.goto(`/interventions/${number}`);
    for (const text of ["Da correggere", "Da lasciar perdere"]) {
      await writeNote(page, text);
    }
    await there.field.admin.put(`/api/interventions/${number}/technicians`, { contact_ids: [] });
    await device.context.setOffline(false);
    await page.getByRole("link", { name: "2 changes could not be made" }).tap();
    await page.getByRole("button", { name: "Give it up" }).nth(1).tap();
    await page.getByText("Da lasciar perdere").waitFor({ state: "hidden" });
    await there.field.admin.put(`/api/interventions/${number}/technicians`, { contact_ids: [there.field.marcoId] });
    await page.getByRole("button", { name: "Change it" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Corretta");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const { notes } = (await there.field.admin.get(`/api/interventions/${number}/entries`)).body;
    expect(notes.map(({ text }: { text: string }) => text)).toEqual(["Corretta"]);
  });

  test("a new intervention that is refused is changed in its form, and takes along what was done to it", async () => {
    const title = `Respinto ${randomUUID().slice(0, 8)}`;
    const names = { en: `Passing ${title}`, it: `Passeggero ${title}` };
    const status = (await there.field.admin.post("/api/statuses", { names, kind: "open", color: "#3c7a57" })).body;
    const { device, page } = await there.field.createHere(title, names.en);
    await writeNote(page, "Va con lui");
    await there.field.admin.patch(`/api/statuses/${status.id}`, { is_archived: true });
    await device.context.setOffline(false);
    await page.getByRole("link", { name: "One change could not be made" }).tap();
    await page.getByRole("link", { name: "Change it" }).tap();
    await page.getByRole("alert").filter({ hasText: "This status is archived." }).waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe(title);
    await page.getByLabel("Status").selectOption("");
    await page.getByLabel("Title").fill(`${title}, corretto`);
    await page.getByRole("button", { name: "Create the intervention" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const made = (await there.field.admin.get(`/api/interventions?q=${title}`)).body.items;
    expect(made.map((one: { title: string }) => one.title)).toEqual([`${title}, corretto`]);
    const { notes } = (await there.field.admin.get(`/api/interventions/${made[0].number}/entries`)).body;
    expect(notes).toMatchObject([{ text: "Va con lui" }]);
  });

  test("an outcome that another has written meanwhile is not written over: both are put together, or theirs stays", async () => {
    const { field } = there;
    const numbers = [await field.job("Esiti da unire"), await field.job("Esito loro")];
    const device = await field.phone();
    const page = await field.carried(device, numbers[1] ?? 0);
    await device.context.setOffline(true);
    for (const number of numbers) {
      await page.goto(`/interventions/${number}`);
      await page.getByRole("button", { name: "Write the outcome" }).tap();
      await page.getByRole("region", { name: "Outcome" }).getByRole("textbox").fill("Cambiata la pompa");
      await page.getByRole("button", { name: "Save" }).tap();
      await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
      await field.admin.patch(`/api/interventions/${number}`, { answer: "Cliente avvisato" });
    }
    await device.context.setOffline(false);
    await page.getByRole("link", { name: "2 changes could not be made" }).tap();
    await page
      .getByText(/Meanwhile Giulia Ferri wrote.*“Cliente avvisato”/)
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.getByRole("button", { name: "Keep theirs" }).nth(1).tap();
    await expect.poll(() => page.getByRole("article").count()).toBe(1);
    await page.getByRole("button", { name: "Put both together" }).tap();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("Everything is sent").waitFor();
    const outcomes = await Promise.all(
      numbers.map(async (number) => (await field.admin.get(`/api/interventions/${number}`)).body.answer),
    );
    expect(outcomes).toEqual(["Cliente avvisato\n\nCambiata la pompa", "Cliente avvisato"]);
  });

  test("a double tap gives up one change and not what has moved into its place; undone, it is sent in its turn", async () => {
    const { field } = there;
    const number = await field.job("Da non perdere");
    const device = await field.phone();
    const page = await field.carried(device, number);
    await device.context.setOffline(true);
    await page.goto(`/interventions/${number}`);
    const texts = ["Prima", "Seconda", "Terza"];
    for (const text of texts) await writeNote(page, text);
    await page.goto("/waiting");
    const first = page.getByRole("button", { name: "Give it up" }).first();
    const place = await first.boundingBox();
    if (!place) throw new Error("there is nothing to give up");
    await page.mouse.dblclick(place.x + place.width / 2, place.y + place.height / 2, { delay: 120 });
    await page.getByText("Prima").waitFor({ state: "hidden" });
    expect(await page.getByRole("article").count()).toBe(2);
    await page.getByRole("button", { name: "Undo" }).tap();
    await expect.poll(() => page.getByRole("article").count()).toBe(3);
    await device.context.setOffline(false);
    await allSent(page);
    expect(await field.notes(number)).toEqual(texts);
  });

  test("what is removed before it was sent never reaches the server, and what is there goes there; both are asked about", async () => {
    const { field } = there;
    const number = await field.job("Ripensato");
    const device = await field.phone();
    const page = await field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await writeNote(page, "Già inviata");
    await allSent(page);
    await device.context.setOffline(true);
    await writeNote(page, "Mai inviata");
    for (const text of ["Mai inviata", "Già inviata"]) {
      const note = page.getByRole("article").filter({ hasText: text });
      await note.getByRole("button", { name: "Edit" }).tap();
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("button", { name: "Remove" }).tap();
      await sheet.getByText("Remove it?").waitFor();
      await sheet.getByRole("button", { name: "Keep it" }).tap();
      await sheet.getByRole("button", { name: "Remove" }).tap();
      await sheet.getByRole("button", { name: "Remove" }).tap();
      await note.waitFor({ state: "hidden" });
    }
    expect(await keysHere(page, "outbox")).toHaveLength(1);
    await device.context.setOffline(false);
    await allSent(page);
    const told = (await field.facts(number)).filter(({ kind }) => kind.startsWith("intervention.note"));
    expect(told.map(({ kind }) => kind)).toEqual(["intervention.note_added", "intervention.note_removed"]);
  });

  test("an answer that breaks off in the middle is asked for once more", async () => {
    const { field } = there;
    const number = await field.job("Risposta a metà");
    const device = await field.phoneWithoutSync();
    const page = await field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.evaluate(spoilAnswers, { of: "/notes/", times: 1, how: "half" } as const);
    await writeNote(page, "Una volta, intera");
    await allSent(page);
    expect(await page.evaluate(() => document.documentElement.dataset.spoiled)).toBe("1");
    await device.context.setOffline(true);
    await page.reload();
    await page.getByRole("region", { name: "Notes" }).getByText("Una volta, intera").waitFor();
    expect(await field.notes(number)).toEqual(["Una volta, intera"]);
  });

  test("a timer that was thrown away by mistake goes on as if nothing had been", async () => {
    const { field } = there;
    const number = await field.job("Col cronometro");
    const device = await field.phone();
    const page = await field.carried(device, number);
    await page.goto(`/interventions/${number}`);
    await page.getByRole("button", { name: "Start the timer" }).tap();
    const began = () => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.includes(".timer."))?.[1]);
    const before = await began();
    expect(before).toBeTruthy();
    await page.getByRole("button", { name: "Throw the timer away" }).tap();
    await page.getByRole("button", { name: "Start the timer" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).tap();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    expect(await began()).toBe(before);
  });
});
