import type { InterventionFacts } from "./intervention-facts.ts";
import type { Wording } from "./message.ts";

/** Number, what happened, title: the order that survives a lock screen of forty characters. */
export function headline(
  facts: InterventionFacts,
  label: string,
  isStatus: boolean,
): Pick<Wording, "subject" | "title" | "heading"> {
  const rest = [label, facts.title].filter(Boolean).join(" · ");
  return {
    subject: `[#${facts.number}] ${rest}`,
    title: `#${facts.number} ${rest}`,
    heading: {
      label: `#${facts.number} ${label}`,
      kind: isStatus ? facts.statusKind : null,
      text: facts.title || `#${facts.number}`,
    },
  };
}
