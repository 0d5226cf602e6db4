import type { InterventionFacts } from "./intervention-facts.ts";
import type { MailWording } from "./message.ts";
import type { NotificationText, WordingTranslator } from "./wording-translator.ts";

type Detail = MailWording["details"][number];

/** Everything that staff may want to know without opening the app; what is not known or ordinary is left out. */
export function staffDetails(facts: InterventionFacts, translator: WordingTranslator): Detail[] {
  const { full, technicians, priority } = facts;
  return [
    detail("detail_title", full.title === facts.title ? null : full.title),
    detail("detail_status", facts.status),
    detail("detail_when", facts.plan("long")),
    detail("detail_due", facts.due),
    detail("detail_customer", full.customer),
    detail("detail_contact_person", full.contactPerson),
    detail("detail_address", full.address),
    detail("detail_technicians", translator.list(technicians), { count: technicians.length }),
    detail("detail_type", full.type),
    detail("detail_priority", priority === "normal" ? null : translator.notification(`priority_${priority}`)),
  ].filter((each) => each !== null);

  function detail(label: NotificationText, value: string | null, values?: Record<string, number>): Detail | null {
    return value ? { label: translator.notification(label, values), value } : null;
  }
}
