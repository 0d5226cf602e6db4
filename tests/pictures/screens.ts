import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { chromiumPath } from "../support/browsers.ts";

// Takes the README's pictures of the product that runs with the demo data in DATA_DIR (.data).

type Running = { app_url: string; accounts: { email: string; password: string; is_admin: boolean }[] };
type Shot = { name: string; isAdmin: boolean; path: string; width: number; height: number; theme: "light" | "dark" };

const shots: Shot[] = [
  { name: "phone", isAdmin: false, path: "/", width: 390, height: 844, theme: "light" },
  { name: "desk", isAdmin: true, path: "/interventions/1021", width: 1280, height: 844, theme: "light" },
];

const file = join(process.env.DATA_DIR ?? ".data", "running.json");
const running: Running = JSON.parse(await readFile(file, "utf8"));
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
for (const shot of shots) await take(browser, shot);
await browser.close();

async function take(browser: Browser, { name, isAdmin, path, width, height, theme }: Shot): Promise<void> {
  const viewport = { width, height };
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    locale: "en-GB",
    timezoneId: "Europe/Rome",
  });
  const account = running.accounts.find(({ is_admin }) => is_admin === isAdmin);
  const headers = { origin: running.app_url };
  const { email, password } = account ?? { email: "", password: "" };
  await context.request.post(`${running.app_url}/api/session`, { data: { email, password }, headers });
  const preferences = `${running.app_url}/api/account/preferences`;
  await context.request.patch(preferences, { data: { language: "en" }, headers });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem("campanella.push-prompt", String(Date.now())));
  // Twice, because the typeface is there from the second time on.
  for (let visit = 0; visit < 2; visit++) {
    await page.goto(running.app_url + path);
    await page.getByText(/#\d+/).first().waitFor();
    // The open bell keeps the network from ever being idle.
    await page.waitForLoadState("networkidle", { timeout: 4_000 }).catch(() => {});
  }
  await page.screenshot({ path: join(import.meta.dirname, `${name}.png`) });
  await context.request.patch(preferences, { data: { language: null }, headers });
  await context.close();
}
