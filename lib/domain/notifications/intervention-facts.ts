import type { ToldEventKind } from "../events.ts";
import { shorten, singleLine } from "../text.ts";
import type { InterventionSnapshot, Names, Organization, Priority, Recipient, StatusKind } from "./message.ts";
import { nameIn } from "./names.ts";
import { type PlanChange, plan, planChangeOf } from "./plan.ts";
import type { TemplateBook } from "./template-book.ts";
import type { TimeStyle, WordingTranslator } from "./wording-translator.ts";

/** To whom a message is worded, on whose behalf and in which language. */
export type Reader = {
  recipient: Recipient;
  organization: Organization;
  translator: WordingTranslator;
  /** What the company words itself. */
  templates: TemplateBook;
};

/**
 * A snapshot made ready for sentences: every name on one safe line and in the reader's language, every plan in words.
 * What may stand in a subject, title or sentence is short; `full` has the same without a limit, for the mail's details.
 */
export type InterventionFacts = {
  number: string;
  title: string;
  status: string | null;
  statusKind: StatusKind | null;
  formerStatus: string | null;
  hasNewStatus: boolean;
  isNew: boolean;
  /** Who declined the assignment, and why. */
  declined: { name: string; reason: string } | null;
  actor: string | null;
  customer: string | null;
  /** A value of the customer's own fields, in words; null without one. */
  customerField: (key: string) => string | null;
  address: string | null;
  technicians: string[];
  priority: Priority;
  planChange: PlanChange | null;
  /** The plan as it is now, and as it was before the transaction when it changed in it; null without a date. */
  plan: (style: TimeStyle) => string | null;
  formerPlan: (style: TimeStyle) => string | null;
  duration: string | null;
  formerDuration: string | null;
  due: string | null;
  full: {
    title: string;
    customer: string | null;
    contactPerson: string | null;
    address: string | null;
    type: string | null;
  };
};

/** What staff are told: the fact that won, the audience that it is worded for, and what is known. */
export type StaffNews = { kind: ToldEventKind; audience: "technician" | "admin"; facts: InterventionFacts };

export function factsOf(snapshot: InterventionSnapshot, reader: Reader): InterventionFacts {
  const { organization, translator } = reader;
  const zone = organization.time_zone;
  const former = snapshot.schedule_change;
  const name = (names: Names | null | undefined) =>
    names ? nameIn(names, [reader.recipient.language, organization.language]) : null;
  const duration = (minutes: number | null | undefined) => (minutes ? translator.duration(minutes) : null);

  return {
    number: String(snapshot.number),
    title: shorten(singleLine(snapshot.title), 100),
    status: short(name(snapshot.status?.names), 40),
    statusKind: snapshot.status?.kind ?? null,
    formerStatus: short(name(snapshot.status_change?.from?.names), 40),
    hasNewStatus: snapshot.status_change !== null,
    planChange: planChangeOf(snapshot),
    isNew: snapshot.is_new,
    declined: snapshot.declined && {
      name: shorten(singleLine(snapshot.declined.name), 60),
      reason: shorten(singleLine(snapshot.declined.reason), 150),
    },
    actor: short(line(snapshot.actor_name), 60),
    customer: short(line(snapshot.customer_name), 80),
    customerField: (key) => {
      const fields = snapshot.customer_fields ?? {};
      return Object.hasOwn(fields, key) ? ownFieldText(fields[key], translator) : null;
    },
    address: short(line(snapshot.site_address), 120),
    technicians: snapshot.technician_names.map(singleLine).filter(Boolean),
    priority: snapshot.priority,
    plan: (style) => plan(snapshot, zone, style, translator),
    formerPlan: (style) => (former ? plan(former, zone, style, translator) : null),
    duration: duration(snapshot.duration_minutes),
    formerDuration: duration(former?.duration_minutes),
    due: plan({ starts_at: snapshot.due_at, duration_minutes: null }, zone, "long", translator),
    full: {
      title: singleLine(snapshot.title),
      customer: line(snapshot.customer_name),
      contactPerson: line(snapshot.contact_person_name),
      address: line(snapshot.site_address),
      type: name(snapshot.type_names),
    },
  };
}

type OwnFieldValue = NonNullable<InterventionSnapshot["customer_fields"]>[string];

function ownFieldText(field: OwnFieldValue | undefined, translator: WordingTranslator): string | null {
  if (field === undefined) return null;
  if (field.type === "number") return translator.number(Number(field.value));
  if (field.type === "date") return translator.day(String(field.value));
  return short(line(String(field.value)), 200);
}

/** One safe line, or null when nothing is left of it. */
function line(text: string | null): string | null {
  return (text && singleLine(text)) || null;
}

function short(text: string | null, limit: number): string | null {
  return text && shorten(text, limit);
}
