import type { Fault } from "./fault.ts";
import type { Identity } from "./field.ts";
import { foldedHeader } from "./header-words.ts";
import type { ImportItem } from "./row.ts";

/** Where the file has what may be found wrong between rows; -1 where it has none. */
export type WatchedColumns = { code: number; street: number };

/**
 * Rows about one contact become one item: those with the same code, else with the same e-mail address or phone number and
 * no other name, as far as these identify. A row with another code is about somebody else, whatever they share.
 */
export class ItemsOfFile {
  readonly items: ImportItem[] = [];
  /** The first item of each key; keys say what the item lacks, so that no list has to be searched. */
  readonly #known = new Map<string, ImportItem>();
  readonly #identities: readonly Identity[];
  readonly #columns: WatchedColumns;

  constructor(identities: readonly Identity[], columns: WatchedColumns) {
    this.#identities = identities;
    this.#columns = columns;
  }

  /** @returns faults that only show between rows: a code that two contacts would have, a second place of one contact */
  add(item: ImportItem): Fault[] {
    const line = item.lines[0] ?? 0;
    const faults: Fault[] = [];
    const same = this.#find(item);
    if (item.code !== undefined && item.code !== same?.code && this.#known.has(codeKey(item.code))) {
      delete item.code;
      faults.push({ line, column: this.#columns.code, reason: "code_twice" });
    }
    if (!same) this.items.push(item);
    else if (!join(same, item)) faults.push({ line, column: this.#columns.street, reason: "second_site" });
    this.#remember(same ?? item);
    return faults;
  }

  #find(item: ImportItem): ImportItem | undefined {
    if (this.#identities.includes("code") && item.code !== undefined) {
      const found = this.#known.get(codeKey(item.code));
      if (found) return found;
    }
    for (const identity of ["email", "phone"] as const) {
      if (!this.#identities.includes(identity)) continue;
      for (const key of wantedKeys(item, identity, this.#identities)) {
        const found = this.#known.get(key);
        // It may have got a code or an address since it was put there.
        if (found && mayBe(found, item, identity, this.#identities)) return found;
      }
    }
    return undefined;
  }

  #remember(item: ImportItem): void {
    const keys = [
      ...(item.code === undefined ? [] : [codeKey(item.code)]),
      ...ownKeys(item, "email"),
      ...ownKeys(item, "phone"),
    ];
    for (const key of keys) if (!this.#known.has(key)) this.#known.set(key, item);
  }
}

type Channel = Exclude<Identity, "code">;

const codeKey = (code: string) => `code ${code}`;
const addressesOf = (item: ImportItem, channel: Channel) => (channel === "email" ? item.emails : item.phones);
const key = (channel: Channel, value: string, name: string, hasCode: boolean, hasEmail: boolean) =>
  `${channel} ${value} ${hasCode ? "coded" : ""} ${hasEmail ? "mailed" : ""} ${name}`;
const anyName = "*";

function ownKeys(item: ImportItem, channel: Channel): string[] {
  const hasCode = item.code !== undefined;
  const hasEmail = item.emails.length > 0;
  return addressesOf(item, channel).flatMap(({ value }) =>
    [foldedHeader(item.name), anyName].map((name) => key(channel, value, name, hasCode, hasEmail)),
  );
}

/** Of items that the row may be about: without a name the first of the address will do. */
function wantedKeys(item: ImportItem, channel: Channel, identities: readonly Identity[]): string[] {
  const name = foldedHeader(item.name);
  const names = name === "" ? [anyName] : [name, ""];
  const both = [false, true];
  const coded = identities.includes("code") && item.code !== undefined ? [false] : both;
  const mailed = channel === "phone" && identities.includes("email") && item.emails.length > 0 ? [false] : both;
  return addressesOf(item, channel).flatMap(({ value }) =>
    names.flatMap((wanted) =>
      coded.flatMap((hasCode) => mailed.map((hasEmail) => key(channel, value, wanted, hasCode, hasEmail))),
    ),
  );
}

function mayBe(found: ImportItem, item: ImportItem, channel: Channel, identities: readonly Identity[]): boolean {
  if (identities.includes("code") && found.code !== undefined && item.code !== undefined) return false;
  if (channel === "phone" && identities.includes("email") && found.emails.length > 0 && item.emails.length > 0)
    return false;
  const names = [foldedHeader(found.name), foldedHeader(item.name)];
  return names.includes("") || names[0] === names[1];
}

/** What comes later in the file is newer; addresses and groups are collected. @returns false where it has another place */
function join(earlier: ImportItem, later: ImportItem): boolean {
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
  Object.assign(earlier.own_fields, own_fields);
  earlier.empty = earlier.empty.filter((field) => empty.includes(field));
  const isElsewhere = Object.entries(site).some(([part, value]) => {
    const known = earlier.site[part as keyof typeof site];
    return known !== undefined && known !== value;
  });
  if (!isElsewhere) Object.assign(earlier.site, site);
  return !isElsewhere;
}
