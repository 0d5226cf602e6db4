import { headline } from "./headline.ts";
import type { InterventionFacts, Reader } from "./intervention-facts.ts";
import type { MailWording, Wording } from "./message.ts";
import { capitalized } from "./sentences.ts";
import { plainStatusLabel } from "./staff-label.ts";
import type { WordingTranslator } from "./wording-translator.ts";

/**
 * What a customer reads: number, title, status in plain words, the plan and who comes. Nothing internal: not who changed
 * it, not the priority, not what else is known about them.
 */
export function customerWording(facts: InterventionFacts, { recipient, organization, translator }: Reader): Wording {
  return {
    ...headline(facts, label(facts, translator), true),
    body: capitalized(sentences(facts, facts.title, translator), translator.language),
    action: null,
    mail: () => ({
      paragraphs: [
        ...greeting(sentences(facts, facts.full.title, translator), recipient.name, translator),
        ...(organization.reply_to ? [translator.notification("customer_reply")] : []),
      ],
      details: details(facts, translator),
      reason: translator.notification("reason_customer_alone", { organization: organization.name }),
    }),
  };
}

/** The text, after the name of whoever reads it, if that is known. */
function greeting(text: string, name: string, translator: WordingTranslator): string[] {
  return name
    ? [translator.notification("customer_greeting", { name }), text]
    : [capitalized(text, translator.language)];
}

function sentences(facts: InterventionFacts, title: string, translator: WordingTranslator): string {
  return [news(facts, title, translator), appointment(facts, translator)].filter((each) => each !== null).join(" ");
}

function isAhead({ statusKind }: InterventionFacts): boolean {
  return statusKind !== "done" && statusKind !== "cancelled";
}

function label(facts: InterventionFacts, translator: WordingTranslator): string {
  return facts.isNew && isAhead(facts)
    ? translator.notification("label_registered")
    : plainStatusLabel(facts, translator);
}

function news(facts: InterventionFacts, title: string, translator: WordingTranslator): string {
  const { number, status } = facts;
  if (facts.statusKind === "done") return translator.notification("customer_done", { number, title });
  if (facts.statusKind === "cancelled") return translator.notification("customer_cancelled", { number, title });
  if (facts.isNew || !status) return translator.notification("customer_registered", { number, title });
  return translator.notification("customer_status", { number, title, status });
}

function appointment(facts: InterventionFacts, translator: WordingTranslator): string | null {
  if (!isAhead(facts)) return null;
  const when = facts.plan("long");
  if (when) return translator.notification(facts.planChange ? "customer_new_time" : "customer_planned", { when });
  return facts.planChange === "unscheduled" ? translator.notification("customer_no_time_any_more") : null;
}

function details(facts: InterventionFacts, translator: WordingTranslator): MailWording["details"] {
  const when = facts.plan("long");
  const count = facts.technicians.length;
  return [
    { label: translator.notification("detail_status"), value: facts.status },
    { label: translator.notification("detail_when"), value: when },
    {
      label: translator.notification("detail_technicians", { count }),
      value: when && facts.statusKind !== "cancelled" ? translator.list(facts.technicians) : null,
    },
  ].filter((detail): detail is MailWording["details"][number] => Boolean(detail.value));
}
