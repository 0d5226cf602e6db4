import type { CallerTransaction } from "#lib/db/caller.ts";
import { importJobs } from "#lib/db/import-jobs.ts";
import { beginImport, checkImport, importById, runImport, setImport, undoImport } from "#lib/db/imports.ts";
import { createPool } from "#lib/db/pool.ts";
import type { ContactImport, ImportChanges, ImportSettings } from "#lib/domain/imports/import.ts";
import { createLog } from "#lib/log.ts";
import { Importer } from "#lib/worker/imports/importer.ts";
import type { Person, World } from "../../support/world.ts";

/** Imports as an administrator makes them, with a worker that does what is to be done as soon as it is asked for. */
export class ImportOffice {
  readonly #pool;
  readonly importer: Importer;
  readonly #world: World;
  readonly #admin: Person;

  constructor(world: World, admin: Person, leaseSeconds = 60) {
    this.#world = world;
    this.#admin = admin;
    this.#pool = createPool(world.database.url("app_worker"), { size: 2 });
    this.importer = new Importer(importJobs(this.#pool, leaseSeconds), createLog("test", "error"));
  }

  async close(): Promise<void> {
    await this.importer.stop();
    await this.#pool.end();
  }

  /** Loads and reads a file. */
  async load(content: string | Uint8Array, fileName = "contacts.csv"): Promise<ContactImport> {
    const id = await this.as((t) => beginImport(t, fileName, Buffer.from(content as Uint8Array), false));
    return this.work(id);
  }

  async choose(loaded: ContactImport, { reading, ...changes }: ImportChanges): Promise<ContactImport> {
    const settings = { ...loaded.settings, ...changes, ...(reading ? { reading } : {}) } as Partial<ImportSettings>;
    await this.as((t) => setImport(t, loaded.id, settings, reading !== undefined));
    return this.work(loaded.id);
  }

  async check({ id }: { id: number }): Promise<ContactImport> {
    await this.as((t) => checkImport(t, id, true));
    return this.work(id);
  }

  async run({ id }: { id: number }): Promise<ContactImport> {
    await this.as((t) => runImport(t, id));
    return this.work(id);
  }

  async undo({ id }: { id: number }): Promise<ContactImport> {
    await this.as((t) => undoImport(t, id));
    return this.work(id);
  }

  /** All of it with what is found out. */
  async import(content: string | Uint8Array, changes: ImportChanges = {}, fileName?: string): Promise<ContactImport> {
    const loaded = await this.load(content, fileName);
    const chosen = Object.keys(changes).length > 0 ? await this.choose(loaded, changes) : loaded;
    return this.run(await this.check(chosen));
  }

  as<T>(run: (transaction: CallerTransaction) => Promise<T>): Promise<T> {
    return this.#world.as(this.#admin, run);
  }

  async work(id: number): Promise<ContactImport> {
    this.importer.wake();
    await this.importer.untilIdle();
    const found = await this.as((t) => importById(t, id));
    if (!found) throw new Error(`Import ${id} is not there`);
    return found;
  }
}
