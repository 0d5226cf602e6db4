import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { phone, withWindows } from "./windows.ts";

const there = withWindows();

describe.skipIf(!findChromium())("back", () => {
  test("closes a sheet before it leaves the screen", async () => {
    const page = await listThenCard();
    await openStatuses(page);
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe("/interventions/1020");
    // Forward there is nothing: the sheet does not come back by itself, nor does it take a step.
    await page.goForward();
    await page.goBack();
    await page.waitForURL(/\/interventions$/);
  });

  test.for([
    { how: "by its button", close: (page: Page) => page.getByRole("button", { name: "Close", exact: true }).click() },
    { how: "by a key", close: (page: Page) => page.keyboard.press("Escape") },
    { how: "by loading the page anew", close: (page: Page) => page.reload() },
  ])("finds no step of a sheet that was closed $how", async ({ close }) => {
    const page = await listThenCard();
    await openStatuses(page);
    await close(page);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 2 }).waitFor();
    await page.goBack();
    await page.waitForURL(/\/interventions$/);
    await page.goBack();
    await page.waitForURL(/[^s]\/$/);
  });

  test("finds no step of a sheet that led on: the filters take the place of the list before", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("giulia"), path: "/" });
    await page.getByRole("link", { name: "Interventions", exact: true }).tap();
    await page.getByRole("button", { name: "Filters" }).tap();
    await page.getByRole("dialog").getByLabel("Status").selectOption("Closed");
    await page.getByRole("button", { name: "Show" }).tap();
    await page.waitForURL(/status_id=/);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.goBack();
    await page.waitForURL(/[^s]\/$/);
  });

  async function listThenCard(): Promise<Page> {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/" });
    await page.getByRole("link", { name: "Interventions", exact: true }).click();
    await page.locator('[data-job="1020"]').click();
    await page.getByRole("heading", { level: 2 }).waitFor();
    return page;
  }

  async function openStatuses(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Other" }).click();
    await page.getByRole("dialog").waitFor();
  }
});

describe.skipIf(!findChromium())("another screen", () => {
  test("on a phone begins at its top with the focus on its heading, and back finds the list where it was", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("giulia"), path: "/interventions?open=all" });
    const row = page.locator("[data-job]").nth(30);
    await row.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(1_000);
    const number = await row.getAttribute("data-job");
    await row.tap();
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    await expect.poll(() => focused(page)).toBe(`H1 #${number}`);
    for (const back of [() => page.goBack(), () => page.getByRole("button", { name: "Back" }).tap()]) {
      await back();
      await page.waitForURL(/\/interventions\?/);
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before);
      await expect.poll(() => focused(page)).toBe("H1 Interventions");
      await row.tap();
      await page.getByRole("heading", { level: 2 }).first().waitFor();
    }
    // Also where the list was drawn anew.
    await page.goBack();
    await page.getByRole("link", { name: "Me", exact: true }).tap();
    await expect.poll(() => focused(page)).toBe("H1 Me");
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before);
  });

  test("at the desk the next card begins at its top, the list beside it stays, and a form's own field has the focus", async () => {
    const { windows } = there;
    const page = await windows.open({
      viewport: { width: 1280, height: 500 },
      as: windows.person("giulia"),
      path: "/interventions?open=all",
    });
    await page.locator("[data-job]").nth(20).click();
    const [list, card] = ["Interventions", "Chosen intervention"].map((name) => page.getByRole("region", { name }));
    const topOf = (pane: typeof list) => pane?.evaluate((it) => it.scrollTop);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    const first = await focused(page);
    expect(first).toMatch(/^H1 #/);
    await expect.poll(async () => card?.evaluate((it) => it.scrollHeight > it.clientHeight + 100)).toBe(true);
    await card?.evaluate((it) => it.scrollTo(0, 100));
    const listBefore = await topOf(list);
    expect(listBefore).toBeGreaterThan(0);
    await page.getByRole("link", { name: "Me", exact: true }).click();
    await page.waitForURL("**/me");
    await page.goBack();
    await expect.poll(() => topOf(card)).toBe(100);
    await expect.poll(() => topOf(list)).toBe(listBefore);
    await page.keyboard.press("j");
    await expect.poll(() => focused(page)).not.toBe(first);
    expect(await focused(page)).toMatch(/^H1 #/);
    await expect.poll(() => topOf(card)).toBe(0);
    expect(await topOf(list)).toBeGreaterThan(0);
    await page.keyboard.press("n");
    await expect.poll(() => page.getByLabel("Title").evaluate((field) => field === document.activeElement)).toBe(true);
  });

  function focused(page: Page): Promise<string> {
    return page.evaluate(() => {
      const { tagName = "", textContent = "" } = document.activeElement ?? {};
      return `${tagName} ${textContent}`;
    });
  }
});

describe.skipIf(!findChromium())("the place", () => {
  test("an intervention that is opened by its link names the window, and its row is in view", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const { body } = await admin.get("/api/interventions?is_open=true&sort=starts_at");
    const last = body.items.at(-1);
    const page = await windows.open({ as: windows.person("giulia"), path: `/interventions/${last.number}` });
    const row = page.locator(`[data-job="${last.number}"]`);
    await row.waitFor();
    await expect.poll(() => row.evaluate((it) => it.getBoundingClientRect().bottom <= window.innerHeight)).toBe(true);
    expect(await row.evaluate((it) => it.getBoundingClientRect().height)).toBeLessThanOrEqual(72);
    await expect.poll(() => page.title()).toMatch(`#${last.number} ${last.title} – Campanella`);
  });

  test("whoever meets an intervention that is not theirs is told so, and led on", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("marco"), path: "/interventions/999999" });
    await page.getByText("You don’t see #999999").waitFor();
    await page.getByRole("link", { name: "All interventions" }).click();
    await page.waitForURL(/\/interventions$/);
  });

  test("whoever would edit what is not there is led on, too", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/interventions/999999/edit" });
    await page.getByText("Nothing here").waitFor();
    await page.getByRole("main").getByRole("link", { name: "Today" }).click();
    await page.waitForURL(/[^s]\/$/);
  });

  test("marked as read, all of it leaves what is unread, and comes back when that is undone", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(2))];
    for (const title of ["Filtro da cambiare", "Valvola da cambiare"])
      await admin.post("/api/interventions", { title, technician_ids });
    const page = await windows.open({ as: windows.person("davide"), path: "/notifications?unread=true" });
    const marks = page.getByRole("button", { name: /^Mark as read/ });
    await expect.poll(() => marks.count()).toBe(2);
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await expect.poll(() => marks.count()).toBe(0);
    await page.getByText("Nothing unread").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => marks.count()).toBe(2);
  });

  test("what can be undone can be undone by keyboard, and does not go from under whoever is at it", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(2))];
    await admin.post("/api/interventions", { title: "Guarnizione da cambiare", technician_ids });
    const page = await windows.open({ as: windows.person("davide"), path: "/notifications?unread=true" });
    await page.clock.install();
    const marks = page.getByRole("button", { name: /^Mark as read/ });
    const markAll = page.getByRole("button", { name: "Mark all as read" });
    const undo = page.getByRole("button", { name: "Undo" });
    await marks.first().waitFor();
    const unread = await marks.count();
    await markAll.press("Enter");
    await undo.waitFor();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog").getByRole("term");
    await expect.poll(() => keys.allInnerTexts()).toEqual(["n", "u", "?"]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("u");
    await expect.poll(() => marks.count()).toBe(unread);
    await undo.waitFor({ state: "detached" });

    const again = async () => {
      // All are known to be unread again, so that all can be undone.
      await page.getByText(`Unread · ${unread}`).waitFor();
      await markAll.press("Enter");
      await undo.waitFor();
    };
    for (const stay of [() => undo.focus(), () => undo.hover()]) {
      await again();
      await page.clock.fastForward(10_000);
      await stay();
      await page.clock.fastForward(60_000);
      expect(await undo.isVisible()).toBe(true);
      await undo.click();
      await expect.poll(() => marks.count()).toBe(unread);
    }
    await again();
    await page.mouse.move(0, 0);
    await page.clock.fastForward(21_000);
    await undo.waitFor({ state: "detached" });
  });
});

describe.skipIf(!findChromium())("the status sheet", () => {
  test("offers not to tell the customer where that makes a difference, in view however many are told", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const { body: customers } = await admin.get("/api/contacts?role=customer&q=Panif");
    const { body: job } = await admin.post("/api/interventions", {
      title: "Forno spento",
      customer_id: customers.items[0].id,
    });
    const page = await windows.open({
      ...phone,
      as: windows.person("giulia"),
      path: `/interventions/${job.number}`,
    });
    await page.getByRole("button", { name: "Other" }).tap();
    const sheet = page.getByRole("dialog");
    const choice = sheet.getByRole("switch", { name: "Don’t notify the customer" });
    await sheet.getByText("Waiting for parts").tap();
    await sheet.getByText("This status tells nobody.").waitFor();
    expect(await choice.count()).toBe(0);
    await sheet.getByText("Closed").first().tap();
    await sheet.getByText("Is told at once").waitFor();
    await choice.waitFor();
    expect(await choice.evaluate((it) => it.closest("footer") !== null)).toBe(true);
    await choice.tap();
    await sheet.getByText("You have chosen not to notify the customer.").waitFor();
  });

  test("without a network it says so once, and keeps what was chosen until there is one", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("giulia"), path: "/interventions/1020" });
    await page.getByRole("button", { name: "Other" }).tap();
    const sheet = page.getByRole("dialog");
    await page.context().setOffline(true);
    await sheet.getByText("Closed").first().tap();
    await sheet.getByText("No connection. It is set, and people are told, as soon as there is one.").waitFor();
    expect(await sheet.getByRole("alert").count()).toBe(0);
    await sheet.getByRole("button", { name: "Set to Closed" }).tap();
    await page.getByText("Kept. It is sent as soon as there is a network.").waitFor();
    await sheet.waitFor({ state: "hidden" });
    await page.getByText("One change is waiting to be sent").waitFor();
    await page.context().setOffline(false);
    await page.getByText("One change is waiting to be sent").waitFor({ state: "hidden" });
    expect((await (await windows.service.admin()).get("/api/interventions/1020")).body.status.kind).toBe("done");
  });
});

describe.skipIf(!findChromium())("by keyboard", () => {
  test("/ searches, j and k walk through the list, Escape closes, n begins a new one, ? tells all of it", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/interventions" });
    const rows = page.locator("[data-job]");
    await rows.nth(1).waitFor();
    const [first, second] = [await rows.nth(0).getAttribute("href"), await rows.nth(1).getAttribute("href")];
    await page.keyboard.press("j");
    await page.waitForURL(`**${first}`);
    await page.keyboard.press("j");
    await page.waitForURL(`**${second}`);
    await page.keyboard.press("k");
    await page.waitForURL(`**${first}`);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/interventions$/);
    await page.keyboard.press("/");
    await page.keyboard.type("caldaia n/j");
    expect(await page.getByRole("searchbox").inputValue(), "no key is a shortcut while one writes").toBe("caldaia n/j");
    // The browser empties the field, then it is left.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
    await rows.first().waitFor();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keys" });
    await expect.poll(() => keys.getByRole("term").allInnerTexts()).toEqual(["/", "n", "j", "k", "?"]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await page.waitForURL("**/interventions/new");
    await expect.poll(() => page.getByLabel("Title").evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test("the status is changed without a mouse, and the focus is seen on the way", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("marco"), path: "/interventions/1019" });
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Skip to content" }).waitFor();
    expect(await focusIsSeen(page)).toBe(true);
    await page.keyboard.press("Enter");
    const next = page.getByRole("button", { name: "Set to Closed" });
    for (let steps = 0; steps < 80 && !(await next.evaluate((it) => it === document.activeElement)); steps++) {
      await page.keyboard.press("Tab");
      expect(await focusIsSeen(page)).toBe(true);
    }
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: /^Set to Closed/ }).waitFor();
    // What the sheet is about comes before the button that closes it.
    await expect.poll(() => sheet.evaluate((it) => it.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("radio");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    // Where it was before the sheet opened.
    await expect.poll(() => next.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  test("j goes on where the list goes on", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia") });
    await page.route(/\/api\/interventions\?/, (route) => route.continue({ url: `${route.request().url()}&limit=3` }));
    await page.goto("/interventions");
    const rows = page.locator("[data-job]");
    await expect.poll(() => rows.count()).toBe(3);
    for (let step = 0; step < 3; step++) {
      const href = await rows.nth(step).getAttribute("href");
      await page.keyboard.press("j");
      await page.waitForURL(`**${href}`);
    }
    await page.keyboard.press("j");
    await expect.poll(() => rows.count()).toBe(6);
  });

  test("? tells of no key that does nothing here; e edits", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia"), path: "/" });
    await page.getByRole("heading", { name: "Today", level: 1 }).waitFor();
    await page.keyboard.press("?");
    await expect.poll(() => page.getByRole("dialog").getByRole("term").allInnerTexts()).toEqual(["n", "?"]);
    await page.goto("/interventions/1020");
    await page.getByRole("heading", { level: 2 }).waitFor();
    await page.keyboard.press("e");
    await page.waitForURL("**/interventions/1020/edit");
  });

  function focusIsSeen(page: Page): Promise<boolean> {
    return page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return true; // in the browser's own bars
      const ring = focused.closest("label") ?? focused;
      return [focused, ring].some((element) => getComputedStyle(element).outlineStyle !== "none");
    });
  }
});
