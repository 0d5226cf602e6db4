import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { keptPaths, keysHere } from "./keys-here.ts";
import { fillIn, phone, signIn, withWindows } from "./windows.ts";

const marcosJob = "/interventions/1019";

describe.skipIf(!findChromium())("what the device keeps", () => {
  const there = withWindows();

  test("goes when the person may not see it any more, and is not drawn at the next start", async () => {
    const { windows } = there;
    const admin = await windows.service.admin();
    const technician_ids = [await windows.service.contactIdOf(await windows.service.technician())];
    const { body: job } = await admin.post("/api/interventions", { title: "Solo per poco", technician_ids });
    const path = `/interventions/${job.number}`;
    const page = await windows.open({ ...phone, as: windows.person("marco"), path });
    await expect.poll(() => keptPaths(page)).toEqual(expect.arrayContaining([`/api${path}`, `/api${path}/events`]));
    await admin.put(`/api${path}/technicians`, { contact_ids: [] });
    await page.reload();
    await page.getByText(`You don’t see #${job.number}`).waitFor();
    await expect.poll(async () => (await keptPaths(page)).filter((kept) => kept.startsWith(`/api${path}`))).toEqual([]);
    await page.route(`**/api${path}**`, (route) => route.abort());
    await page.reload();
    await page.getByText("The server can’t be reached").first().waitFor();
    expect(await page.getByText("Solo per poco").count()).toBe(0);
  });

  test("nobody enters by it once the session has ended; the same person finds it again, another finds nothing", async () => {
    const { windows } = there;
    const [marco, sara] = [windows.person("marco"), windows.person("sara")];
    const page = await windows.open({ ...phone, path: "/sign-in" });
    await signIn(page.context(), windows.service.url, marco);
    await page.goto(marcosJob);
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
    await expect.poll(() => keptPaths(page)).toContain(`/api${marcosJob}`);
    await page.context().clearCookies();
    await page.reload();
    await page.getByText("Your session has ended.").waitFor();

    await page.route("**/api/**", (route) => route.abort());
    await page.goto(marcosJob);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
    expect(await page.getByText("Caldaia in blocco").count()).toBe(0);
    expect(await keptPaths(page)).toContain(`/api${marcosJob}`);

    await page.unroute("**/api/**");
    await page.goto("/sign-in");
    await fillIn(page, marco.email, marco.password);
    await page.getByRole("navigation").waitFor();
    expect(await keptPaths(page)).toContain(`/api${marcosJob}`);
    await page.context().clearCookies();
    await page.reload();
    await page.getByText("Your session has ended.").waitFor();
    await fillIn(page, sara.email, sara.password);
    await page.getByRole("navigation").waitFor();
    expect(await keptPaths(page)).not.toContain(`/api${marcosJob}`);
  });

  test("is no search and no preview, and nothing old", async () => {
    const { windows } = there;
    const asked: string[] = [];
    const page = await windows.open({ as: windows.person("giulia") });
    page.on("request", (request) => asked.push(request.url()));
    await page.goto("/interventions/new");
    await page.getByRole("combobox", { name: "Customer" }).pressSequentially("Panif", { delay: 20 });
    await page.getByRole("option", { name: /Panificio Rota/ }).waitFor();
    expect(asked.filter((url) => /contacts.*q=/.test(url)).length, "not for every letter").toBeLessThan(5);
    await page.goto("/interventions?q=caldaia");
    await page.locator("[data-job]").first().waitFor();
    await page.goto("/interventions/1020");
    await page.getByRole("button", { name: "Other" }).click();
    await page.getByRole("dialog").getByText("Closed").first().click();
    await page.getByRole("dialog").getByRole("heading", { name: "Is told at once" }).waitFor();
    expect(asked.some((url) => url.includes("/status-preview?"))).toBe(true);
    await keep(page, "/api/interventions/999999", { number: 999999 });
    await page.reload();
    await expect.poll(() => keptPaths(page)).not.toContain("/api/interventions/999999");
    const kept = await keptPaths(page);
    expect(kept).toContain("/api/interventions/1020");
    expect(kept.filter((path) => /q=|preview/.test(path))).toEqual([]);
  });

  test("is nobody else's: a window sees that another person has signed in meanwhile, and begins anew as that person", async () => {
    const { windows } = there;
    const [marco, sara] = [windows.person("marco"), windows.person("sara")];
    const page = await windows.open(phone);
    await signIn(page.context(), windows.service.url, marco);
    await page.goto("/me");
    await page.getByText(marco.email).first().waitFor();
    const marcosId = await accountId(page);
    // As another window does, but for its word to this one.
    await signIn(page.context(), windows.service.url, sara);
    await page.getByRole("link", { name: "Today" }).first().tap();
    await page.getByRole("link", { name: "Me", exact: true }).tap();
    await page.getByText(sara.email).first().waitFor();
    expect(await page.getByText(marco.email).count()).toBe(0);
    expect(await keptAccounts(page)).not.toContain(marcosId);
  });

  test("is nothing after signing out, also when the server was slow to say who was signed in before", async () => {
    const { windows } = there;
    const marco = windows.person("marco");
    const page = await windows.open(phone);
    await signIn(page.context(), windows.service.url, marco);
    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await expect.poll(() => keptPaths(page)).not.toEqual([]);
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    let hasLeft = false;
    await page.route("**/api/session", async (route) => {
      if (route.request().method() !== "GET") return route.continue();
      const response = await route.fetch();
      hasLeft = true;
      await isReleased;
      await route.fulfill({ response });
    });
    await page.reload();
    await expect.poll(() => hasLeft).toBe(true);
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.waitForURL(/\/sign-in/);
    const arrived = page.waitForResponse((response) => response.url().endsWith("/api/session"));
    release();
    await (await arrived).finished();
    await expect.poll(() => keptPaths(page)).toEqual([]);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    // Had it been kept, one would enter by it without a network.
    await page.unroute("**/api/session");
    await page.route("**/api/**", (route) => route.abort());
    await page.goto("/");
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await page.getByRole("navigation").count()).toBe(0);
  });

  function accountId(page: Page): Promise<string> {
    return page.evaluate(async () => (await (await fetch("/api/session")).json()).account.id);
  }

  async function keptAccounts(page: Page): Promise<string[]> {
    return (await keysHere(page, "answers")).map((key) => (key as [account: string, path: string])[0]);
  }

  /** As if the server had said it long ago. */
  function keep(page: Page, path: string, body: unknown): Promise<void> {
    return page.evaluate(
      async ([path, body]) => {
        const opening = indexedDB.open("campanella");
        await new Promise((resolve) => opening.addEventListener("success", resolve));
        const { account } = await (await fetch("/api/session")).json();
        const transaction = opening.result.transaction("answers", "readwrite");
        transaction.objectStore("answers").put({ body, at: 1 }, [account.id, path as string]);
        await new Promise((resolve) => transaction.addEventListener("complete", resolve));
        opening.result.close();
      },
      [path, body],
    );
  }
});
