import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { bellOf, expectUnread, phone, withWindows } from "./windows.ts";

const title = "Perdita dalla caldaia, acqua sul pavimento";

describe.skipIf(!findChromium())("the story in two windows", () => {
  const there = withWindows();

  test("NT-9, NT-12, NT-13, NT-22: create, be told, change, and see it at the other end without reload", async () => {
    const { windows } = there;
    const admin = await windows.open();
    const technician = await windows.open(phone);
    await signInByForm(admin, windows.person("giulia").email);
    await signInByForm(technician, windows.person("marco").email);
    await expectUnread(technician, 0);

    // The administrator creates it, with a customer and a technician.
    await admin.getByRole("link", { name: "New intervention" }).first().click();
    await admin.getByLabel("Title").fill(title);
    await admin.getByLabel("Customer", { exact: true }).fill("Panif");
    await admin.getByRole("option", { name: "Panificio Rota" }).click();
    await admin.getByText("Marco Bellini").click();
    await admin.getByRole("button", { name: "Create the intervention" }).click();
    await admin.waitForURL(/\/interventions\/\d+$/);
    const path = new URL(admin.url()).pathname;

    // The technician's bell rings by itself, and leads to it.
    await expectUnread(technician, 1);
    await expect.poll(() => technician.title()).toBe("(1) Today – Campanella");
    await bellOf(technician).tap();
    await technician.getByRole("main").locator(`a[href="${path}"]`).tap();
    await technician.waitForURL(`**${path}`);
    await technician.getByRole("heading", { name: title }).waitFor();
    await expectUnread(technician, 0);

    // Who creates one is told of it as well.
    await expectUnread(admin, 1);

    // A status without a rule: the sheet says so, and nobody hears of it.
    const bellBefore = await rowsOf("giulia");
    await technician.getByRole("button", { name: "In progress" }).tap();
    await technician.getByText("This status tells nobody.").waitFor();
    await technician.getByRole("button", { name: "Set to In progress, tell nobody" }).tap();
    await technician.getByText("Status: In progress.").waitFor();
    expect(await rowsOf("giulia")).toEqual(bellBefore);

    // One with a rule: everybody who is told is named before it is done.
    await technician.getByRole("button", { name: "Closed" }).tap();
    const sheet = technician.getByRole("dialog");
    const told = sheet.getByRole("heading", { name: "Is told at once" }).locator("xpath=following-sibling::ul");
    for (const name of ["Giulia Ferri", "Paolo Conti", "Marco Bellini", "Panificio Rota"])
      await told.getByRole("listitem").filter({ hasText: name }).waitFor();
    await sheet.getByRole("button", { name: "Set to Closed, tell 4 people" }).tap();
    await technician.getByText("Status: Closed.").waitFor();

    // The administrator, who has touched nothing, sees it: bell, status, history, and who was told.
    await expectUnread(admin, 2);
    const card = admin.getByRole("region", { name: "Chosen intervention" });
    await card.getByText("In progress").first().waitFor();
    const history = card.getByRole("list").filter({ hasText: "Intervention created" });
    await history
      .getByRole("listitem")
      .filter({ hasText: "Marco Bellini" })
      .filter({ hasText: "Closed" })
      .first()
      .waitFor();
    await card.getByText("Who was told", { exact: true }).click();
    const messages = card.getByRole("group").filter({ hasText: "Panificio Rota" }).first();
    await messages
      .getByText(/info@|@.*example/)
      .first()
      .waitFor();
    await messages
      .getByText(/^Sent /)
      .first()
      .waitFor();

    // And so say the messages themselves.
    await expect.poll(async () => (await mailsTo("giulia")).some((subject) => subject.includes(title))).toBe(true);

    async function rowsOf(name: string): Promise<unknown> {
      const client = await windows.service.stranger().signIn(windows.person(name));
      return (await client.get("/api/notifications")).body.items.map(({ id }: { id: number }) => id);
    }

    async function mailsTo(name: string): Promise<string[]> {
      const answer = await fetch(`${windows.service.running.mailbox_url}/api/email`);
      const mails: { subject: string; to: { address: string }[] }[] = await answer.json();
      const { email } = windows.person(name);
      return mails.filter(({ to }) => to.some(({ address }) => address === email)).map(({ subject }) => subject);
    }
  });

  test("NT-13: the link of a notification opens the intervention, also for somebody who has to sign in first", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, path: "/interventions/1019" });
    await page.waitForURL(/\/sign-in\?next=/);
    await fillIn(page, windows.person("marco").email);
    await page.waitForURL("**/interventions/1019");
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
    // Signing in is no place to go back to.
    await page.getByRole("button", { name: "Back" }).tap();
    await page.waitForURL("**/interventions");
  });

  test("the app's icon has the number of what is unread, and none after signing out", async () => {
    const { windows } = there;
    const davide = windows.person("davide");
    const page = await windows.open(phone);
    const badges = await badgesOf(page);
    await signInByForm(page, davide.email);
    await expect.poll(async () => (await badges()).at(-1)).toBe(0);
    const admin = await windows.service.admin();
    const client = await windows.service.stranger().signIn(davide);
    const technician_ids = [await windows.service.contactIdOf(client)];
    for (const title of ["Prima chiamata", "Seconda chiamata"])
      await admin.post("/api/interventions", { title, technician_ids });
    await expect.poll(async () => (await badges()).at(-1)).toBe(2);
    const { body } = await client.get("/api/notifications");
    await client.put(`/api/notifications/${body.items[0].id}/reading`);
    await expect.poll(async () => (await badges()).at(-1)).toBe(1);
    await page.getByRole("link", { name: "Me", exact: true }).tap();
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.waitForURL(/\/sign-in/);
    expect((await badges()).at(-1)).toBe(0);
  });

  test("NT-14: a new notification is signalled in every window, and read here it is read there", async () => {
    const { windows } = there;
    const [atDesk, onPhone] = await Promise.all([
      windows.open({ as: windows.person("sara"), path: "/notifications" }),
      windows.open({ ...phone, as: windows.person("sara"), path: "/" }),
    ]);
    await atDesk.getByRole("heading", { name: "Bell" }).waitFor();
    await onPhone.getByRole("heading", { name: "Today" }).first().waitFor();
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician(1))];
    const { body } = await admin.post("/api/interventions", { title: "Sopralluogo in cantina", technician_ids });
    await Promise.all([expectUnread(atDesk, 1), expectUnread(onPhone, 1)]);
    // For whoever doesn't see the bell swing.
    await onPhone
      .getByRole("status")
      .filter({ hasText: `#${body.number}` })
      .waitFor({ state: "attached" });
    // By key: a click so soon after the rows have moved would count as meant for another one.
    await atDesk.getByRole("button", { name: /^Mark as read/ }).press("Enter");
    await Promise.all([expectUnread(atDesk, 0), expectUnread(onPhone, 0)]);
  });
});

/** The numbers that a window has put on the app's icon, the last one last; 0 takes it away. */
async function badgesOf(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const badges: number[] = [];
    Object.assign(window, { badges });
    Object.defineProperty(navigator, "setAppBadge", { value: async (count: number) => void badges.push(count) });
    Object.defineProperty(navigator, "clearAppBadge", { value: async () => void badges.push(0) });
  });
  return () => page.evaluate(() => (window as unknown as { badges: number[] }).badges);
}

async function signInByForm(page: Page, email: string): Promise<void> {
  await page.goto("/");
  await fillIn(page, email);
  await page.waitForURL(/[^n]\/$/);
  await page.getByRole("heading", { name: "Today", level: 1 }).waitFor();
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("campanella-prova");
  await page.getByRole("button", { name: "Sign in" }).click();
}
