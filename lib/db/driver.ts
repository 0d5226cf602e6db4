import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import pg from "pg";
import { type Answer, Batch, type Statement } from "./batch.ts";
import { isOutdatedPlan } from "./errors.ts";
import { PreparedStatements, type SchemaChanges, unprepared } from "./prepared-statements.ts";

/**
 * A statement whose rows nobody wants goes to the server together with the next one ("next"), or with every one until
 * the connection is given back ("each"): it takes no round trip of its own.
 */
export type GoesAhead = { goesAhead?: "next" | "each" };

const changing = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

/** PostgreSQL for Kysely, with as few round trips and as little planning as there can be. */
export function postgres(pool: pg.Pool, types: pg.CustomTypesConfig): Dialect {
  return {
    createDriver: () => new PostgresDriver(pool, types),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (database) => new PostgresIntrospector(database),
  };
}

class PostgresDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #types: pg.CustomTypesConfig;
  readonly #schemaChanges: SchemaChanges = { noticed: 0 };
  /** Null: somebody stands between, who may hand every transaction to another server process. */
  readonly #prepared = new WeakMap<pg.PoolClient, PreparedStatements | null>();

  constructor(pool: pg.Pool, types: pg.CustomTypesConfig) {
    this.#pool = pool;
    this.#types = types;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    const client = await this.#pool.connect();
    const connection = new Connection(client, this.#types);
    try {
      let prepared = this.#prepared.get(client);
      if (prepared === undefined) {
        prepared = (await isDirect(client)) ? new PreparedStatements(this.#schemaChanges) : null;
        this.#prepared.set(client, prepared);
      }
      connection.prepareIn(prepared);
      return connection;
    } catch (error) {
      connection.lose();
      connection.release();
      throw error;
    }
  }

  async beginTransaction(connection: Connection): Promise<void> {
    connection.goAhead({ text: "begin", values: [] }, "next");
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.endTransaction("commit");
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    await connection.endTransaction("rollback");
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class Connection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #types: pg.CustomTypesConfig;
  readonly #withEach: Statement[] = [];
  #prepared: PreparedStatements | null = null;
  #withNext: Statement[] = [];
  /** Nothing more is to be sent: it would wait behind a statement that got no answer, or nobody is there to answer. */
  #isLost = false;
  readonly lose = () => {
    this.#isLost = true;
  };

  constructor(client: pg.PoolClient, types: pg.CustomTypesConfig) {
    this.#client = client;
    this.#types = types;
    // The pool listens only to what is idle, and an error that nobody listens to ends the process.
    client.on("error", this.lose);
  }

  prepareIn(prepared: PreparedStatements | null): void {
    this.#prepared = prepared;
  }

  async executeQuery<Row>({
    sql: text,
    parameters: values,
    goesAhead,
  }: CompiledQuery & GoesAhead): Promise<QueryResult<Row>> {
    if (goesAhead) {
      this.goAhead({ text, values }, goesAhead);
      return { rows: [] };
    }
    const { command, rowCount, rows } = await this.#send({ text, values });
    return {
      rows: rows as Row[],
      ...(changing.has(command) ? { numAffectedRows: BigInt(rowCount) } : {}),
    };
  }

  streamQuery(): never {
    throw new Error("Rows are read at once here.");
  }

  goAhead(statement: Statement, when: "next" | "each"): void {
    (when === "each" ? this.#withEach : this.#withNext).push(statement);
  }

  async endTransaction(how: "commit" | "rollback"): Promise<void> {
    const hasBegun = this.#withNext.length === 0;
    this.#withNext = [];
    if (!hasBegun) return;
    // The server undoes what was not committed, when it sees that nobody is there any more.
    if (this.#isLost && how === "rollback") return;
    const { command } = await this.#send({ text: how, values: [] });
    // What PostgreSQL answers to the commit of a transaction in which something has failed.
    if (how === "commit" && command === "ROLLBACK")
      throw new Error("A transaction that had failed was to be committed");
  }

  release(): void {
    this.#client.release(this.#isLost);
    this.#client.off("error", this.lose);
  }

  #send(statement: Statement): Promise<Answer> {
    const statements = [...this.#withEach, ...this.#withNext, statement];
    this.#withNext = [];
    if (this.#isLost) return Promise.reject(new Error("The connection to the database is lost"));
    const prepare = (text: string) => this.#prepared?.of(text) ?? unprepared();
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, answer: Answer | null) => {
        if (answer && !error) return resolve(answer);
        if (!isAnswer(error)) this.lose();
        if (isOutdatedPlan(error)) this.#prepared?.noticeChange();
        reject(error);
      };
      this.#client.query(new Batch(statements, { prepare, types: this.#types, done }));
    });
  }
}

/** Whether the connection goes on after an error: the server has answered, and not that it leaves. */
function isAnswer(error: Error | null): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  const { severity = "", code = "" } = error;
  // Severities are told in the server's language. Classes 08 and 57P: connection exceptions, operator's intervention.
  return severity !== "FATAL" && severity !== "PANIC" && !/^(08|57P)/.test(code);
}

/** A pooler names a server process of its own making when one connects to it. */
async function isDirect(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid === (client as { processID?: number | null }).processID;
}
