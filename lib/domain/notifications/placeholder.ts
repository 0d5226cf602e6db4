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
export type Placeholder = (typeof placeholders)[number];

const known: ReadonlySet<string> = new Set(placeholders);

export function isPlaceholder(name: string): name is Placeholder {
  return known.has(name);
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
