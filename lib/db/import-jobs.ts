import type pg from "pg";
import type { OwnField } from "../domain/contacts/own-field.ts";
import type { ImportContent, ImportFailure, ImportSettings, ImportSummary } from "../domain/imports/import.ts";
import type { ImportItem } from "../domain/imports/row.ts";
import type { ImportCounts, RowFault } from "../domain/imports/summary.ts";

/** An import that this worker has until its lease ends. */
export type ClaimedImport = {
  id: number;
  /** Proves that the import is still this worker's: what an older claim says does not count. */
  claim: number;
  state: "reading" | "checking" | "running" | "undoing";
  file_name: string;
  /** As far as they were chosen while it is being read, all of them afterwards. */
  settings: Partial<ImportSettings>;
  /** Of who began it. */
  language: string;
  /** ISO 3166, where the company's phone numbers are at home. */
  country: string;
  /** How often workers have begun since it last went on. */
  attempts: number;
};

type Claim = Pick<ClaimedImport, "id" | "claim">;

type OwnFieldOfImport = Pick<OwnField, "key" | "name" | "type">;

/** Imports as a worker sees them (login app_worker). What answers a boolean says false when the import was stopped. */
export function importJobs(pool: pg.Pool, leaseSeconds: number) {
  const lease = `${leaseSeconds} seconds`;
  return {
    async claim(): Promise<ClaimedImport | null> {
      return (await rows<ClaimedImport>("select * from private.claim_import($1::interval)", [lease]))[0] ?? null;
    },
    async content(id: number): Promise<Buffer> {
      const [row] = await rows<{ content: Buffer | null }>("select private.import_content($1) as content", [id]);
      if (!row?.content) throw new Error(`The file of import ${id} is gone`);
      return row.content;
    },
    ownFields: () => rows<OwnFieldOfImport>("select * from private.import_own_fields()"),
    async wasRead(job: Claim, content: ImportContent, settings: ImportSettings): Promise<void> {
      const values = [job.id, job.claim, JSON.stringify(content), JSON.stringify(settings)];
      await rows("select private.import_was_read($1, $2, $3, $4)", values);
    },
    async failed(job: Claim, failure: ImportFailure): Promise<void> {
      await rows("select private.import_failed($1, $2, $3)", [job.id, job.claim, failure]);
    },
    /** @param first the place of the first of these items, counted from 1 */
    stage: (job: Claim, first: number, items: readonly ImportItem[]) =>
      answer<boolean>("private.stage_import_rows($1, $2, $3, $4, $5::interval)", [
        job.id,
        job.claim,
        first,
        JSON.stringify(items),
        lease,
      ]),
    plan: (job: Claim, first: number, last: number) =>
      answer<boolean>("private.plan_import_part($1, $2, $3, $4, $5::interval)", [
        job.id,
        job.claim,
        first,
        last,
        lease,
      ]),
    counts: (id: number) => answer<ImportCounts>("private.import_counts($1)", [id]),
    rowFaults: (id: number) => rows<RowFault>("select * from private.import_row_faults($1)", [id]),
    async wasChecked(job: Claim, summary: ImportSummary, corrections: Uint8Array | null): Promise<void> {
      const values = [job.id, job.claim, JSON.stringify(summary), corrections];
      await rows("select private.import_was_checked($1, $2, $3, $4)", values);
    },
    /** Does the next rows. @returns whether there are more */
    runPart: (job: Claim, most: number) =>
      answer<boolean>("private.run_import_part($1, $2, $3, $4::interval)", [job.id, job.claim, most, lease]),
    undoPart: (job: Claim, most: number) =>
      answer<boolean>("private.undo_import_part($1, $2, $3, $4::interval)", [job.id, job.claim, most, lease]),
    /** Leaves the next row out. @returns whether there are more */
    rejectRow: (job: Claim) => answer<boolean>("private.reject_import_row($1, $2)", [job.id, job.claim]),
    undoCounts: (id: number) => answer<NonNullable<ImportSummary["undone"]>>("private.undo_counts($1)", [id]),
    finish: (job: Claim, summary: ImportSummary, corrections: Uint8Array | null) =>
      answer<boolean>("private.finish_import($1, $2, $3, $4)", [
        job.id,
        job.claim,
        JSON.stringify(summary),
        corrections,
      ]),
  };

  async function rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await pool.query<Row>(text, values)).rows;
  }

  async function answer<Value>(call: string, values: unknown[]): Promise<Value> {
    const [row] = await rows<{ answer: Value }>(`select ${call} as answer`, values);
    if (!row) throw new Error(`${call} answered nothing`);
    return row.answer;
  }
}

export type ImportJobs = ReturnType<typeof importJobs>;
