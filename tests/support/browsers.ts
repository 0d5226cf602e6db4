import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** Browsers that tests use, in the order of the shared page on push: named, Playwright's own, the system's; else null. */
export function findChromium(): string | null {
  return firstOf(process.env.CHROMIUM_PATH, chromium.executablePath(), "/usr/bin/chromium", "/usr/bin/google-chrome");
}

/** Chromium's engine without a browser around it: enough for all but notifications on a desktop, and costs a third less. */
export function findHeadlessChromium(): string | null {
  return firstOf(process.env.CHROMIUM_PATH, "/usr/bin/chromium-headless-shell") ?? findChromium();
}

export function findFirefox(): string | null {
  return firstOf(process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox");
}

/** @throws when there is none */
export function chromiumPath(): string {
  const path = findChromium();
  if (!path) throw new Error("No Chromium here: apt-get install chromium, or name one by CHROMIUM_PATH.");
  return path;
}

/**
 * How tests start it. Pages of tests live for seconds: what V8 spends on making their scripts fast is never earned back,
 * and is a quarter of what they cost.
 */
export const chromiumArguments = ["--no-sandbox", "--js-flags=--no-maglev --no-turbofan"];

function firstOf(...paths: (string | undefined)[]): string | null {
  return paths.find((path) => path && existsSync(path)) ?? null;
}
