import type { Page } from "playwright";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { png } from "../support/pictures.ts";
import { phone, withWindows } from "./windows.ts";

const path = "/settings/wording?audience=customer&channel=email&language=en";
const toCustomers = { status_id: null, audience: "customer", channel: "email", language: "en" };

describe.skipIf(!findChromium())("the company's wording and looks", () => {
  const there = withWindows();
  let admin: Client;

  beforeAll(async () => {
    admin = await there.windows.service.admin();
    await admin.post("/api/interventions", { title: "Pump that hums" });
  });

  afterEach(async () => {
    for (const { id } of (await admin.get("/api/settings/templates")).body.items)
      await admin.delete(`/api/settings/templates/${id}`);
  });

  const open = (options = {}) => there.windows.open({ as: there.windows.person("giulia"), path, ...options });
  const saved = async () =>
    (await admin.get("/api/settings/templates")).body.items.map(({ subject, text }: Record<string, string>) => ({
      subject,
      text,
    }));
  const mail = (page: Page) => page.frameLocator("iframe").locator("p.text");

  test("is typed with placeholders that are offered, seen at once in a real mail, saved, taken back, and back again", async () => {
    const page = await open();
    const text = page.getByLabel("Text", { exact: true });
    await expect.poll(() => text.inputValue()).toContain("{title}");
    await mail(page).filter({ hasText: "There is news about intervention" }).waitFor();

    await text.fill("");
    await text.pressSequentially("Look at {tit");
    await page.getByRole("option", { name: "Title {title}" }).waitFor();
    await text.press("Enter");
    await text.pressSequentially(": {sta");
    await page.getByRole("option", { name: "Status {status}" }).click();
    expect(await text.inputValue()).toBe("Look at {title}: {status}");
    await mail(page)
      .getByText(/^Look at Pump that hums: /)
      .waitFor();

    await text.pressSequentially(" {nonsense}");
    await page.getByText("Character 27: {nonsense} is not a placeholder.").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    expect(await saved(), "what is wrong is not saved").toEqual([]);
    expect(await text.evaluate((element) => element === document.activeElement)).toBe(true);

    await text.fill("Look at {title}.");
    await page.getByRole("button", { name: "Company", exact: true }).click();
    expect(await text.inputValue()).toBe("Look at {title}.{organization}");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: /Every status.*Customer.*E-mail/ }).waitFor();
    const own = { subject: null, text: "Look at {title}.{organization}" };
    expect(await saved(), "only what differs from the shipped wording").toEqual([own]);

    await page.getByRole("button", { name: "Back to the shipped wording" }).click();
    await expect.poll(() => text.inputValue()).toContain("There is news");
    expect(await saved()).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(saved).toEqual([own]);

    await page.goto(`${path}&status=${await there.windows.service.status("Closed")}`);
    await page.getByText("This is what you have written for every status.").waitFor();
    expect(await text.inputValue()).toBe("Look at {title}.{organization}");
  });

  test("of two who write the second sees what the first wrote, keeps what they typed, and decides; a reload loses nothing", async () => {
    const page = await open(phone);
    const subject = page.getByLabel("Subject");
    await expect.poll(() => subject.inputValue()).toContain("{status}");
    await subject.fill("Mine: {title}");
    await page.reload();
    await page.getByText("These words are from before and not saved yet.").waitFor();
    expect(await subject.inputValue()).toBe("Mine: {title}");

    await admin.put("/api/settings/templates", { ...toCustomers, subject: "Theirs", text: "Theirs, too" });
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText(/Written meanwhile by .*: “Theirs”/).waitFor();
    expect(await subject.inputValue()).toBe("Mine: {title}");
    expect(await page.getByLabel("Text", { exact: true }).inputValue(), "where nothing was typed").toBe("Theirs, too");
    await page.getByRole("button", { name: "Keep mine" }).tap();
    await page.getByRole("button", { name: "Save" }).tap();
    await expect.poll(saved).toEqual([{ subject: "Mine: {title}", text: "Theirs, too" }]);
  });

  test("a company has a logo, once it is one, a colour, and a sender whose address can be one", async () => {
    const page = await open({ path: "/settings/company" });
    const choose = (buffer: Buffer) =>
      page.locator("input[type=file]").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
    await page.getByText("No logo yet").waitFor();
    await choose(png.subarray(0, 40));
    await page.getByText("This is no picture that can be opened.").waitFor();
    expect((await admin.get("/api/organization")).body.logo).toBeNull();
    await choose(png);
    const logo = page.getByRole("img", { name: /^Logo of / });
    await logo.waitFor();
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(3);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("No logo yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await logo.waitFor();

    const before = (await admin.get("/api/organization")).body;
    const sender = page.getByLabel("Sender’s address");
    await sender.fill("nobody");
    await page.getByLabel("A colour of your own").fill("#7a2048");
    await page.getByRole("button", { name: "Save" }).click();
    const error = page.getByRole("alert").filter({ hasText: "e-mail address" });
    await error.waitFor();
    expect((await admin.get("/api/organization")).body).toEqual(before);
    expect(await sender.getAttribute("aria-invalid")).toBe("true");
    await sender.fill("office@aurora.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Everything is saved.").waitFor();
    const changed = { ...before, sender_email: "office@aurora.example", color: "#7a2048", version: before.version + 1 };
    expect((await admin.get("/api/organization")).body).toEqual(changed);
  });
});
