import type { Group } from "#lib/domain/contacts/group.ts";

export const groupOrders = ["name", "name_down", "contacts", "active"] as const;
export type GroupOrder = (typeof groupOrders)[number];

export const isGroupOrder = (value: string): value is GroupOrder => groupOrders.some((order) => order === value);

/** The list of groups in an order [CT-47]; who has as many comes in the order of names. */
export function inOrder(groups: readonly Group[], order: GroupOrder, locale: string): Group[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const byName = (one: Group, other: Group) => compare(one.name, other.name);
  return groups.toSorted((one, other) => {
    switch (order) {
      case "name":
        return byName(one, other);
      case "name_down":
        return byName(other, one);
      default:
        return other[order] - one[order] || byName(one, other);
    }
  });
}
