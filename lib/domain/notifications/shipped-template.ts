import { customerWording } from "./customer-wording.ts";
import type { InterventionFacts, Reader } from "./intervention-facts.ts";
import { staffWording } from "./intervention-wording.ts";
import type { Audience, Channel, Organization, StatusKind, StatusSnapshot } from "./message.ts";
import { nameIn } from "./names.ts";
import type { MessageTemplate } from "./template-book.ts";
import { noTemplates } from "./template-book.ts";
import type { WordingTranslator } from "./wording-translator.ts";

type Place = { status: Pick<StatusSnapshot, "kind" | "names"> | null; audience: Audience; channel: Channel };

/**
 * The shipped wording as a template to begin with: it is worded as always, of an intervention all of whose values are
 * the placeholders that stand for them.
 */
export function shippedTemplate(
  { status, audience, channel }: Place,
  organization: Organization,
  translator: WordingTranslator,
): Pick<MessageTemplate, "subject" | "heading" | "text" | "title" | "body"> {
  const reader: Reader = {
    recipient: { name: "{recipient}", language: translator.language },
    organization: { ...organization, name: "{organization}" },
    translator,
    templates: noTemplates,
  };
  const facts = placeholderFacts(status?.kind ?? "open");
  const message = { kind: "intervention.status_changed", audiences: [audience] } as const;
  const wording =
    audience === "customer"
      ? customerWording(facts, reader)
      : staffWording({ ...message, audiences: [audience] }, audience, facts, reader);
  const { heading, body, mail } = wording;
  return channel === "email"
    ? {
        subject: once(wording.subject),
        heading: heading.text,
        text: mail().paragraphs.join("\n\n"),
        title: null,
        body: null,
      }
    : { subject: null, heading: null, text: null, title: once(wording.title), body };

  /** "Cancelled (Cancelled)" says a status twice that is called as what it means. */
  function once(text: string): string {
    const cancelled = translator.notification("label_cancelled");
    const name = status && nameIn(status.names, [translator.language]);
    if (status?.kind !== "cancelled" || name?.toLowerCase() !== cancelled.toLowerCase()) return text;
    return text.replace(translator.notification("label_cancelled_as", { status: "{status}" }), "{status}");
  }
}

function placeholderFacts(statusKind: StatusKind): InterventionFacts {
  return {
    number: "{number}",
    title: "{title}",
    status: "{status}",
    statusKind,
    formerStatus: "{former_status}",
    hasNewStatus: true,
    isNew: false,
    declined: null,
    actor: "{actor}",
    customer: "{customer}",
    customerField: () => null,
    address: "{site}",
    technicians: ["{technicians}"],
    priority: "normal",
    planChange: null,
    plan: () => "{starts_at}",
    formerPlan: () => null,
    duration: "{duration}",
    formerDuration: null,
    due: "{due_at}",
    full: {
      title: "{title}",
      customer: "{customer}",
      contactPerson: "{contact_person}",
      address: "{site}",
      type: "{type}",
    },
  };
}
