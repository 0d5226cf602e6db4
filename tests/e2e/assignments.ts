import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import type { Client } from "#tests/api/client.ts";
import type { Service } from "#tests/api/service.ts";
import { type Desktop, keyOf, type Shown, startDesktop } from "#tests/support/desktop.ts";
import type { Device } from "./device.ts";

/** What Marco is assigned to, and the notifications of it on his desktop. */
export class Assignments {
  readonly desktop: Desktop;
  readonly admin: Client;
  readonly marco: Client;
  /** His contact. */
  readonly marcosId: number;

  private constructor(desktop: Desktop, admin: Client, marco: Client, marcosId: number) {
    this.desktop = desktop;
    this.admin = admin;
    this.marco = marco;
    this.marcosId = marcosId;
  }

  static async of(service: Service): Promise<Assignments> {
    const [admin, marco] = [await service.admin(), await service.technician()];
    return new Assignments(await startDesktop(), admin, marco, await service.contactIdOf(marco));
  }

  async assign(title: string): Promise<BellRow> {
    const { body } = await this.admin.post("/api/interventions", { title, technician_ids: [this.marcosId] });
    return this.rowOf(body.number);
  }

  async rowOf(number: number | null): Promise<BellRow> {
    const { items } = (await this.marco.get("/api/notifications")).body;
    return items.find((row: BellRow) => row.intervention_number === number);
  }

  /** As the worker words it: see push-payload. */
  async ring(device: Device, page: Page, { id, title, body, path }: BellRow, more: object = {}): Promise<Shown> {
    const rest = { lang: "en", dir: "ltr", unread: 1, timestamp: Date.now(), ...more };
    await device.push(page, { title, body, path, tag: `notification-${id}`, ...rest });
    await expect.poll(() => this.desktop.shown().map((shown) => shown.title)).toEqual([title]);
    return this.shown(title);
  }

  /** @param button its label; default: the notification itself */
  click({ title }: Pick<BellRow, "title">, button?: string): void {
    const shown = this.shown(title);
    this.desktop.click(shown.id, button && keyOf(button, shown));
  }

  shown(title: string): Shown {
    const shown = this.desktop.shown().find((one) => one.title === title);
    if (!shown) throw new Error(`"${title}" is not shown`);
    return shown;
  }
}

/** For all tests of a file. */
export function withAssignments(there: { readonly service: Service }): { readonly assignments: Assignments } {
  let assignments: Assignments | undefined;
  beforeAll(async () => {
    assignments = await Assignments.of(there.service);
  });
  afterEach(async () => {
    assignments?.desktop.clear();
    // Each device signs in anew.
    await there.service.forgetTries();
  });
  afterAll(() => assignments?.desktop.close());
  return {
    get assignments() {
      if (!assignments) throw new Error("The assignments are there from beforeAll on.");
      return assignments;
    },
  };
}
