import type { Page } from "playwright";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { desk, phone, withWindows } from "./windows.ts";

describe.skipIf(!findChromium())("the company's own statuses and types", () => {
  const there = withWindows();
  let admin: Client;

  beforeAll(async () => {
    admin = await there.windows.service.admin();
  });

  test("EV-3: a status of one's own is named in two languages, put in its place, and used, by thumb", async () => {
    const page = await openAt("/settings", phone);
    await page.getByRole("link", { name: "Statuses" }).tap();
    await page.getByRole("button", { name: "Add a status" }).tap();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Save" }).tap();
    await sheet.getByText("It needs a name in Italian").waitFor();
    await sheet.getByLabel("Name in Italian").fill("In attesa del cliente");
    await sheet.getByLabel("Name in English").fill("Waiting for the customer");
    await sheet.getByText("Being worked on").tap();
    await sheet.getByTitle("Ochre").tap();
    await sheet.getByRole("button", { name: "Save" }).tap();
    await page.getByText("Waiting for the customer is saved.").waitFor();

    const made = (await statuses()).find(({ names }) => names.it === "In attesa del cliente");
    expect(made).toMatchObject({ names: { en: "Waiting for the customer" }, kind: "in_progress", color: "#7a6a3a" });
    const before = (await statuses()).length;
    for (let step = 0; step < 2; step++)
      await page.getByRole("button", { name: "Move Waiting for the customer up" }).tap();
    await expect.poll(async () => (await statuses()).map(({ id }) => id).indexOf(made?.id ?? 0)).toBe(before - 3);

    const { body: job } = await admin.post("/api/interventions", { title: "Rubinetto che gocciola" });
    await page.goto(`/interventions/${job.number}`);
    await page.getByRole("button", { name: "Other" }).tap();
    await page.getByText("Waiting for the customer", { exact: true }).tap();
    await page.getByRole("button", { name: "Set to Waiting for the customer, tell nobody" }).tap();
    await expect.poll(async () => (await jobNow(job.number)).status.id).toBe(made?.id);
  });

  test("EV-3: what is archived is offered no more and stays where it is; it can be undone and brought back", async () => {
    const { body: status } = await admin.post("/api/statuses", {
      names: { it: "Da fatturare", en: "To be invoiced" },
      kind: "done",
    });
    const { body: job } = await admin.post("/api/interventions", { title: "Filtro cambiato", status_id: status.id });
    const page = await openAt("/settings/statuses");
    const row = page.getByRole("button", { name: /^To be invoiced/ });
    const isOffered = async () => (await statuses()).some(({ id }) => id === status.id);

    await archive(page, row);
    await page.getByText("To be invoiced is archived.").waitFor();
    expect(await isOffered()).toBe(false);
    expect((await jobNow(job.number)).status.id).toBe(status.id);
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    await expect.poll(isOffered).toBe(true);

    await archive(page, row);
    await page.getByRole("button", { name: "Bring back To be invoiced" }).click();
    await page.getByText("To be invoiced is offered again.").waitFor();
    expect(await isOffered()).toBe(true);
  });

  test("the start of new interventions moves to another status, and cannot be archived", async () => {
    const page = await openAt("/settings/statuses");
    await page.getByRole("button", { name: /^Planned/ }).click();
    await page.getByRole("dialog").getByText("New interventions start here", { exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    const row = page.getByRole("button", { name: /^Planned.*New interventions start here/ });
    await row.waitFor();
    expect((await admin.post("/api/interventions", { title: "Senza stato" })).body.status.name).toBe("Planned");
    await row.click();
    await page.getByText("New interventions start here, so it can’t be archived.").waitFor();
    expect(await page.getByRole("button", { name: "Archive" }).isDisabled()).toBe(true);
  });

  test("EV-3: where work may go, and what has to be written before: the phone asks for it, and offers nothing else", async () => {
    const { body: end } = await admin.post("/api/statuses", { names: { it: "Collaudo", en: "Tested" }, kind: "done" });
    const { body: begin } = await admin.post("/api/statuses", {
      names: { it: "Montaggio", en: "Fitting" },
      kind: "in_progress",
    });
    const page = await openAt("/settings/statuses");
    const sheet = page.getByRole("dialog");
    await page.getByRole("button", { name: /^Fitting/ }).click();
    await sheet.getByText("Any status may follow", { exact: true }).click();
    for (const name of (await statuses()).filter(({ id }) => ![end.id, begin.id].includes(id)).map(({ name }) => name))
      await sheet.getByRole("checkbox", { name, exact: true }).click();
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: /^Tested/ }).click();
    await sheet.getByRole("checkbox", { name: "Outcome" }).click();
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByText("Tested is saved.").waitFor();
    expect((await statuses()).filter(({ id }) => [end.id, begin.id].includes(id))).toMatchObject([
      { required_fields: ["answer"], next_status_ids: null },
      { required_fields: [], next_status_ids: [end.id] },
    ]);

    const technician_ids = [await there.windows.service.contactIdOf(await there.windows.service.technician())];
    const { body: job } = await admin.post("/api/interventions", {
      title: "Porta nuova",
      status_id: begin.id,
      technician_ids,
    });
    const marco = await there.windows.open({
      ...phone,
      as: there.windows.person("marco"),
      path: `/interventions/${job.number}`,
    });
    await marco.getByRole("button", { name: "Set to Tested" }).tap();
    const choice = marco.getByRole("dialog");
    await choice.getByRole("radio", { name: /Open/ }).waitFor();
    expect(await choice.getByRole("radio", { name: /Open/ }).isDisabled()).toBe(true);
    const save = choice.getByRole("button", { name: /^Set to Tested/ });
    expect(await save.isDisabled()).toBe(true);
    await choice.getByLabel("What was found and done").fill("Montata e provata.");
    await save.tap();
    await expect.poll(() => jobNow(job.number)).toMatchObject({ status: { id: end.id }, answer: "Montata e provata." });
    await marco.getByText("Montata e provata.").first().waitFor();
  });

  test("EV-2: a type of one's own is there when the next intervention is made, by keyboard", async () => {
    const page = await openAt("/settings/types");
    await page.getByRole("button", { name: "Add a type" }).press("Enter");
    await page.getByLabel("Name in Italian").fill("Pulizia canna fumaria");
    await page.getByLabel("Name in English").press("Enter");
    await page.getByText("Pulizia canna fumaria is saved.").waitFor();
    await page.goto("/interventions/new");
    await page.getByLabel("Type").selectOption({ label: "Pulizia canna fumaria" });
  });

  test("two administrators: neither loses what the other did", async () => {
    const { body: type } = await admin.post("/api/types", { names: { it: "Collaudo gas", en: "Gas test" } });
    const page = await openAt("/settings/types");
    await page.getByRole("button", { name: "Gas test", exact: true }).click();
    // Meanwhile the other one gives it another colour, and adds a type.
    await admin.patch(`/api/types/${type.id}`, { color: "#123456" });
    await page.getByLabel("Name in English").fill("Gas inspection");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByText("Gas inspection is saved.").waitFor();
    const { body } = await admin.get("/api/types");
    expect(body.items.find(({ id }: { id: number }) => id === type.id)).toMatchObject({
      color: "#123456",
      names: { it: "Collaudo gas", en: "Gas inspection" },
    });
    await admin.post("/api/types", { name: "Nuovo di zecca" });
    await page.getByRole("button", { name: "Move Gas inspection up" }).click();
    await page.getByText("Somebody else changed this list in the meantime.").waitFor();
    await page.getByText("Nuovo di zecca").waitFor();
  });

  test("a step keeps the focus and is said; one that does not reach the server is taken back", async () => {
    const page = await openAt("/settings/types");
    const rows = page.locator("ol li");
    await rows.first().waitFor();
    const before = await rows.allInnerTexts();
    const second = page.getByRole("button", { name: /^Move .* up$/ }).nth(1);
    const name = (await second.getAttribute("aria-label")) ?? "";
    await second.press("Enter");
    await page.getByText(`in place 1 of ${before.length}`).waitFor({ state: "attached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(name);
    const moved = await rows.allInnerTexts();
    expect(moved).not.toEqual(before);

    await page.route("**/api/types/order", (route) => route.abort());
    await page
      .getByRole("button", { name: /^Move .* up$/ })
      .nth(2)
      .click();
    await page.getByText("The order could not be saved.").waitFor();
    await expect.poll(() => rows.allInnerTexts()).toEqual(moved);
  });

  test("what was typed is there again after Back and after a reload, until it is thrown away", async () => {
    const page = await openAt("/settings/types");
    const add = page.getByRole("button", { name: "Add a type" });
    const name = page.getByLabel("Name in Italian");
    await add.click();
    await name.fill("Messa in servizio");
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.reload();
    await add.click();
    expect(await name.inputValue()).toBe("Messa in servizio");
    await page.getByRole("button", { name: "Throw it away" }).click();
    await add.click();
    expect(await name.inputValue()).toBe("");
  });

  test("a change that does not reach the server stays in the sheet, and is saved at the next try", async () => {
    const page = await openAt("/settings/types");
    await page.getByRole("button", { name: "Add a type" }).click();
    await page.getByLabel("Name in Italian").fill("Disinfestazione");
    await page.route("**/api/types", (route) => route.abort());
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByText("The server can’t be reached. Check the connection").waitFor();
    await page.unroute("**/api/types");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByText("Disinfestazione is saved.").waitFor();
  });

  function openAt(path: string, size = desk): Promise<Page> {
    const { windows } = there;
    return windows.open({ ...size, as: windows.person("giulia"), path });
  }

  async function archive(page: Page, row: ReturnType<Page["getByRole"]>): Promise<void> {
    await row.click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  }

  type Status = { id: number; name: string; names: Record<string, string>; kind: string; color: string };

  async function statuses(): Promise<Status[]> {
    return (await admin.get("/api/statuses")).body.items;
  }

  async function jobNow(number: number) {
    return (await admin.get(`/api/interventions/${number}`)).body;
  }
});
