import type pg from "pg";
import { prepareValue } from "pg/lib/utils.js";
import type { Column, PreparedStatement } from "./prepared-statements.ts";

export type Statement = { text: string; values: readonly unknown[] };
export type Answer = { command: string; rowCount: number; rows: Record<string, unknown>[] };

type Step = Answer & { text: string; values: (string | Buffer | null)[]; prepared: PreparedStatement };
type Done = (error: Error | null, answer: Answer | null) => void;

/**
 * Statements that are sent at once and answered at once, one after the other until one fails: one round trip, and
 * outside of `begin` one transaction (PostgreSQL, "Pipelining" of the extended query protocol).
 */
export class Batch implements pg.Submittable {
  callback: Done;
  readonly #steps: Step[];
  readonly #types: pg.CustomTypesConfig;
  #at = 0;
  #unreadable: Error | null = null;

  /** @param done is told the answer to the last statement, or the error of the first that failed */
  constructor(
    statements: Statement[],
    { prepare, types, done }: { prepare: (text: string) => PreparedStatement; types: pg.CustomTypesConfig; done: Done },
  ) {
    this.#steps = statements.map(({ text, values }) => ({
      text,
      values: values.map(prepareValue),
      prepared: prepare(text),
      command: "",
      rowCount: 0,
      rows: [],
    }));
    this.#types = types;
    this.callback = done;
  }

  submit(connection: pg.Connection): void {
    connection.stream.cork();
    try {
      for (const { text, values, prepared } of this.#steps) {
        const { name, columns, mayExist } = prepared;
        if (columns === null) {
          if (mayExist) connection.close({ type: "S", name }, true);
          connection.parse({ name, text, types: [] }, true);
          prepared.mayExist = name !== "";
        }
        connection.bind({ statement: name, values }, true);
        if (columns === null) connection.describe({ type: "P", name: "" }, true);
        connection.execute({}, true);
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const step = this.#steps[this.#at];
    if (step)
      step.prepared.columns = fields.map(({ name, dataTypeID }) => ({
        name,
        read: this.#types.getTypeParser(dataTypeID, "text"),
      }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const step = this.#steps[this.#at];
    if (!step?.prepared.columns || this.#unreadable) return;
    try {
      step.rows.push(rowOf(step.prepared.columns, fields));
    } catch (error) {
      this.#unreadable = error as Error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const step = this.#steps[this.#at++];
    if (!step) return;
    const [command = "", ...counts] = text.split(" ");
    step.command = command;
    step.rowCount = Number(counts.at(-1) ?? 0);
    step.prepared.columns ??= [];
  }

  handleEmptyQuery(): void {
    this.#at++;
  }

  /** Nothing is certain of what was to be prepared, and a plan that no longer fits its table has to be made again. */
  handleError(error: Error): void {
    for (const { prepared } of this.#steps) prepared.columns = null;
    this.callback(error, null);
  }

  handleReadyForQuery(): void {
    this.callback(this.#unreadable, this.#steps.at(-1) ?? null);
  }
}

function rowOf(columns: Column[], texts: (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [at, { name, read }] of columns.entries()) {
    const text = texts[at] ?? null;
    row[name] = text === null ? null : read(text);
  }
  return row;
}
