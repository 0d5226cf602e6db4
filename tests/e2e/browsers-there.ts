import { processEnvironment } from "#lib/env.ts";
import { findChromium, findFirefox } from "#tests/support/browsers.ts";
import { findBus } from "#tests/support/desktop.ts";

const wanted = [
  { name: "Chromium", path: findChromium(), how: "apt-get install chromium, or name one by CHROMIUM_PATH" },
  { name: "Firefox", path: findFirefox(), how: "apt-get install firefox-esr, or name one by FIREFOX_PATH" },
  { name: "a desktop's bus", path: findBus(), how: "apt-get install dbus-daemon" },
];

/** Says at the end what could not be tried here; where browsers are required, says so at once and fails. */
export default function setup(): (() => void) | undefined {
  const missing = wanted.filter(({ path }) => path === null).map(({ name, how }) => `${name} (${how})`);
  if (missing.length === 0) return undefined;
  const sentence = `Not here, so the tests that need it were skipped: ${missing.join("; ")}.`;
  if (processEnvironment().REQUIRE_BROWSERS === "1") throw new Error(sentence);
  return () => console.warn(`\n${sentence}\n`);
}
