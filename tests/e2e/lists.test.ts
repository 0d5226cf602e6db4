import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { bellOf, phone, withWindows } from "./windows.ts";

const there = withWindows();

describe.skipIf(!findChromium())("lists", () => {
  test("what nobody does yet is on everybody's Today, with or without a date", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    await admin.post("/api/interventions", { title: "Odore di gas in cantina", priority: "urgent" });
    const page = await windows.open({ as: windows.person("giulia"), path: "/" });
    await page.getByRole("region", { name: "To be assigned" }).getByText("Odore di gas in cantina").first().waitFor();
  });

  test("what nobody does yet is there however much is planned: the nearest first", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(1))];
    const dayFromNow = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
    for (let count = 0; count < 5; count++)
      await admin.post("/api/interventions", { title: "Assegnato", starts_at: dayFromNow(2), technician_ids });
    const near = { title: "Di nessuno, fra poco", starts_at: dayFromNow(2.04) };
    await admin.post("/api/interventions", near);
    for (let days = 300; days < 304; days++)
      for (const assigned of [technician_ids, []])
        await admin.post("/api/interventions", {
          title: "Lontano",
          starts_at: dayFromNow(days),
          technician_ids: assigned,
        });
    const page = await windows.open({ as: windows.person("giulia") });
    await page.route(/\/api\/interventions\?/, (route) =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/limit=\d+/, "limit=4"),
      }),
    );
    await page.goto("/");
    await page.getByRole("main").getByText(near.title).first().waitFor();
    await (await windows.service.technician(1)).put("/api/notifications/readings");
  });

  test("a list that left before a change does not stand for what came after it", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(1))];
    const page = await windows.open({ as: windows.person("sara") });
    await page.clock.install();
    let isToBeHeld = false;
    let hasLeft = false;
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    await page.route("**/api/interventions?**", async (route) => {
      if (!isToBeHeld) return route.continue();
      isToBeHeld = false;
      const response = await route.fetch();
      hasLeft = true;
      await isReleased;
      await route.fulfill({ response });
    });
    await page.goto("/interventions");
    await page.locator("[data-job]").first().waitFor();
    isToBeHeld = true;
    await page.clock.fastForward(31_000);
    await expect.poll(() => hasLeft).toBe(true);
    const title = "Assegnato nel frattempo";
    const { body } = await admin.post("/api/interventions", { title, technician_ids, starts_at: new Date() });
    await expect.poll(() => bellOf(page).innerText()).toMatch(/unread/);
    release();
    await page.locator(`[data-job="${body.number}"]`).waitFor();
    await (await windows.service.technician(1)).put("/api/notifications/readings");
  });

  test("a list of several pages loses no row and shows none as it was, when what is above it moves", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const word = `Pagina ${randomUUID()}`;
    const add = async (title: string) => (await admin.post("/api/interventions", { title: `${title}, ${word}` })).body;
    const jobs = [];
    for (const title of ["Uno", "Due", "Tre", "Quattro", "Cinque"]) jobs.push(await add(title));
    const page = await windows.open({ as: windows.person("giulia") });
    await page.clock.install();
    await page.route(/\/api\/interventions\?/, (route) => route.continue({ url: `${route.request().url()}&limit=2` }));
    await page.goto(`/interventions?q=${encodeURIComponent(word)}&sort=-number`);
    const rows = page.locator("[data-job]");
    await expect.poll(() => rows.count()).toBe(2);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => rows.count()).toBe(4);
    // One more on top, and another name for one that is far below.
    await add("Sei");
    await admin.patch(`/api/interventions/${jobs[1].number}`, { title: `Due ancora, ${word}` });
    await page.clock.fastForward(31_000);
    const titles = async () => (await rows.allInnerTexts()).map((text) => /(\S[^\n]*), Pagina/.exec(text)?.[1]);
    await expect.poll(titles).toEqual(["Sei", "Cinque", "Quattro", "Tre"]);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(titles).toEqual(["Sei", "Cinque", "Quattro", "Tre", "Due ancora", "Uno"]);
    await admin.patch(`/api/interventions/${jobs[0].number}`, { title: `Uno ancora, ${word}` });
    await page.clock.fastForward(31_000);
    await expect.poll(titles).toEqual(["Sei", "Cinque", "Quattro", "Tre", "Due ancora", "Uno ancora"]);
  });

  test("the history names everybody who was told, however many messages there were", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(1))];
    const { body: job } = await admin.post("/api/interventions", { title: "Molto raccontato", technician_ids });
    for (const name of ["Closed", "Open", "Closed"])
      await admin.put(`/api/interventions/${job.number}/status`, { status_id: await windows.service.status(name) });
    const { body } = await admin.get(`/api/interventions/${job.number}/deliveries?limit=200`);
    expect(body.items.length).toBeGreaterThan(6);
    const page = await windows.open({ as: windows.person("giulia") });
    await page.route(/\/deliveries\?limit=200/, (route) =>
      route.continue({ url: route.request().url().replace("limit=200", "limit=3") }),
    );
    await page.goto(`/interventions/${job.number}`);
    await page.getByText("Who was told", { exact: true }).click();
    await expect.poll(() => page.locator("details li").count()).toBe(body.items.length);
    await (await windows.service.technician(1)).put("/api/notifications/readings");
  });

  test("several are chosen and get a status together; what cannot is left out, says why, and is still chosen", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const { body: asking } = await admin.post("/api/statuses", {
      names: { it: "Con firma", en: "To be signed" },
      kind: "in_progress",
      required_fields: ["technician_ids"],
    });
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(1))];
    const made = [];
    for (const given of [{ technician_ids }, { technician_ids }, {}])
      made.push((await admin.post("/api/interventions", { title: "Giro di controllo", ...given })).body);
    const [first, second, lacking] = made;
    const page = await windows.open({
      ...phone,
      as: windows.person("giulia"),
      path: "/interventions?q=Giro%20di%20controllo",
    });
    await page.getByRole("button", { name: "Choose several" }).tap();
    await page.getByRole("checkbox", { name: `Choose #${first.number}` }).tap();
    await page.getByText("1 chosen").waitFor();
    await page.getByRole("button", { name: "All shown" }).tap();
    await page.getByText("3 chosen").waitFor();
    await page.getByRole("button", { name: "Status", exact: true }).tap();
    await page.getByText("To be signed", { exact: true }).tap();
    await page.getByRole("dialog").getByText(`#${lacking.number}`).waitFor();
    await page.getByRole("button", { name: "Set to To be signed, tell nobody" }).tap();
    await page.getByText("2 interventions are changed. One was left out; it is still chosen.").waitFor();
    await page.getByText("1 chosen").waitFor();
    for (const [job, isSet] of [
      [first, true],
      [second, true],
      [lacking, false],
    ] as const)
      expect((await admin.get(`/api/interventions/${job.number}`)).body.status.id === asking.id).toBe(isSet);

    await page.getByRole("button", { name: "Assign", exact: true }).tap();
    await page.getByRole("dialog").getByText("Sara Colombo").tap();
    await page.getByRole("button", { name: "Assign one technician" }).tap();
    await page.getByText("One intervention is changed.").waitFor();
    await expect
      .poll(async () => (await admin.get(`/api/interventions/${lacking.number}`)).body.technicians.length)
      .toBe(1);
    await page.getByRole("link", { name: "Giro di controllo" }).first().tap();
    await page.getByRole("heading", { name: "Giro di controllo" }).waitFor();
  });
});
