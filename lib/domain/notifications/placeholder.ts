import type { InterventionFacts, Reader } from "./intervention-facts.ts";
import type { TimeStyle } from "./wording-translator.ts";

/** What a template may name, in the order in which it is offered. */
export const placeholders = [
  "number",
  "title",
  "status",
  "former_status",
  "type",
  "customer",
  "contact_person",
  "site",
  "technicians",
  "starts_at",
  "duration",
  "due_at",
  "priority",
  "actor",
  "recipient",
  "organization",
] as const;
export type GivenPlaceholder = (typeof placeholders)[number];

/** An own field of the customer's, by its key. */
export type CustomerField = `customer.${string}`;
export type Placeholder = GivenPlaceholder | CustomerField;

const known: ReadonlySet<string> = new Set(placeholders);

/** @param fields the keys of the company's own fields, where it matters that there is such a field */
export function isPlaceholder(name: string, fields?: ReadonlySet<string>): name is Placeholder {
  if (known.has(name)) return true;
  const key = /^customer\.([a-z][a-z0-9_]{0,62})$/.exec(name)?.[1];
  return key !== undefined && (fields === undefined || fields.has(key));
}

function isCustomerField(name: Placeholder): name is CustomerField {
  return name.startsWith("customer.");
}

/**
 * What a placeholder stands for in a message, on one safe line; null when the intervention has no such thing.
 * @param style `short` for a subject, a headline or a lock screen, `long` for the text of a mail
 */
export function placeholderValue(
  name: Placeholder,
  facts: InterventionFacts,
  { recipient, organization, translator }: Reader,
  style: TimeStyle,
): string | null {
  const { full } = facts;
  if (isCustomerField(name)) return facts.customerField(name.slice("customer.".length));
  switch (name) {
    case "number":
      return facts.number;
    case "title":
      return style === "long" ? full.title : facts.title;
    case "status":
      return facts.status;
    case "former_status":
      return facts.formerStatus;
    case "type":
      return full.type;
    case "customer":
      return style === "long" ? full.customer : facts.customer;
    case "contact_person":
      return full.contactPerson;
    case "site":
      return style === "long" ? full.address : facts.address;
    case "technicians":
      return translator.list(facts.technicians) || null;
    case "starts_at":
      return facts.plan(style);
    case "duration":
      return facts.duration;
    case "due_at":
      return facts.due;
    case "priority":
      return translator.notification(`priority_${facts.priority}`);
    case "actor":
      return facts.actor;
    case "recipient":
      return recipient.name || null;
    case "organization":
      return organization.name;
    default:
      return name satisfies never;
  }
}
