import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type BrowserContext, firefox, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "#tests/api/client.ts";
import { personOf } from "#tests/api/service.ts";
import { type Autopush, startAutopush } from "#tests/support/autopush.ts";
import { findFirefox } from "#tests/support/browsers.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

const DELIVERED = 100;

describe.skipIf(!findFirefox())("a push in a real Firefox, through a real push service", () => {
  let autopush: Autopush;
  let product: Product;
  let profile: string;
  let browser: BrowserContext;
  let admin: Client;
  let marcoId: number;

  beforeAll(async () => {
    autopush = await startAutopush();
    product = await startProduct({
      env: { PUSH_ALLOWED_HOSTS: autopush.host, NODE_EXTRA_CA_CERTS: autopush.caFile },
    });
    profile = await mkdtemp(join(tmpdir(), "campanella-firefox-"));
    browser = await openFirefox();
    admin = await new Client(url()).signIn(person("giulia"));
    const { items } = (await admin.get("/api/contacts?role=technician&q=Marco")).body;
    marcoId = items[0].id;
  });

  afterAll(async () => {
    await browser?.close();
    await product?.remove();
    await autopush?.close();
    if (profile) await rm(profile, { recursive: true, force: true });
  });

  const url = () => product.running.app_url ?? "";

  const person = (name: string) => personOf(product.running, name);

  function openFirefox(): Promise<BrowserContext> {
    return firefox.launchPersistentContext(profile, {
      channel: "moz-firefox",
      executablePath: findFirefox() ?? undefined,
      args: ["--remote-allow-system-access"],
      locale: "en-GB",
      firefoxUserPrefs: {
        "dom.push.serverURL": autopush.url,
        "dom.push.testing.allowInsecureServerURL": true,
        "dom.push.connection.enabled": true,
        "dom.push.retryBaseInterval": 200,
        "dom.serviceWorkers.idle_timeout": 1000,
        "alerts.useSystemBackend": false,
        "permissions.default.desktop-notification": 1,
      },
    });
  }

  async function assign(title: string): Promise<number> {
    const answer = await admin.post("/api/interventions", { title, technician_ids: [marcoId] });
    expect(answer.status).toBe(201);
    return answer.body.number;
  }

  /** What the browser shows now: "title · body". */
  function shown(page: Page): Promise<string[]> {
    return page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => `${title} · ${body}`);
    });
  }

  async function signIn(page: Page): Promise<void> {
    const { email, password } = person("marco");
    await page.goto(`${url()}/sign-in?next=/me`);
    await page.locator("input[type=email]").fill(email);
    await page.locator("input[type=password]").fill(password);
    await page.locator("button[type=submit]").click();
    await page.waitForURL(`${url()}/me`);
  }

  test("NT-14 NT-22 turned on by a button, an assignment arrives, encrypted for this browser alone", async () => {
    const page = await browser.newPage();
    await signIn(page);
    await page.getByRole("button", { name: /Turn on notifications|Attiva le notifiche/ }).click();
    await page
      .getByRole("button", { name: /Send a test|prova/i })
      .first()
      .waitFor();
    expect(autopush.subscriptions()).toBe(1);
    const number = await assign("Caldaia in blocco");
    await expect.poll(() => shown(page)).toContainEqual(expect.stringContaining(`#${number}`));
    expect((await shown(page)).join()).toContain("Caldaia in blocco");
    expect(autopush.acks.map(({ code }) => code)).toEqual([DELIVERED]);
    await page.close();
  });

  test("NT-14 with the tab closed the worker is woken", async () => {
    const before = autopush.acks.length;
    const number = await assign("A tab chiusa");
    await expect.poll(() => autopush.acks.length).toBe(before + 1);
    expect(autopush.acks.at(-1)?.code).toBe(DELIVERED);
    const page = await browser.newPage();
    await page.goto(`${url()}/me`);
    await expect.poll(() => shown(page)).toContainEqual(expect.stringContaining(`#${number}`));
    await page.close();
  });

  test("with the browser closed it arrives at the next start", async () => {
    const before = autopush.acks.length;
    await browser.close();
    await assign("A browser chiuso");
    browser = await openFirefox();
    await expect.poll(() => autopush.acks.length).toBe(before + 1);
    expect(autopush.acks.at(-1)?.code).toBe(DELIVERED);
  });

  test("a subscription that the push service has given up is made anew at the next start of the app", async () => {
    autopush.forgetAll();
    await assign("Va perso, ma resta nella campanella");
    const marco = await new Client(url()).signIn(person("marco"));
    await expect.poll(async () => (await marco.get("/api/push-subscriptions")).body.items.length).toBe(0);
    const page = await browser.newPage();
    await page.goto(`${url()}/me`);
    await expect.poll(() => autopush.subscriptions()).toBe(1);
    await expect.poll(async () => (await marco.get("/api/push-subscriptions")).body.items.length).toBe(1);
    const number = await assign("Di nuovo qui");
    await expect.poll(() => shown(page)).toContainEqual(expect.stringContaining(`#${number}`));
    await page.close();
  });

  test("a push that does not get through is said, and Repair makes the subscription anew", async () => {
    const marco = await new Client(url()).signIn(person("marco"));
    const [before] = (await marco.get("/api/push-subscriptions")).body.items;
    const owner = new pg.Client({ connectionString: product.running.database_url });
    await owner.connect();
    await owner.query(
      "update push_subscriptions set last_error = 'push service answered 502', last_error_at = now() + interval '1 second' where id = $1",
      [before.id],
    );
    await owner.end();
    const page = await browser.newPage();
    await page.goto(`${url()}/me`);
    await page.getByRole("button", { name: /Repair|Ripara/ }).click();
    await page.getByText(/Set up anew|Configurato di nuovo/).waitFor();
    const number = await assign("Dopo la riparazione");
    await expect.poll(() => shown(page)).toContainEqual(expect.stringContaining(`#${number}`));
    // What the worker had renewed by itself, unknown to the page, goes with the first push that finds it dead.
    const devices = async () => (await marco.get("/api/push-subscriptions")).body.items;
    await expect.poll(async () => (await devices()).length).toBe(1);
    expect((await devices())[0].id).not.toBe(before.id);
    await page.close();
  });

  test("signing out takes this device's subscription away", async () => {
    const page = await browser.newPage();
    await page.goto(`${url()}/me`);
    await page.getByRole("button", { name: /Sign out|Esci/ }).click();
    await page.waitForURL(/sign-in/);
    await expect.poll(() => autopush.subscriptions()).toBe(0);
    await page.close();
  });
});
