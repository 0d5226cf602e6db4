import { databaseRefusal, isAboutData } from "../../db/errors.ts";
import type { ClaimedImport, ImportJobs } from "../../db/import-jobs.ts";
import { itemsOf } from "../../domain/imports/file-items.ts";
import { columnsOf } from "../../domain/imports/header-row.ts";
import type { ImportSettings } from "../../domain/imports/import.ts";
import { allFaults, summaryOf } from "../../domain/imports/summary.ts";
import { correctionsOf } from "./corrections.ts";
import { readTable } from "./table.ts";

/** Contacts that are done in one transaction: long enough to be cheap, short enough to show how far it is. */
const partSize = 2000;

/** Everything but writing to the registry: what each row would do. */
export async function checkImport(job: ClaimedImport, jobs: ImportJobs, isStopping: () => boolean): Promise<void> {
  const file = await fileOf(job, jobs);
  const { items } = file.rows;
  for (let first = 1; first <= Math.max(1, items.length); first += partSize) {
    if (isStopping()) return;
    if (!(await jobs.stage(job, first, items.slice(first - 1, first - 1 + partSize)))) return;
  }
  for (let first = 1; first <= items.length; first += partSize) {
    if (isStopping()) return;
    if (!(await jobs.plan(job, first, Math.min(first + partSize - 1, items.length)))) return;
  }
  const { summary, corrections } = await outcomeOf(job, jobs, file);
  await jobs.wasChecked(job, summary, corrections);
}

export async function runImport(job: ClaimedImport, jobs: ImportJobs, isStopping: () => boolean): Promise<void> {
  if (!(await inParts(job, jobs, jobs.runPart, isStopping))) return;
  const { summary, corrections } = await outcomeOf(job, jobs, await fileOf(job, jobs));
  await jobs.finish(job, summary, corrections);
}

export async function undoImport(job: ClaimedImport, jobs: ImportJobs, isStopping: () => boolean): Promise<void> {
  if (!(await inParts(job, jobs, jobs.undoPart, isStopping))) return;
  const { summary } = await outcomeOf(job, jobs, await fileOf(job, jobs));
  await jobs.finish(job, { ...summary, undone: await jobs.undoCounts(job.id) }, null);
}

/**
 * Part after part. One that the registry refuses is halved until the row is found for which it does; that one is left
 * out, so that it costs nobody else anything.
 * @returns whether all is done
 */
async function inParts(
  job: ClaimedImport,
  jobs: ImportJobs,
  doPart: ImportJobs["runPart"],
  isStopping: () => boolean,
): Promise<boolean> {
  let most = partSize;
  for (let hasMore = true; hasMore; ) {
    if (isStopping()) return false;
    try {
      hasMore = await doPart(job, most);
      most = Math.min(most * 2, partSize);
    } catch (error) {
      if (databaseRefusal(error)?.code === "forbidden" || !isAboutData(error)) throw error;
      if (most === 1) hasMore = await jobs.rejectRow(job);
      else most = Math.ceil(most / 2);
    }
  }
  return true;
}

type FileOfImport = Awaited<ReturnType<typeof fileOf>>;

/** The file once more: it is read again at every task, so that nothing of it is kept twice. */
async function fileOf(job: ClaimedImport, jobs: ImportJobs) {
  const settings = job.settings as ImportSettings;
  const table = await readTable(await jobs.content(job.id), job.file_name, settings.reading);
  return { settings, table, rows: itemsOf(table.rows, settings, await jobs.ownFields(), job.language, table.format) };
}

async function outcomeOf(job: ClaimedImport, jobs: ImportJobs, { settings, table, rows }: FileOfImport) {
  const [counts, ofRows] = [await jobs.counts(job.id), await jobs.rowFaults(job.id)];
  const faults = allFaults(rows.faults, ofRows, settings);
  const columns = columnsOf(table.rows, settings.reading.header_row ?? null);
  return {
    summary: summaryOf(counts, rows, faults, columns, table.rows),
    corrections: await correctionsOf(table, settings, faults, ofRows, job.language),
  };
}
