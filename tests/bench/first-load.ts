import { type Browser, chromium, type Page } from "playwright";
import { chromiumPath } from "../support/browsers.ts";
import { startProduct } from "../support/product.ts";
import { startEmptyApp } from "./empty-app.ts";
import { type Measurement, type Pair, rowOf } from "./measurement.ts";
import { demoTechnician, signIn } from "./visitor.ts";

const ROUNDS = 3;

/** P10: the JavaScript that a signed-in technician's first screen loads, as it comes over the wire, until it shows its rows. */
export const firstLoad: Measurement = {
  id: "P10",
  async run() {
    const [empty, product] = [await startEmptyApp(), await startProduct()];
    const browser = await chromium.launch({ executablePath: chromiumPath() });
    try {
      const url = product.running.app_url ?? "";
      const cookies = await signIn(url, demoTechnician(product.running));
      const rounds: Pair[] = [];
      for (let round = 0; round < ROUNDS; round++)
        rounds.push({
          ours: await kilobytes(browser, url, "[data-job]", cookies),
          reference: await kilobytes(browser, empty.url, "body"),
        });
      return [rowOf(rounds, { what: "P10 first JavaScript · empty page of Next", unit: "kB", bar: { most: 1.25 } })];
    } finally {
      await Promise.all([browser.close(), product.remove(), empty.stop()]);
    }
  },
};

/**
 * Of scripts that a visitor loads who was never here, on a phone in the language of the demo data, until `shown` is.
 * What is fetched for later is held back.
 */
async function kilobytes(browser: Browser, url: string, shown: string, cookies = ""): Promise<number> {
  const context = await browser.newContext({ locale: "it-IT", serviceWorkers: "block" });
  try {
    await context.addCookies(
      cookies
        .split("; ")
        .filter(Boolean)
        .map((cookie) => ({ ...named(cookie), url })),
    );
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    const scripts = await scriptsOf(page);
    await page.goto(url, { waitUntil: "load" });
    await page.waitForSelector(shown, { state: "attached" });
    const sizes = scripts();
    return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;
  } finally {
    await context.close();
  }
}

/** @returns what has been loaded so far, compressed bytes with headers by address */
async function scriptsOf(page: Page): Promise<() => Map<string, number>> {
  const session = await page.context().newCDPSession(page);
  const requested = new Map<string, string>();
  const loaded = new Map<string, number>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") requested.set(requestId, response.url);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = requested.get(requestId);
    if (url !== undefined) loaded.set(url, encodedDataLength);
  });
  await session.send("Network.enable");
  return () => new Map(loaded);
}

function named(cookie: string): { name: string; value: string } {
  const [name = "", ...value] = cookie.split("=");
  return { name, value: value.join("=") };
}
