import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { fillIn, phone, signIn, withWindows } from "./windows.ts";

/** Another one each time: what was sent is among the kept answers of its person later. */
let secret = "";

describe.skipIf(!findChromium())("one device, several people", () => {
  const there = withWindows();
  let job: number;

  beforeEach(async () => {
    secret = `Chiave sotto il vaso ${randomUUID()}`;
    const admin = await there.windows.service.admin();
    const technicians = await Promise.all(
      ["marco", "davide"].map(async (name) => {
        const person = await there.windows.service.stranger().signIn(there.windows.person(name));
        return there.windows.service.contactIdOf(person);
      }),
    );
    const { body } = await admin.post("/api/interventions", { title: "Pompa rumorosa", technician_ids: technicians });
    job = body.number;
  });

  test("signing out with something unsent says so; it stays unreadable, and goes once, as of its time, when its person is back", async () => {
    const { windows } = there;
    const [marco, sara] = [windows.person("marco"), windows.person("sara")];
    const page = await deviceOf("marco");
    const sent = changesSent(page);
    const release = await block(page);
    await writeNote(page, secret);
    const madeAt = (await stored(page)).outbox[0]?.madeAt ?? "";
    expect(JSON.stringify(await stored(page)), "while its person is here").toContain(secret);

    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.getByRole("heading", { name: "Not everything is sent" }).waitFor();
    await page.getByText("One change of yours isn’t sent yet.").waitFor();
    await page.getByText("it stays on this device, locked for anybody but you").waitFor();
    await page.getByRole("button", { name: "Send now" }).tap();
    await page.getByText("Not everything could be sent now.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).tap();
    await page.getByRole("heading", { name: "Not everything is sent" }).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.getByRole("button", { name: "Sign out all the same" }).tap();
    await page.waitForURL(/\/sign-in/);
    await page.getByText("One change on this device isn’t sent yet").waitFor();
    await expectSealed(page);

    await release();
    sent.length = 0;
    await fillIn(page, sara.email, sara.password);
    await page.getByRole("navigation").waitFor();
    await page.goto("/waiting");
    await page.getByText("Everything is sent").waitFor();
    // Longer than the outbox waits before it looks again by itself.
    await page.waitForTimeout(4_000);
    expect(await page.getByText(secret).count()).toBe(0);
    await expectSealed(page);
    expect([sent, await notesThere()]).toEqual([[], []]);

    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.waitForURL(/\/sign-in/);
    await fillIn(page, marco.email, marco.password);
    await expect.poll(notesThere).toEqual([{ text: secret, created_at: expect.any(String) }]);
    expect(Date.parse((await notesThere())[0]?.created_at ?? "")).toBe(Date.parse(madeAt));
    await expect.poll(async () => (await stored(page)).outbox).toEqual([]);
    expect(sent).toHaveLength(1);
    await page.goto(`/interventions/${job}`);
    await noteOn(page, secret).waitFor();
  });

  test("what is on its way when its person signs out is not waited for: it is sealed at once", async () => {
    const page = await deviceOf("marco");
    // Nobody answers, and nobody refuses.
    await page.route("**/notes/*", () => {});
    await writeNote(page, secret);
    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out" }).tap();
    await page.getByRole("button", { name: "Sign out all the same" }).tap();
    await page.waitForURL(/\/sign-in/);
    // Much sooner than sending gives up by itself.
    await expect.poll(async () => (await stored(page)).leaving, { timeout: 8_000 }).toEqual([]);
    await expectSealed(page);
    expect(await notesThere()).toEqual([]);
  });

  test("another person who signs in over the first sends and shows nothing of theirs", async () => {
    const { windows } = there;
    const page = await deviceOf("marco");
    const release = await block(page);
    await writeNote(page, secret);
    // As another window does, but for its word to this one.
    await signIn(page.context(), windows.service.url, windows.person("sara"));
    await release();
    await page.goto("/waiting");
    await page.getByText("Everything is sent").waitFor();
    await expectSealed(page);
    // What was on its way as the first is not taken from the second.
    expect(await notesThere()).toEqual([]);
    await signIn(page.context(), windows.service.url, windows.person("marco"));
    await page.goto(`/interventions/${job}`);
    await noteOn(page, secret).waitFor();
    await expect.poll(notesThere).toHaveLength(1);
  });

  test("a session that ended with a full queue: its person signs in, and it goes on in its order", async () => {
    const { windows } = there;
    const marco = windows.person("marco");
    const page = await deviceOf("marco");
    const release = await block(page);
    await writeNote(page, secret);
    await writeNote(page, "Poi il cancello");
    await page.context().clearCookies();
    await page.reload();
    await page.getByText("Your session has ended.").waitFor();
    await page.getByText("2 changes on this device aren’t sent yet").waitFor();
    await expectSealed(page);
    // Also not in a start without a network.
    await page.route("**/api/**", (route) => route.abort());
    await page.goto(`/interventions/${job}`);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await page.getByText(secret).count()).toBe(0);
    await page.unroute("**/api/**");

    await release();
    await page.goto(`/sign-in?next=/interventions/${job}`);
    await fillIn(page, marco.email, marco.password);
    await noteOn(page, secret).waitFor();
    await expect.poll(async () => (await notesThere()).map(({ text }) => text)).toEqual([secret, "Poi il cancello"]);
    await expect.poll(async () => (await stored(page)).outbox).toEqual([]);
  });

  test("what was still open when the page died is sealed at the next start", async () => {
    const page = await deviceOf("marco");
    await block(page);
    await writeNote(page, secret);
    // What the step that takes the session away leaves behind, before anything is sealed.
    await page.context().clearCookies();
    await page.evaluate(async () => {
      const opening = indexedDB.open("campanella");
      await new Promise((resolve) => opening.addEventListener("success", resolve));
      const transaction = opening.result.transaction(["people", "leaving"], "readwrite");
      const asking = transaction.objectStore("people").get("last");
      asking.addEventListener("success", () => {
        const { id, session } = asking.result;
        transaction.objectStore("leaving").put(session.device_key, id);
        transaction.objectStore("people").put({ id, session: null }, "last");
      });
      await new Promise((resolve) => transaction.addEventListener("complete", resolve));
      opening.result.close();
    });
    await page.goto("/");
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await expectSealed(page);
  });

  describe("of whom one is deactivated", () => {
    async function activate(is_active: boolean): Promise<void> {
      const admin = await there.windows.service.admin();
      const { items } = (await admin.get("/api/accounts")).body;
      const { email } = there.windows.person("davide");
      const { id } = items.find((login: { email: string }) => login.email === email);
      expect((await admin.patch(`/api/accounts/${id}`, { is_active })).status).toBe(200);
    }
    afterEach(() => activate(true));

    test("keeps nothing of them from the next contact on", async () => {
      const page = await deviceOf("davide");
      await block(page);
      await writeNote(page, secret);
      const { account } = await page.evaluate(async () => (await fetch("/api/session")).json());
      await page.getByRole("button", { name: "Start the timer" }).tap();
      await page.getByRole("button", { name: "Write a note" }).tap();
      await page.getByLabel("Note", { exact: true }).fill("Una bozza");
      const before = JSON.stringify(await stored(page));
      for (const kept of [secret, "Una bozza", "campanella.timer", account.id]) expect(before).toContain(kept);

      await activate(false);
      await page.reload();
      await page.getByText("This account isn’t active any more.").waitFor();
      await expect
        .poll(async () => {
          const { outbox, answers, people, leaving } = await stored(page);
          return [outbox, answers, people, leaving];
        })
        .toEqual([[], [], [], []]);
      const after = JSON.stringify(await stored(page));
      for (const kept of [secret, "Una bozza", "campanella.timer", account.id]) expect(after).not.toContain(kept);
      const session = async () => (await page.context().cookies()).filter(({ name }) => !name.endsWith("-device"));
      await expect.poll(session).toEqual([]);
      expect(await notesThere()).toEqual([]);
    });
  });

  /** A phone whose browser has no service workers: what they send no test can hold back. */
  async function deviceOf(name: string): Promise<Page> {
    const page = await there.windows.open(phone);
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    await signIn(page.context(), there.windows.service.url, there.windows.person(name));
    return page;
  }

  /** Nothing that is done reaches the server. @returns what lets it through again */
  async function block(page: Page): Promise<() => Promise<void>> {
    const path = "**/api/interventions/**";
    await page.route(path, (route) => (route.request().method() === "PUT" ? route.abort() : route.fallback()));
    return () => page.unroute(path);
  }

  function changesSent(page: Page): string[] {
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "PUT" && request.url().includes("/notes/")) sent.push(request.url());
    });
    return sent;
  }

  async function writeNote(page: Page, text: string): Promise<void> {
    await page.goto(`/interventions/${job}`);
    await page.getByRole("button", { name: "Write a note" }).tap();
    await page.getByLabel("Note", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await noteOn(page, text).waitFor();
  }

  function noteOn(page: Page, text: string): Locator {
    return page.getByRole("region", { name: "Notes" }).getByText(text);
  }

  async function notesThere(): Promise<{ text: string; created_at: string }[]> {
    const admin = await there.windows.service.admin();
    const { notes } = (await admin.get(`/api/interventions/${job}/entries`)).body;
    return notes.map(({ text, created_at }: { text: string; created_at: string }) => ({ text, created_at }));
  }

  async function expectSealed(page: Page): Promise<void> {
    await expect.poll(async () => (await stored(page)).leaving).toEqual([]);
    const kept = await stored(page);
    expect(kept.outbox.length).toBeGreaterThan(0);
    for (const row of kept.outbox)
      expect(Object.keys(row).sort()).toEqual(["account", "ciphertext", "id", "iv", "sealedAt"]);
    expect(JSON.stringify(kept)).not.toContain(secret);
  }

  /** All that scripts of the page can read of what the device keeps; bytes as Latin letters. */
  function stored(page: Page) {
    return page.evaluate(async () => {
      type Rows = { madeAt?: string }[];
      const opening = indexedDB.open("campanella");
      await new Promise((resolve) => opening.addEventListener("success", resolve));
      const database = opening.result;
      const names = ["answers", "people", "outbox", "leaving"] as const;
      const transaction = database.transaction(names);
      const asked = names.map((name) => {
        const store = transaction.objectStore(name);
        return { name, keys: store.getAllKeys(), rows: store.getAll() };
      });
      await new Promise((resolve) => transaction.addEventListener("complete", resolve));
      database.close();
      const stores: Partial<Record<(typeof names)[number], Rows>> = {};
      for (const { name, rows } of asked) {
        for (const row of rows.result)
          if (row.ciphertext instanceof Blob)
            row.ciphertext = new TextDecoder("latin1").decode(await row.ciphertext.arrayBuffer());
        stores[name] = rows.result;
      }
      const keys = asked.map(({ keys }) => keys.result);
      const { answers = [], people = [], outbox = [], leaving = [] } = stores;
      return { answers, people, outbox, leaving, keys, local: { ...localStorage } };
    });
  }
});
