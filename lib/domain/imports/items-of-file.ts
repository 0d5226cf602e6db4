import type { Fault } from "./fault.ts";
import type { Identity } from "./field.ts";
import type { ImportItem } from "./row.ts";

/**
 * Rows about one contact become one item: those with the same code, else the same e-mail address, else the same phone
 * number, as far as these identify. A row with another code is about somebody else, whatever they share.
 */
export class ItemsOfFile {
  readonly items: ImportItem[] = [];
  readonly #known = new Map<string, ImportItem[]>();
  readonly #identities: readonly Identity[];

  readonly #codeColumn: number;

  /** @param codeColumn where the file has codes; -1 where it has none */
  constructor(chosen: readonly Identity[], codeColumn: number) {
    this.#identities = chosen;
    this.#codeColumn = codeColumn;
  }

  /** @returns faults that only show between rows: a code that two contacts would have */
  add(item: ImportItem): Fault[] {
    const same = this.#find(item);
    if (same) {
      join(same, item);
      this.#remember(same);
      return [];
    }
    if (item.code !== undefined && this.#known.has(`code ${item.code}`)) {
      const { code: _, ...rest } = item;
      this.items.push(rest);
      this.#remember(rest);
      return [{ line: item.lines[0] ?? 0, column: this.#codeColumn, reason: "code_twice" }];
    }
    this.items.push(item);
    this.#remember(item);
    return [];
  }

  #find(item: ImportItem): ImportItem | undefined {
    for (const [index, identity] of this.#identities.entries()) {
      const stronger = this.#identities.slice(0, index);
      const found = keysOf(item, identity)
        .flatMap((key) => this.#known.get(key) ?? [])
        .find((other) => stronger.every((one) => keysOf(item, one).length === 0 || keysOf(other, one).length === 0));
      if (found) return found;
    }
    return undefined;
  }

  #remember(item: ImportItem): void {
    for (const key of [...keysOf(item, "code"), ...keysOf(item, "email"), ...keysOf(item, "phone")]) {
      const items = this.#known.get(key) ?? [];
      if (!items.includes(item)) this.#known.set(key, [...items, item]);
    }
  }
}

function keysOf(item: ImportItem, identity: Identity): string[] {
  if (identity === "code") return item.code === undefined ? [] : [`code ${item.code}`];
  return (identity === "email" ? item.emails : item.phones).map(({ value }) => `${identity} ${value}`);
}

/** What comes later in the file is newer; addresses and groups are collected. */
function join(earlier: ImportItem, later: ImportItem): void {
  const { lines, name, emails, phones, groups, site, own_fields, empty, ...rest } = later;
  Object.assign(earlier, rest);
  earlier.lines.push(...lines);
  if (name !== "") earlier.name = name;
  for (const [into, from] of [
    [earlier.emails, emails],
    [earlier.phones, phones],
  ] as const) {
    for (const address of from) if (!into.some(({ value }) => value === address.value)) into.push(address);
  }
  for (const group of groups) if (!earlier.groups.includes(group)) earlier.groups.push(group);
  Object.assign(earlier.site, site);
  Object.assign(earlier.own_fields, own_fields);
  earlier.empty = earlier.empty.filter((field) => empty.includes(field));
}
