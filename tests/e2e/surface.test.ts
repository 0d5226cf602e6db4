import { randomUUID } from "node:crypto";
import axe, { type AxeResults } from "axe-core";
import { sql } from "kysely";
import type { BrowserContext, Page } from "playwright";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { desk, phone, type WindowOptions, withWindows } from "./windows.ts";

const there = withWindows();
/** As wide as a desk, and as high as the phone that becomes it. */
const tablet = { width: 1180, height: phone.viewport.height };
const newPassword = `/password-resets/${"1".repeat(64)}`;
const newInvitation = `/invitations/${"0".repeat(64)}`;

/** Every screen; `open` makes a sheet of it. */
type Screen = { name: string; path: string; as: string | null; open?: (page: Page) => Promise<void> };

const screens: Screen[] = [
  { name: "sign in", path: "/sign-in", as: null },
  { name: "forgotten password", path: "/password-resets", as: null },
  { name: "new password", path: newPassword, as: null },
  { name: "a dead password link", path: `/password-resets/${"0".repeat(64)}`, as: null },
  { name: "a dead invitation", path: newInvitation, as: null },
  { name: "today of a technician", path: "/", as: "marco" },
  { name: "today with nothing to do", path: "/", as: "nobody" },
  { name: "no intervention", path: "/interventions", as: "nobody" },
  { name: "today of an administrator", path: "/", as: "giulia" },
  { name: "the list", path: "/interventions", as: "giulia" },
  { name: "the list with nothing in it", path: "/interventions?q=zzzz", as: "giulia" },
  {
    name: "the filters",
    path: "/interventions",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-sliders-horizontal"),
  },
  { name: "an intervention", path: "/interventions/1019", as: "marco" },
  { name: "declining", path: "/interventions/1019", as: "marco", open: (page) => sheet(page, "svg.lucide-x") },
  {
    name: "a work line",
    path: "/interventions/1019",
    as: "marco",
    open: (page) => sheet(page, "svg.lucide-plus"),
  },
  { name: "a note", path: "/interventions/1019", as: "marco", open: (page) => sheet(page, "svg.lucide-notebook-pen") },
  { name: "a photo", path: "/interventions/1019", as: "marco", open: (page) => sheet(page, "img") },
  { name: "nothing to be sent", path: "/waiting", as: "nobody" },
  { name: "what waits to be sent", path: "/waiting", as: "giulia", open: fillOutbox },
  { name: "an intervention for administrators", path: "/interventions/1020", as: "giulia" },
  {
    name: "the status",
    path: "/interventions/1020",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-chevron-down"),
  },
  {
    name: "the technicians",
    path: "/interventions/1020",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-user-plus"),
  },
  { name: "a new intervention", path: "/interventions/new", as: "giulia" },
  { name: "editing", path: "/interventions/1020/edit", as: "giulia" },
  { name: "the bell", path: "/notifications", as: "marco" },
  { name: "a silent bell", path: "/notifications", as: "nobody" },
  { name: "me", path: "/me", as: "giulia" },
  { name: "the settings", path: "/settings", as: "giulia" },
  { name: "the rules", path: "/settings/notification-rules", as: "giulia" },
  { name: "the statuses", path: "/settings/statuses", as: "giulia" },
  {
    name: "a status",
    path: "/settings/statuses",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-plus"),
  },
  { name: "the contacts", path: "/contacts", as: "giulia" },
  {
    name: "the filters of the contacts",
    path: "/contacts",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-sliders-horizontal"),
  },
  { name: "a new contact", path: "/contacts/new", as: "giulia" },
  { name: "a contact", path: "/contacts/3", as: "giulia" },
  { name: "deleting a contact", path: "/contacts/3", as: "giulia", open: (page) => sheet(page, "svg.lucide-trash-2") },
  { name: "the groups", path: "/contacts/groups", as: "giulia" },
  { name: "a group", path: "/contacts/groups", as: "giulia", open: (page) => sheet(page, "svg.lucide-pencil") },
  { name: "an export", path: "/contacts/groups", as: "giulia", open: (page) => sheet(page, "svg.lucide-file-output") },
  {
    name: "what can be done with a contact",
    path: "/contacts",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-ellipsis-vertical"),
  },
  { name: "the categories", path: "/contacts/categories", as: "giulia" },
  { name: "the removed", path: "/contacts/removed", as: "giulia" },
  { name: "loading removals", path: "/contacts/removed", as: "giulia", open: (page) => sheet(page, "svg.lucide-plus") },
  { name: "blocking", path: "/contacts/3", as: "giulia", open: (page) => sheet(page, "svg.lucide-lock-open") },
  { name: "an import to begin", path: "/contacts/import", as: "giulia" },
  { name: "the columns of an import", path: "/contacts/import/1", as: "giulia" },
  { name: "the API keys", path: "/settings/api-keys", as: "giulia", open: (page) => sheet(page, "svg.lucide-plus") },
  { name: "the own fields", path: "/contacts/fields", as: "giulia" },
  {
    name: "handing over",
    path: "/contacts/3",
    as: "giulia",
    open: (page) => sheet(page, "svg.lucide-arrow-right-left"),
  },
  { name: "the profiles", path: "/settings/profiles", as: "giulia" },
  { name: "who was told", path: "/settings/deliveries", as: "giulia" },
  { name: "the types", path: "/settings/types", as: "giulia" },
  { name: "the wording", path: "/settings/wording", as: "giulia" },
  { name: "the company", path: "/settings/company", as: "giulia" },
  { name: "nothing here", path: "/no-such-screen", as: "marco" },
];

describe.skipIf(!findChromium())("every screen", { timeout: 300_000 }, () => {
  beforeAll(async () => {
    const { service } = there.windows;
    const admin = await service.admin();
    const technician_ids = [await service.contactIdOf(await service.technician())];
    // The bell and the card are long, so that something would hang over.
    for (let count = 1; count <= 12; count++)
      await admin.post("/api/interventions", { title: `Rumore nella canna fumaria, piano ${count}`, technician_ids });
    // As long as names may be, where there is hardly room for one.
    const long = `${"Verifica dell’impianto con il manutentore ".repeat(4)}${"x".repeat(30)}`;
    const names = { it: long, en: long };
    const { body: status } = await admin.post("/api/statuses", { names, kind: "open" });
    const { body: type } = await admin.post("/api/types", { names });
    for (const number of [1019, 1020])
      expect((await admin.put(`/api/interventions/${number}/status`, { status_id: status.id })).status).toBe(200);
    expect((await admin.patch("/api/interventions/1020", { type_id: type.id })).status).toBe(200);
    await gather(await service.technician(), long);
    const own = { status_id: status.id, audience: "customer", channel: "email", language: "it", subject: "{title}" };
    expect((await admin.put("/api/settings/templates", own)).status).toBe(200);
    const removal = { lines: "info@rimosso.example", name: "Rita", reason: "Lo ha chiesto al telefono" };
    expect((await admin.post("/api/suppressions", removal)).status).toBe(200);
    // One column is recognized, one is not.
    const table = { raw: "E-mail;Chi lo segue\na@example.it;Rita\n", headers: { "content-type": "text/csv" } };
    expect((await admin.post("/api/imports?file_name=clienti.csv", undefined, table)).status).toBe(201);
    const { body: category } = await admin.post("/api/group-categories", { name: long.slice(0, 100) });
    await admin.post("/api/groups", { name: long.slice(0, 100), category_id: category.id });
    await sql`insert into private.password_resets (account_id, token_hash)
      select a.id, private.token_hash(${"1".repeat(64)}) from accounts a limit 1
      on conflict do nothing`.execute(service.owner);
  });

  // Two visits of each screen see all that can be seen: in long words by touch, and from right to left by mouse.
  test("by touch, in long words: WCAG 2.2 AA in light and dark, targets of 48 px, all translated; also on a tablet as wide as a desk", async () => {
    const found = await onEach(phone, "en-XA", async (page) => [
      ...(await smallTargets(page)),
      ...(await accessibility(page)),
      ...(await untranslated(page)),
      ...(await overflow(page)),
      ...(await inSize(page, tablet, async () => [...(await smallTargets(page)), ...(await overflow(page))])),
    ]);
    expect(found).toEqual({});
  });

  test("at the desk, from right to left: WCAG 2.2 AA, only parts of the window scroll, and a narrow one overflows nowhere", async () => {
    const found = await onEach(
      desk,
      "ar-XB",
      async (page) => [
        ...((await page.evaluate(() => document.documentElement.dir)) === "rtl" ? [] : ["from left to right"]),
        ...(await violations(page, wcag)),
        ...(await overflow(page)),
        ...(await inSize(page, phone.viewport, () => overflow(page))),
      ],
      isNoSheet,
    );
    expect(found).toEqual({});
  });
});

type Size = { width: number; height: number };

async function inSize(page: Page, size: Size, look: () => Promise<string[]>): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize(size);
  // What depends on the width is drawn anew, in a moment or two: what is found counts when it stays.
  let findings: string[] = [];
  for (let tries = 0; tries < 20; tries++) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    findings = await look();
    if (findings.length === 0) break;
    await page.waitForTimeout(100);
  }
  if (before) await page.setViewportSize(before);
  return findings.map((text) => `${size.width} px wide: ${text}`);
}

/** A sheet is the same at the desk, and is looked at on the phone. */
const isNoSheet = ({ open }: Screen) => open === undefined;

/** What was found, by the name of the screen; screens without a finding are left out. */
async function onEach(
  options: WindowOptions,
  language: string,
  look: (page: Page) => Promise<string[]>,
  isWanted: (screen: Screen) => boolean = () => true,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const wanted = screens.filter(isWanted);
  for (const as of new Set(wanted.map((screen) => screen.as))) {
    const page = await openAs(as, options);
    await page.addInitScript((tag) => window.localStorage.setItem("campanella.language", tag), language);
    let isCovered = true;
    for (const { name, path, open } of wanted.filter((screen) => screen.as === as)) {
      // From one screen to the next as the app goes, which is cheaper; a sheet that is open is left by loading anew.
      if (isCovered) await page.goto(path);
      else await goWithin(page, path);
      isCovered = open !== undefined;
      await settled(page);
      await open?.(page);
      const findings = [...new Set(await look(page))];
      if (findings.length > 0) found[name] = findings;
    }
    await page.context().close();
  }
  return found;
}

async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState({ depth: 1 }, "", to);
    window.dispatchEvent(new PopStateEvent("popstate", { state: window.history.state }));
  }, path);
}

async function openAs(name: string | null, options: WindowOptions): Promise<Page> {
  const { windows } = there;
  if (name === null) return windows.open(options);
  if (name !== "nobody") return windows.open({ ...options, as: windows.person(name) });
  const page = await windows.open({ ...options, as: windows.person("andrei") });
  const nothing = JSON.stringify({ items: [], next_cursor: null, unread_count: 0 });
  await page.route(/\/api\/(interventions|notifications)(\?|$)/, (route) =>
    route.fulfill({ contentType: "application/json", headers: { "x-request-id": "none" }, body: nothing }),
  );
  return page;
}

async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator("main").innerText()).toMatch(/\S/);
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
  await page.evaluate(() => document.fonts.ready);
}

async function sheet(page: Page, icon: string): Promise<void> {
  await page
    .getByRole("button")
    .filter({ has: page.locator(icon) })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole("dialog").waitFor();
  await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function accessibility(page: Page): Promise<string[]> {
  const light = await violations(page, wcag);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-theme=dark]").waitFor();
  // By night nothing but the colours is another, and these are the same at the desk.
  const dark = await violations(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((violation) => `dark: ${violation}`)];
}

async function violations(page: Page, rules: string[]): Promise<string[]> {
  // Colours on their way from one theme to the other are neither.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(
    (runOnly) =>
      // axe has put itself there.
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly,
        resultTypes: ["violations"],
        preload: false,
        iframes: false,
      }),
    rules,
  );
  expect(results.passes.map(({ id }) => id)).toContain("color-contrast");
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary?.split("\n")[1]?.trim()}`),
  );
}

/** Links inside of text are exempt, as in WCAG's own rule. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selector = "a[href], button, input, select, textarea, summary, [role=checkbox], [role=switch], [role=radio]";
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
      if (element.closest("[inert], [aria-hidden=true]") || getComputedStyle(element).clipPath !== "none") return [];
      const target = element.closest("label") ?? element;
      const { width, height } = target.getBoundingClientRect();
      if (width <= 1 || height <= 1) return [];
      const isInText = element.tagName === "A" && getComputedStyle(element).display === "inline";
      if (isInText || (height >= 47.5 && width >= 44)) return [];
      return [`${element.tagName} "${element.getAttribute("aria-label") ?? element.innerText}" ${width}×${height}`];
    });
  });
}

/** Nothing hangs over, fields not even over their column; at the desk the parts of the window scroll, never the document. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    const isAtDesk = clientWidth >= 1024 && document.querySelector("nav") !== null;
    const fields = [...document.querySelectorAll("input, select, textarea")].filter((field) => {
      const [own, column] = [
        field.getBoundingClientRect(),
        field.parentElement?.parentElement?.getBoundingClientRect(),
      ];
      return own.width > 1 && column && (own.right > column.right + 1 || own.left < column.left - 1);
    });
    const beyond = [...document.querySelectorAll("main *")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return element.clientWidth > 1 && (left < -1 || right > clientWidth + 1);
    });
    return [
      ...fields.map((field) => `${field.outerHTML.slice(0, 60)} hangs over its column`),
      ...(scrollWidth > clientWidth
        ? [`${scrollWidth} px wide on a screen of ${clientWidth}: ${beyond[0]?.outerHTML.slice(0, 200)}`]
        : []),
      ...(isAtDesk && scrollHeight > clientHeight ? [`${scrollHeight} px high on a screen of ${clientHeight}`] : []),
    ];
  });
}

/** Words of ours without an accent. What people have typed, names and numbers are known from the API and left out. */
/** What the API says to whoever is signed in: names and words of the company's own. It stays as it is while screens are looked at. */
const spokenData = new WeakMap<BrowserContext, Promise<string>>();
const dataPaths = [
  "/api/session",
  `/api/password-resets/${"0".repeat(64)}`,
  "/api/interventions?limit=200",
  "/api/interventions/1019",
  "/api/interventions/1020",
  "/api/interventions/1020/events",
  "/api/interventions/1020/deliveries",
  "/api/notifications",
  "/api/deliveries",
  "/api/statuses?archived=true",
  "/api/types?archived=true",
  "/api/contacts?limit=200",
  "/api/settings/notification-rules",
  "/api/profiles",
  "/api/suppressions",
  "/api/groups",
  "/api/imports",
  "/api/imports/1",
  "/api/group-categories",
  "/api/settings/templates",
  "/api/organization",
];

function dataOf(page: Page): Promise<string> {
  const known = spokenData.get(page.context());
  if (known) return known;
  const data = page.evaluate(
    async (paths) =>
      JSON.stringify(
        await Promise.all(paths.map(async (path) => (await fetch(path)).json().catch(() => null))),
      ).toLowerCase(),
    dataPaths,
  );
  spokenData.set(page.context(), data);
  return data;
}

async function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(
    (data) => {
      // Dates and durations are the browser's words, and a language is called by its own name.
      const elsewhere = /^(\d+ (hrs?|mins?)\b.*|\w+day \d+ \w+|Italiano?|English)$/;
      // What was typed stands within a line of its own.
      const typed = /Verifica dell’impianto|Chiave dal portiere/;
      const found: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? "";
        const parent = node.parentElement;
        if (
          !parent?.checkVisibility() ||
          parent.closest("script, style, time, option, [translate=no], [aria-hidden=true]")
        )
          continue;
        if (!/[A-Za-z]{2,}/.test(text) || elsewhere.test(text) || typed.test(text) || /[À-ɏ[~]/.test(text)) continue;
        if (text.split(", ").every((part) => data.includes(JSON.stringify(part.toLowerCase()).slice(1, -1)))) continue;
        found.push(text);
      }
      return found;
    },
    await dataOf(page),
  );
}

/** A note, a work line and a photo, with little room for their words. */
async function gather(marco: Client, long: string): Promise<void> {
  const entry = (noun: string) => `/api/interventions/1019/${noun}/${randomUUID()}`;
  const line = { description: long, minutes: 75, material: long, quantity: 2.5, unit: "m" };
  const raw = await sharp({ create: { width: 400, height: 300, channels: 3, background: "#467" } })
    .jpeg()
    .toBuffer();
  const photo = { raw, headers: { "content-type": "application/octet-stream" } };
  const answers = [
    await marco.put(entry("notes"), { text: long }),
    await marco.put(entry("work-lines"), line),
    await marco.put(`${entry("attachments")}?name=${encodeURIComponent(long.slice(0, 190))}.jpg`, undefined, photo),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
}

/** One change that waits for the network, which it will not find, and one that somebody else was faster with. */
async function fillOutbox(page: Page): Promise<void> {
  await page.route("**/api/interventions/*/notes/*", (route) => route.abort());
  await page.evaluate(async () => {
    const request = indexedDB.open("campanella");
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const transaction = request.result.transaction(["people", "outbox"], "readwrite");
    const last = transaction.objectStore("people").get("last");
    await new Promise((resolve) => {
      last.onsuccess = resolve;
    });
    const madeAt = new Date(Date.now() - 3_600_000).toISOString();
    const given = { account: last.result.id, number: 1020, method: "PUT", madeAt };
    const status = { id: 1, name: "Chiuso", kind: "done", color: "#3c7a57" };
    const path = "/api/interventions/1020";
    const outbox = transaction.objectStore("outbox");
    const note = { id: crypto.randomUUID(), text: "Chiave dal portiere ".repeat(20) };
    outbox.put({ ...given, path: `${path}/notes/${note.id}`, key: "1", doing: { kind: "note", note }, problem: null });
    const problem = { code: "version_conflict", title: "", current: { status: { ...status, name: "Aperto" } } };
    outbox.put({ ...given, path: `${path}/status`, key: "2", doing: { kind: "status", status }, problem });
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    request.result.close();
  });
  await page.reload();
  await page.locator("article").nth(1).waitFor();
}
