/** A column of a statement's rows, and how its text becomes a value. */
export type Column = { name: string; read: (text: string) => unknown };

export type PreparedStatement = {
  name: string;
  /** Null until the server has told them, and again when it is not certain that it still knows the statement. */
  columns: Column[] | null;
  /** Whether the server may know a statement of this name, so that it has to be closed before the name is given again. */
  mayExist: boolean;
};

/** What all connections of a pool share: how often it turned out that the schema had changed. */
export type SchemaChanges = { noticed: number };

/** Many more than the product has; what is worded anew each time must not fill the server's memory. */
const most = 300;

/** What one connection has prepared: parsed, with row level security added, and mostly planned, once. */
export class PreparedStatements {
  readonly #byText = new Map<string, PreparedStatement>();
  readonly #changes: SchemaChanges;
  #noticed: number;

  constructor(changes: SchemaChanges) {
    this.#changes = changes;
    this.#noticed = changes.noticed;
  }

  /** A plan was outdated; so may be every other one, here and on the other connections. */
  noticeChange(): void {
    this.#changes.noticed++;
  }

  /** The statement of this text, prepared or to be prepared. The name of the one that was not used longest goes on. */
  of(text: string): PreparedStatement {
    if (this.#noticed !== this.#changes.noticed) this.#forget();
    const known = this.#byText.get(text) ?? this.#next();
    this.#byText.delete(text);
    this.#byText.set(text, known);
    return known;
  }

  /** New ones under the old names: what is under way goes on reading its rows by the old ones. */
  #forget(): void {
    for (const [text, { name }] of this.#byText) this.#byText.set(text, { name, columns: null, mayExist: true });
    this.#noticed = this.#changes.noticed;
  }

  #next(): PreparedStatement {
    const [oldest] = this.#byText;
    if (oldest === undefined || this.#byText.size < most)
      return { name: `s${this.#byText.size}`, columns: null, mayExist: false };
    this.#byText.delete(oldest[0]);
    return { name: oldest[1].name, columns: null, mayExist: true };
  }
}

/** What a statement is sent as where the server at the other end may be another one each time. */
export function unprepared(): PreparedStatement {
  return { name: "", columns: null, mayExist: false };
}
