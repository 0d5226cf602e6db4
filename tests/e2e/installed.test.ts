import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Page } from "playwright";
import { describe, expect, onTestFinished, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { withDevice } from "./device.ts";

const there = withDevice();

/** Chromium's own developer tools make it think that there is a network where there is none. */
const isOld = /^(No network. You see what this device last knew.|Not up to date: the server can’t be reached.)$/;

const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

const news = {
  title: "#1019 New for you",
  body: "Caldaia in blocco",
  path: "/interventions/1019",
  tag: "notification-1",
  lang: "en",
  dir: "ltr",
  unread: 3,
  timestamp: Date.now(),
};

describe.skipIf(!findChromium())("on the device", () => {
  test("it can be installed, and its manifest has the icons that a device wants", async () => {
    const page = await (await there.turnOn()).openApp();
    const devTools = await page.context().newCDPSession(page);
    const { errors, data } = await devTools.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    const purposes = JSON.parse(data ?? "{}").icons.map(({ purpose }: { purpose: string }) => purpose);
    expect(purposes).toEqual(expect.arrayContaining(["any", "maskable", "monochrome"]));
    const { installabilityErrors } = await devTools.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
  });

  test("without a network it opens with what it last knew, and says so", async () => {
    const device = await there.turnOn();
    const page = await device.openApp();
    await page.getByText("#1019").first().waitFor();
    await page.goto("/interventions");
    await page.getByText("#1030").first().waitFor();
    await page.goto("/interventions/1019");
    await page.getByText("La chiesa è aperta dalle 7.").waitFor();
    await device.context.setOffline(true);
    await page.reload();
    await page.getByText("La chiesa è aperta dalle 7.").waitFor();
    // Never opened before: what the list has said of it.
    await page.goto("/interventions/1030");
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const path of ["/interventions", "/"]) {
      await page.goto(path);
      await page.getByText("#1019").first().waitFor();
      await page.getByText(isOld).first().waitFor();
    }
    await device.context.setOffline(false);
    await page.reload();
    await page.getByText("#1019").first().waitFor();
    expect(await page.getByText(isOld).count()).toBe(0);
  });

  test("NT-14: a push is shown with its words, and only when it is one", async () => {
    const device = await there.turnOn({ notifies: true });
    const page = await device.openApp();
    await device.push(page, news);
    await expect.poll(() => shown(page)).toEqual([[news.title, news.body, news.path]]);
    // The debugger's push is lost when the worker is just going to sleep; a push service would send it again.
    const pushed = async () => {
      await device.push(page, "not ours");
      return shown(page);
    };
    await expect.poll(pushed, { interval: 1_000 }).toContainEqual(["Campanella", "", "/notifications"]);
  });

  test("where notifications are blocked, it says how to allow them, and sees it when they are", async () => {
    const device = await there.turnOn({ permissions: [], notifies: true });
    const page = await device.openApp();
    await page.goto("/me");
    await page.getByText("blocks notifications of Campanella.").waitFor();
    await page
      .getByText("Tap the icon in front of the address, then Permissions, Notifications, and allow them.")
      .waitFor();
    await page.getByRole("button", { name: "I’ve allowed them" }).tap();
    await page.getByText("Still blocked.").waitFor();
    await device.context.grantPermissions(["notifications"]);
    await page.getByRole("button", { name: "Turn on notifications" }).waitFor();
    // The worker hears of it a moment after the page; a second push of the same takes the place of the first.
    const pushed = async () => {
      await device.push(page, news);
      return shown(page);
    };
    await expect.poll(pushed).toEqual([[news.title, news.body, news.path]]);
  });

  test("NT-15: in a tab of iOS no push is promised, nor asked for: it leads through installing, and asks once installed", async () => {
    const device = await there.turnOn({ userAgent: iphone });
    await device.context.addInitScript(() => {
      const isInstalled = window.location.hash === "#installed";
      // As Safari has it: push is there for the installed app alone.
      Object.defineProperty(navigator, "standalone", { value: isInstalled });
      if (!isInstalled) for (const name of ["PushManager", "Notification"]) Reflect.deleteProperty(window, name);
      else Object.defineProperty(Notification, "permission", { value: "default" });
    });
    const page = await device.openApp();
    await page.getByText("Put Campanella on the home screen to be notified.").waitFor();
    await page.getByRole("link", { name: "Show me how" }).tap();
    await page.getByText("Choose “Add to Home Screen”.").waitFor();
    expect(await page.getByRole("button", { name: "Turn on notifications" }).count()).toBe(0);
    expect(await page.evaluate(() => "Notification" in window), "there is nothing to ask with").toBe(false);
    await page.goto("/me#installed");
    await page.reload();
    await page.getByRole("button", { name: "Turn on notifications" }).waitFor();
    expect(await page.getByText("Choose “Add to Home Screen”.").count()).toBe(0);
  });

  test("a new version waits until it is wanted; what was typed is still there afterwards, and what waits is sent", async () => {
    const deployed = await deploy(there.service.url);
    const page = await (await there.turnOn({ url: deployed.url })).openApp();
    await page.route("**/notes/*", (route) => route.abort());
    await page.goto("/interventions/1019");
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByRole("dialog").getByLabel("Note").fill("Prima della nuova versione");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("One change is waiting to be sent").waitFor();
    await page.goto("/interventions/new");
    await page.getByLabel("Title").fill("Non ancora salvato");
    expect(await page.getByText("A new version is ready.").count()).toBe(0);
    deployed.suffix = "// another version";
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText("A new version is ready.").waitFor();
    const loaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Load it" }).tap();
    await loaded;
    await page.getByText("What you had typed is still here.").waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("Non ancora salvato");
    expect(await page.getByText("A new version is ready.").count()).toBe(0);
    await page.getByText("One change is waiting to be sent").waitFor();
    await page.unroute("**/notes/*");
    await page.getByText("One change is waiting to be sent").waitFor({ state: "hidden" });
    const { notes } = (await (await there.service.admin()).get("/api/interventions/1019/entries")).body;
    expect(notes.map(({ text }: { text: string }) => text)).toEqual(["Prima della nuova versione"]);
  });

  test("loaded in one window, a new version says so in the others, which go on until they load it, too", async () => {
    const deployed = await deploy(there.service.url);
    const device = await there.turnOn({ url: deployed.url });
    const page = await device.openApp();
    const other = await device.context.newPage();
    for (const window of [page, other]) {
      await window.goto("/interventions/1019");
      await window.getByRole("button", { name: "Other" }).waitFor();
    }
    const before = await scripts(page);
    await page.getByRole("button", { name: "Other" }).tap();
    await page.getByRole("dialog").waitFor();
    deployed.gone = (await scripts(page)).filter((script) => !before.includes(script));
    expect(deployed.gone).not.toEqual([]);
    expect((await fetch(deployed.url + deployed.gone[0])).status).toBe(404);
    await page.reload();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText("A new version is ready.").waitFor();
    const loaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Load it" }).tap();
    await loaded;

    await other.getByText("Another window has loaded a new version.").waitFor();
    await other.getByRole("button", { name: "Other" }).tap();
    await other.getByRole("dialog").waitFor();
    await other.goBack();
    const reloaded = other.waitForEvent("load");
    await other.getByRole("button", { name: "Load it" }).tap();
    await reloaded;
    await other.getByRole("button", { name: "Other" }).waitFor();
    expect(await other.getByText("Another window has loaded a new version.").count()).toBe(0);
  });

  /** The paths of the app's files that a window has loaded. */
  function scripts(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const names = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
      return names.filter((name) => name.startsWith("/_next/static/chunks/"));
    });
  }

  function shown(page: Page): Promise<string[][]> {
    return page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data }) => [title, body, data.path]);
    });
  }
});

/** The product at an address of its own, where a deployment can change its worker, and take files away. */
async function deploy(product: string) {
  const state: { suffix: string; gone: string[]; url: string } = { suffix: "", gone: [], url: "" };
  const server = createServer((request, response) => {
    if (state.gone.includes(request.url ?? "")) return void response.writeHead(404).end();
    // What is answered has to be whole, or nothing could be changed in it.
    const { "if-none-match": _tag, "if-modified-since": _date, ...asked } = request.headers;
    const headers = { ...asked, host: new URL(product).host, "accept-encoding": "identity" };
    if (asked.origin) headers.origin = product;
    const forward = ask(product + request.url, { method: request.method, headers }, async (answer) => {
      const { "content-length": length, etag, ...rest } = answer.headers;
      const isWorker = request.url === "/sw.js";
      // The browser's own cache may have lost anything at any time.
      const answered = { ...(isWorker ? rest : answer.headers), "cache-control": "no-store" };
      response.writeHead(answer.statusCode ?? 502, answered);
      if (isWorker) response.end(workerOf(await text(answer)));
      else answer.pipe(response);
    });
    forward.on("error", () => response.destroy());
    response.on("close", () => forward.destroy());
    request.pipe(forward);
  });

  /** A file that is gone leaves the worker's list; none may stand there twice. */
  function workerOf(script: string): string {
    const others = state.gone.map((file, index) => [file, `/icons/icon-192.png?${index}`] as const);
    return `${others.reduce((rest, [file, other]) => rest.replaceAll(file, other), script)}\n${state.suffix}`;
  }

  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return state;
}
