import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Cookie,
  chromium,
  type Locator,
  type Page,
} from "playwright";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { RunningAccount } from "#supabase/local/running.ts";
import { type Service, withService } from "#tests/api/service.ts";
import { chromiumArguments, findHeadlessChromium } from "#tests/support/browsers.ts";

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const desk = { viewport: { width: 1280, height: 800 } };

/** What the expect of a window waits for at the most; most things are there at once. */
export const PATIENCE_MS = 10_000;

export type WindowOptions = BrowserContextOptions & {
  /** Signed in from the start. */
  as?: RunningAccount;
  /** Default: nothing is opened yet. */
  path?: string;
};

/** The running product, and a Chromium in which people open windows; each window is somebody's own device. */
export class Windows {
  readonly service: Service;
  readonly #browser: Browser;
  readonly #sessions = new Map<string, Cookie[]>();
  #open: BrowserContext[] = [];
  #faults: string[] = [];

  constructor(service: Service, browser: Browser) {
    this.service = service;
    this.#browser = browser;
  }

  person(name: string): RunningAccount {
    return this.service.person(name);
  }

  async open({ as, path, ...options }: WindowOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.service.url,
      locale: "en-GB",
      timezoneId: "Asia/Kathmandu",
      // Nothing is tested by waiting for it to slide in.
      reducedMotion: "reduce",
      ...desk,
      ...options,
    });
    this.#open.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(neverInstall);
    if (as) await context.addCookies(await this.#session(as));
    const page = await context.newPage();
    page.on("pageerror", ({ message }) => this.#faults.push(message));
    page.on("console", (message) => {
      // The browser itself reports requests that failed; what they lead to is seen on the screen.
      const isOwn = !/Failed to load resource|EventSource's response|ChunkLoadError/.test(message.text());
      if (message.type() === "error" && isOwn) this.#faults.push(message.text());
    });
    if (path) await page.goto(path);
    return page;
  }

  /** One session for all of a person's windows, as signing in takes its time. */
  async #session(account: RunningAccount): Promise<Cookie[]> {
    const known = this.#sessions.get(account.email);
    if (known) return known;
    const context = await this.#browser.newContext();
    await signIn(context, this.service.url, account);
    const cookies = await context.cookies();
    await context.close();
    this.#sessions.set(account.email, cookies);
    return cookies;
  }

  /** Closes what is open. @returns what went wrong in it */
  async closeAll(): Promise<string[]> {
    const [open, faults] = [this.#open, this.#faults];
    [this.#open, this.#faults] = [[], []];
    await Promise.all(open.map((context) => context.close()));
    return faults;
  }
}

/**
 * Runs in the page. To put the app on a device takes a browser four seconds of processor, and what the worker does is
 * tried on devices (device.ts); without it a window is as in the first moments of the first visit.
 */
function neverInstall(): void {
  if (globalThis.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
}

/** A session as the browser holds it after signing in. */
export async function signIn(context: BrowserContext, url: string, { email, password }: RunningAccount): Promise<void> {
  const answer = await context.request.post(`${url}/api/session`, {
    headers: { origin: url },
    data: { email, password },
  });
  expect(answer.status(), `${email} signs in`).toBe(200);
}

/** Signs in as people do. */
export async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The bell in the bar or the rail. */
export function bellOf(page: Page): Locator {
  return page.getByRole("link", { name: /Bell$/ });
}

/** What the bell shows, now or in a moment. */
export async function expectUnread(page: Page, count: number): Promise<void> {
  const shown = count === 0 ? /^Bell$/ : new RegExp(`\\b${count} unread`);
  await expect.poll(() => bellOf(page).innerText()).toMatch(shown);
}

/**
 * Product and browser for all tests of a file, with everybody's screens in English. A window in which a script failed,
 * or complained, fails its test.
 */
export function withWindows(): { readonly windows: Windows } {
  if (!findHeadlessChromium()) return { windows: undefined as never };
  const holder = withService();
  let browser: Browser | undefined;
  let windows: Windows | undefined;
  beforeAll(async () => {
    const { service } = holder;
    browser = await chromium.launch({ executablePath: findHeadlessChromium() ?? undefined, args: chromiumArguments });
    windows = new Windows(service, browser);
    for (const account of service.running.accounts) await prepare(service, account);
    await service.forgetTries();
  });
  afterEach(async () => {
    const faults = await windows?.closeAll();
    await holder.service.forgetTries();
    expect(faults, "complaints in the browser").toEqual([]);
  });
  afterAll(() => browser?.close());
  return {
    get windows() {
      if (!windows) throw new Error("The windows are there from beforeAll on.");
      return windows;
    },
  };
}

/** Whatever has rung before a file's tests is read. */
async function prepare(service: Service, account: RunningAccount): Promise<void> {
  const client = await service.stranger().signIn(account);
  const answer = await client.patch("/api/account/preferences", { language: "en" });
  expect(answer.status).toBe(200);
  await client.put("/api/notifications/readings");
}
