import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from "playwright";
import { afterAll, afterEach, expect } from "vitest";
import { type Service, withService } from "#tests/api/service.ts";
import { chromiumArguments, chromiumPath, findChromium, findHeadlessChromium } from "#tests/support/browsers.ts";
import { PATIENCE_MS, phone, signIn } from "./windows.ts";

/** Without a window Chromium does not call itself Chrome. */
const android =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";

export type DeviceOptions = {
  /** Somebody of the demo company, by the first name in lower case; default: marco. */
  as?: string;
  /** What is not named is denied. */
  permissions?: string[];
  /** Where the product is opened; default: where it listens. */
  url?: string;
  /** Of the desktop that shows its notifications. */
  desktopAddress?: string;
  /** Shows notifications, which the browser's engine alone does not; default: where there is a desktop for them. */
  notifies?: boolean;
  /** What the browser calls itself; default: Chrome on Android. */
  userAgent?: string;
};

/** Somebody's own phone: a browser with a profile of its own, without which nothing is installed and no push is shown. */
export class Device {
  readonly context: BrowserContext;
  readonly #folder: string;
  readonly #origin: string;

  private constructor(context: BrowserContext, folder: string, origin: string) {
    this.context = context;
    this.#folder = folder;
    this.#origin = origin;
  }

  /** @param installed the folder of a device that has the app already, for a copy of it */
  static async turnOn(service: Service, options: DeviceOptions = {}, installed?: string): Promise<Device> {
    const { as = "marco", url = service.url } = options;
    const person = service.person(as);
    await (await service.stranger().signIn(person)).patch("/api/account/preferences", { language: "en" });
    const device = await Device.#unpack(url, options, installed);
    await signIn(device.context, url, person);
    return device;
  }

  /** A device on which the app was opened once, by nobody. @returns its folder */
  static async install(url: string, notifies: boolean): Promise<string> {
    const device = await Device.#unpack(url, { notifies });
    await device.openApp();
    await device.context.close();
    return device.#folder;
  }

  static async #unpack(url: string, options: DeviceOptions, installed?: string): Promise<Device> {
    const { permissions = ["notifications"], userAgent = android, desktopAddress, notifies } = options;
    const folder = await mkdtemp(join(tmpdir(), "campanella-chromium-"));
    if (installed) await cp(installed, folder, { recursive: true });
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: notifies ? chromiumPath() : (findHeadlessChromium() ?? chromiumPath()),
      args: chromiumArguments,
      baseURL: url,
      locale: "en-GB",
      userAgent,
      reducedMotion: "reduce",
      permissions,
      ...(desktopAddress && { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: desktopAddress } }),
      ...phone,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Device(context, folder, url);
  }

  /** The app, opened once and with the worker in charge. */
  async openApp(): Promise<Page> {
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    await page.goto("/");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    return page;
  }

  /** What the push service would bring, decrypted. */
  async push(page: Page, payload: unknown): Promise<void> {
    const data = typeof payload === "string" ? payload : JSON.stringify(payload);
    await this.#withWorker(page, (devTools, worker) =>
      devTools.send("ServiceWorker.deliverPushMessage", { ...worker, data }),
    );
  }

  /** What the browser does when the network is back, for whoever asked for it. */
  async sync(page: Page, tag: string): Promise<void> {
    await this.#withWorker(page, (devTools, worker) =>
      devTools.send("ServiceWorker.dispatchSyncEvent", { ...worker, tag, lastChance: false }),
    );
  }

  /** The service worker. */
  async worker(): Promise<Worker> {
    return this.context.serviceWorkers()[0] ?? (await this.context.waitForEvent("serviceworker"));
  }

  /** Runs in the service worker. */
  async inWorker<Result>(run: () => Result | Promise<Result>): Promise<Result> {
    return (await this.worker()).evaluate(run);
  }

  async #withWorker(
    page: Page,
    act: (devTools: CDPSession, worker: { origin: string; registrationId: string }) => Promise<unknown>,
  ): Promise<void> {
    const devTools = await this.context.newCDPSession(page);
    const registrations: string[] = [];
    devTools.on("ServiceWorker.workerRegistrationUpdated", (event) => {
      registrations.push(...event.registrations.map(({ registrationId }) => registrationId));
    });
    await devTools.send("ServiceWorker.enable");
    await expect.poll(() => registrations[0]).toBeTruthy();
    await act(devTools, { origin: this.#origin, registrationId: registrations[0] ?? "" });
    await devTools.detach();
  }

  async turnOff(): Promise<void> {
    await this.context.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * The product for all tests of a file, and devices for each, turned off after it. To put the app on one takes a browser
 * some seconds: it is done once, for all tests that are not about it.
 */
export function withDevice() {
  const holder = findChromium() ? withService() : undefined;
  const installed = new Map<boolean, string>();
  let devices: Device[] = [];
  afterEach(async () => {
    await Promise.all(devices.map((device) => device.turnOff()));
    devices = [];
    await holder?.service.forgetTries();
  });
  afterAll(async () => {
    for (const folder of installed.values()) await rm(folder, { recursive: true, force: true });
  });
  return {
    get service(): Service {
      if (!holder) throw new Error("Without a browser there is nothing to open it with.");
      return holder.service;
    },
    async turnOn(given: DeviceOptions = {}): Promise<Device> {
      const { notifies = given.desktopAddress !== undefined, url } = given;
      if (!url && !installed.has(notifies)) installed.set(notifies, await Device.install(this.service.url, notifies));
      const device = await Device.turnOn(
        this.service,
        { ...given, notifies },
        url ? undefined : installed.get(notifies),
      );
      devices.push(device);
      return device;
    },
  };
}
