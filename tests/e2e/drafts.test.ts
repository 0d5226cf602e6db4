import type { Locator, Page } from "playwright";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { desk, fillIn, phone, signIn, withWindows } from "./windows.ts";

describe.skipIf(!findChromium())("what is typed and not saved", () => {
  const there = withWindows();
  let paolo: Client;
  let marco: number;
  let job: { number: number; version: number };

  beforeAll(async () => {
    paolo = await there.windows.service.admin(1);
    marco = await there.windows.service.contactIdOf(await there.windows.service.technician());
  });

  beforeEach(async () => {
    const given = { title: "Pompa rumorosa", description: "Di notte", technician_ids: [marco] };
    job = (await paolo.post("/api/interventions", given)).body;
  });

  test("a draft found again has what others changed meanwhile, and sends only what was typed", async () => {
    const page = await edit();
    await page.getByLabel("Description").fill("Di notte, e di giorno");
    await page.goto("/interventions");
    await paoloChanges({ title: "Pompa che fischia", priority: "urgent" });
    await page.goto(`/interventions/${job.number}/edit`);
    await page.getByText("Changed meanwhile by Paolo Conti: Title and Priority").waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("Pompa che fischia");
    expect(await page.getByLabel("Description").inputValue()).toBe("Di notte, e di giorno");
    await save(page);
    expect(await current()).toMatchObject({
      title: "Pompa che fischia",
      description: "Di notte, e di giorno",
      priority: "urgent",
    });
  });

  test("a refused save leaves others’ fields as they are now, and saving again does, too", async () => {
    const page = await edit();
    await page.getByLabel("Internal note").fill("Chiavi dal vicino");
    await paoloChanges({ description: "Anche di giorno" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Changed meanwhile by Paolo Conti: Description").waitFor();
    expect(await page.getByLabel("Description").inputValue()).toBe("Anche di giorno");
    await save(page);
    expect(await current()).toMatchObject({ description: "Anche di giorno", note: "Chiavi dal vicino" });
  });

  test("another status is no reason to ask twice", async () => {
    const page = await edit();
    await page.getByLabel("Internal note").fill("Chiavi dal vicino");
    const status_id = await there.windows.service.status("In progress");
    await paolo.put(`/api/interventions/${job.number}/status`, { status_id });
    await save(page);
    expect(await current()).toMatchObject({ note: "Chiavi dal vicino", status: { name: "In progress" } });
  });

  test.for([
    ["Keep mine", "Mia"],
    ["Take theirs", "Sua"],
    ["Keep both", "Sua\n\nMia"],
  ] as const)("the same field changed by both: %s, over a reload, and nothing before that", async ([choice, kept]) => {
    const page = await edit();
    await page.getByLabel("Description").fill("Mia");
    await paoloChanges({ description: "Sua" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Written meanwhile by Paolo Conti: “Sua”").waitFor();
    await page.reload();
    await page.getByText("Written meanwhile by Paolo Conti: “Sua”").waitFor();
    expect(await page.getByLabel("Description").inputValue()).toBe("Mia");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").filter({ hasText: "Choose first" }).waitFor();
    expect((await current()).description).toBe("Sua");
    await expectUncovered(page.getByRole("button", { name: choice }));
    await page.getByRole("button", { name: choice }).click();
    await save(page);
    expect((await current()).description).toBe(kept);
  });

  test("assigning while somebody else does: both are assigned, the list and the button show it", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("giulia"), path: `/interventions/${job.number}` });
    await page.getByRole("button", { name: "Assign" }).tap();
    await page.getByRole("checkbox", { name: "Elena Rizzo" }).tap();
    const sara = (await paolo.get("/api/contacts?role=technician&q=Sara")).body.items[0].id;
    await paolo.put(`/api/interventions/${job.number}/technicians`, { contact_ids: [sara] });
    await page.getByRole("button", { name: "Assign one technician" }).tap();
    await page.getByText("Sara Colombo was assigned meanwhile by Paolo Conti.").waitFor();
    await page.getByText("Marco Bellini was taken off meanwhile by Paolo Conti.").waitFor();
    expect(await page.getByRole("checkbox", { name: "Sara Colombo" }).isChecked()).toBe(true);
    expect(await page.getByRole("checkbox", { name: "Marco Bellini" }).isChecked()).toBe(false);
    await page.getByRole("button", { name: "Assign one technician" }).tap();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect((await current()).technicians.map(({ name }: { name: string }) => name).sort()).toEqual([
      "Elena Rizzo",
      "Sara Colombo",
    ]);
  });

  test("the outcome is in view with its buttons, and is found again over reload, back and an ended session", async () => {
    const { windows } = there;
    const account = windows.person("marco");
    const page = await windows.open(phone);
    await signIn(page.context(), windows.service.url, account);
    const card = `/interventions/${job.number}`;
    await page.goto(card);
    await page.getByRole("region", { name: "Outcome" }).getByRole("button", { name: "Write" }).tap();
    const field = page.getByLabel("What was found and done");
    await field.fill("Cuscinetto\nsostituito\n\nprovata");
    for (const part of [field, ...["Save", "Cancel"].map((name) => page.getByRole("button", { name }))])
      await expectUncovered(part);
    await page.reload();
    await page.getByText("What you had typed is still here.").waitFor();
    await page.goto("/");
    await page.goBack();
    expect(await field.inputValue()).toBe("Cuscinetto\nsostituito\n\nprovata");

    await page.context().clearCookies();
    await page.goto(card);
    await fillIn(page, account.email, account.password);
    await page.waitForURL(card);
    expect(await field.inputValue()).toBe("Cuscinetto\nsostituito\n\nprovata");
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText("The outcome is saved.").waitFor();
    await page.getByRole("region", { name: "Outcome" }).getByRole("button", { name: "Edit" }).tap();
    await field.fill(" ");
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText("The outcome is empty again.").waitFor();
    expect((await current()).answer).toBe("");
  });

  test("an outcome that somebody else has written, too, is shown beside mine", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("marco"), path: `/interventions/${job.number}` });
    await page.getByRole("region", { name: "Outcome" }).getByRole("button", { name: "Write" }).tap();
    await page.getByLabel("What was found and done").fill("Mio");
    await paoloChanges({ answer: "Suo", title: "Altro titolo" });
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText("“Suo”").first().waitFor();
    await expectUncovered(page.getByRole("button", { name: "Keep both" }));
    await page.getByRole("button", { name: "Keep both" }).tap();
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText("The outcome is saved.").waitFor();
    expect((await current()).answer).toBe("Suo\n\nMio");
  });

  test("an outcome whose answer got lost is simply saved, and asks nobody to choose", async () => {
    const { windows } = there;
    const path = `/interventions/${job.number}`;
    const page = await windows.open({ ...phone, as: windows.person("marco"), path });
    await page.getByRole("region", { name: "Outcome" }).getByRole("button", { name: "Write" }).tap();
    await page.getByLabel("What was found and done").fill("Cuscinetto sostituito");
    await page.route(`**/api${path}`, async (route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      await route.fetch();
      await route.abort("timedout");
    });
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
    const unsent = page.getByRole("region", { name: "History" }).getByText("not sent yet");
    await unsent.waitFor();
    await page.unroute(`**/api${path}`);
    await unsent.waitFor({ state: "hidden" });
    expect((await current()).answer).toBe("Cuscinetto sostituito");
    const { items } = (await windows.service.admin().then((admin) => admin.get(`/api${path}/events`))).body;
    const written = items.filter(
      ({ fields }: { fields: { answer?: { to: string } } | null }) => fields?.answer?.to === "Cuscinetto sostituito",
    );
    expect(written).toHaveLength(1);
  });

  test("belongs to whoever typed it: in all windows, also when another person signs in after them", async () => {
    const { windows } = there;
    const [giulia, other] = [windows.person("giulia"), windows.person("paolo")];
    const page = await windows.open(desk);
    const second = await page.context().newPage();
    for (const window of [page, second]) window.on("dialog", (dialog) => void dialog.accept());
    await signIn(page.context(), windows.service.url, giulia);
    await page.goto("/settings/notification-rules");
    await page.getByRole("checkbox", { name: "Open: Customer, by e-mail" }).click();
    await page.getByText("1 unsaved change").waitFor();
    await second.goto("/interventions/new");
    await second.getByLabel("Title").fill("Solo di Giulia");

    await page.context().clearCookies();
    await page.goto("/interventions/new");
    await fillIn(page, giulia.email, giulia.password);
    await page.getByText("What you had typed is still here.").waitFor();
    expect(await page.getByLabel("Title").inputValue(), "the same person finds it again").toBe("Solo di Giulia");

    await page.context().clearCookies();
    await page.reload();
    await fillIn(page, other.email, other.password);
    await page.getByLabel("Title").waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("");
    await expect.poll(() => second.getByLabel("Title").inputValue()).toBe("");
    await page.goto("/settings/notification-rules");
    await page.getByText("Everything is saved.").waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain("Giulia");
  });

  async function edit(): Promise<Page> {
    const { windows } = there;
    const path = `/interventions/${job.number}/edit`;
    const page = await windows.open({ ...desk, as: windows.person("giulia"), path });
    await page.getByLabel("Title").waitFor();
    return page;
  }

  async function save(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(`#${job.number} is saved.`).waitFor();
  }

  async function paoloChanges(changes: object): Promise<void> {
    expect((await paolo.patch(`/api/interventions/${job.number}`, changes)).status).toBe(200);
  }

  async function current() {
    return (await paolo.get(`/api/interventions/${job.number}`)).body;
  }
});

/** It can be tapped where it is: nothing that stays at an edge lies over it. */
async function expectUncovered(part: Locator): Promise<void> {
  const isOnTop = () =>
    part.evaluate((element) => {
      const { left, top, bottom } = element.getBoundingClientRect();
      return [top + 4, bottom - 4].every((y) => element.contains(document.elementFromPoint(left + 20, y)));
    });
  await expect.poll(isOnTop).toBe(true);
}
