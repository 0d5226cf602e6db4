import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect } from "vitest";
import type { Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { type Device, type DeviceOptions, withDevice } from "./device.ts";
import { keptPaths, keysHere } from "./keys-here.ts";

export type FactHere = { kind: string; at: string; recorded_at: string; to: { name?: string; text?: string } | null };

/** Marco's phone, which may send in the background, his work, and the desk that gives it to him. */
export class Field {
  readonly admin: Client;
  readonly marcoId: number;
  readonly #there: ReturnType<typeof withDevice>;
  readonly #folder: string;

  constructor(there: ReturnType<typeof withDevice>, admin: Client, marcoId: number, folder: string) {
    this.admin = admin;
    this.marcoId = marcoId;
    this.#there = there;
    this.#folder = folder;
  }

  /** A path: what is sent through the browser's tools costs seconds. */
  async file(name: string, bytes: Buffer | string): Promise<string> {
    const path = join(this.#folder, name);
    await writeFile(path, bytes);
    return path;
  }

  /** Marco's, unless `given` says whose. @returns its number */
  async job(title: string, given: Record<string, unknown> = {}): Promise<number> {
    const { body } = await this.admin.post("/api/interventions", { title, technician_ids: [this.marcoId], ...given });
    return body.number;
  }

  async idOf(name: string): Promise<number> {
    const { service } = this.#there;
    return service.contactIdOf(await service.stranger().signIn(service.person(name)));
  }

  /** The oldest first. */
  async facts(number: number): Promise<FactHere[]> {
    return (await this.admin.get(`/api/interventions/${number}/events?limit=200`)).body.items.reverse();
  }

  /** What the server has been told in notes. */
  async notes(number: number): Promise<string[]> {
    const { notes } = (await this.admin.get(`/api/interventions/${number}/entries`)).body;
    return notes.map(({ text }: { text: string }) => text);
  }

  phone(options: DeviceOptions = {}): Promise<Device> {
    return this.#there.turnOn({ permissions: ["notifications", "background-sync"], ...options });
  }

  /** On which the page alone sends: what is done to its requests is not done to those of the service worker. */
  async phoneWithoutSync(): Promise<Device> {
    const device = await this.phone();
    await device.context.addInitScript(() => Reflect.deleteProperty(ServiceWorkerRegistration.prototype, "sync"));
    return device;
  }

  /** The phone has been opened with a network, and has its work with it. */
  async carried(device: Device, number: number): Promise<Page> {
    const page = await device.openApp();
    await expect.poll(() => keptPaths(page)).toContain(`/api/interventions/${number}/entries`);
    return page;
  }

  /** On a phone that has lost the network since it was opened. */
  async createHere(title: string, status = ""): Promise<{ device: Device; page: Page }> {
    const device = await this.phone();
    const page = await device.openApp();
    await expect.poll(() => keptPaths(page)).toContain("/api/offline-copy");
    await device.context.setOffline(true);
    await page.goto("/interventions/new");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Status").selectOption(status);
    await page.getByRole("button", { name: "Create the intervention" }).tap();
    await page.waitForURL(/\/interventions\/-\d+$/);
    return { device, page };
  }
}

/** For all tests of a file. */
export function withField(): { readonly field: Field } {
  if (!findChromium()) return { field: undefined as never };
  const there = withDevice();
  let folder: string | undefined;
  let field: Field | undefined;
  beforeAll(async () => {
    const { service } = there;
    folder = await mkdtemp(join(tmpdir(), "campanella-field-"));
    const marco = await service.stranger().signIn(service.person("marco"));
    field = new Field(there, await service.admin(), await service.contactIdOf(marco), folder);
  });
  afterAll(() => folder && rm(folder, { recursive: true, force: true }));
  return {
    get field() {
      if (!field) throw new Error("The field is there from beforeAll on.");
      return field;
    },
  };
}

/** Nothing waits any more, nor is anything said of it. */
export async function allSent(page: Page): Promise<void> {
  await expect.poll(() => keysHere(page, "outbox"), { timeout: 60_000 }).toEqual([]);
  await page.locator('a[href="/waiting"]').waitFor({ state: "hidden" });
}

export async function setStatus(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^(Other|Change status)/ }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByText(name, { exact: true }).first().tap();
  await sheet.getByRole("button", { name: `Set to ${name}` }).tap();
  await sheet.waitFor({ state: "hidden" });
}

export async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "Write a note" }).tap();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Note").fill(text);
  await sheet.getByRole("button", { name: "Save" }).tap();
  await sheet.waitFor({ state: "hidden" });
}

export function addFiles(page: Page, files: string[]): Promise<void> {
  return page.locator("input[type=file][multiple]").setInputFiles(files);
}

type Spoiling = { of: string; times: number; how: "lost" | "half" };

/**
 * Runs in the page, and counts in `data-spoiled`. The server has done what it was asked for, but its answers never come,
 * or break off. (What the browser's tools do to a page's requests they do not do to those that pass its service worker.)
 */
export function spoilAnswers({ of, times, how }: Spoiling): void {
  const real = window.fetch;
  let count = 0;
  window.fetch = async (input, init) => {
    const response = await real(input, init);
    if (!String(input).includes(of) || count === times) return response;
    document.documentElement.dataset.spoiled = String(++count);
    if (how === "lost") throw new TypeError("Failed to fetch");
    const { status, headers } = response;
    return new Response((await response.text()).slice(0, 20), { status, headers });
  };
}
