import { shorten } from "../text.ts";
import type { InterventionFacts, StaffNews } from "./intervention-facts.ts";
import { capitalized, inOneLine } from "./sentences.ts";
import type { TimeStyle, WordingTranslator } from "./wording-translator.ts";

/**
 * Push and bell: what one needs first comes first. For an assignment that is when and where, for a new plan the times,
 * for a status what was done by whom.
 */
export function staffBody(news: StaffNews, translator: WordingTranslator): string {
  const { kind, facts } = news;
  const sentences = staffSentences(news, "short", translator);
  switch (kind) {
    case "intervention.assigned":
      return body([whenAndWhere(facts, translator), ...sentences]);
    case "intervention.rescheduled":
      return body([whereWith(planSentence(facts, "short", translator), facts), ...sentences]);
    case "intervention.unassigned":
      return body([...sentences, where(facts)]);
    case "intervention.assignment_declined":
      return body([...sentences, whenAndWhere(facts, translator)]);
    case "intervention.status_changed":
      return body([...sentences, facts.planChange ? where(facts) : whenAndWhere(facts, translator)]);
    default:
      return kind satisfies never;
  }
}

/** The mail: when and where stand in its details, so its text says only what happened. */
export function staffParagraphs(news: StaffNews, translator: WordingTranslator): string[] {
  const isPlan = news.kind === "intervention.rescheduled";
  const plan = isPlan ? planSentence(news.facts, "long", translator) : null;
  return [inOneLine([plan, ...staffSentences(news, "long", translator)])].filter(Boolean);
}

function staffSentences(news: StaffNews, style: TimeStyle, translator: WordingTranslator): (string | null)[] {
  const { kind, audience, facts } = news;
  switch (kind) {
    case "intervention.status_changed":
      return [...statusSentences(facts, translator), newPlan(facts, style, translator), priority(news, translator)];
    case "intervention.assigned":
      return audience === "technician"
        ? [statusIs(facts, translator), priority(news, translator), by("assigned", facts, translator)]
        : techniciansChanged(facts, translator);
    case "intervention.unassigned":
      return audience === "technician"
        ? [by("unassigned", facts, translator), statusNow(facts, translator), wasPlanned(facts, style, translator)]
        : techniciansChanged(facts, translator);
    case "intervention.rescheduled":
      return [facts.hasNewStatus ? statusNow(facts, translator) : null, rescheduledBy(facts, translator)];
    case "intervention.assignment_declined":
      return [declinedBy(facts, translator)];
    default:
      return kind satisfies never;
  }
}

/** What was typed ends as it ends: a full stop after it might be a second one. */
function declinedBy({ declined }: InterventionFacts, translator: WordingTranslator): string | null {
  return declined && translator.notification("declined_by", declined);
}

function statusSentences(facts: InterventionFacts, translator: WordingTranslator): (string | null)[] {
  const { status, formerStatus: from } = facts;
  if (facts.isNew) return [by("created", facts, translator)];
  if (facts.statusKind === "cancelled") return [by("cancelled", facts, translator), statusNow(facts, translator)];
  if (!status) return [];
  return [
    from
      ? by("status_changed", facts, translator, { from, to: status })
      : by("status_set", facts, translator, { to: status }),
  ];
}

/** The sentence that names who did it, or the one that does not, when it was the system. */
function by(
  what: "created" | "cancelled" | "assigned" | "unassigned" | "technicians_changed" | "status_changed" | "status_set",
  { actor }: InterventionFacts,
  translator: WordingTranslator,
  values: Record<string, string> = {},
): string {
  return actor ? translator.notification(`${what}_by`, { ...values, actor }) : translator.notification(what, values);
}

function techniciansChanged(facts: InterventionFacts, translator: WordingTranslator): (string | null)[] {
  const names = translator.list(facts.technicians.map((name) => shorten(name, 60)));
  return [
    by("technicians_changed", facts, translator),
    translator.notification("technicians_are", { count: facts.technicians.length, names }),
    facts.hasNewStatus ? statusNow(facts, translator) : null,
  ];
}

function statusIs({ status }: InterventionFacts, translator: WordingTranslator): string | null {
  return status && translator.notification("status_is", { status });
}

function statusNow(facts: InterventionFacts, translator: WordingTranslator): string | null {
  const { status: to, formerStatus: from } = facts;
  return facts.hasNewStatus && to && from
    ? translator.notification("status_from_to", { from, to })
    : statusIs(facts, translator);
}

function newPlan(facts: InterventionFacts, style: TimeStyle, translator: WordingTranslator): string | null {
  if (!facts.planChange) return null;
  const when = facts.plan(style);
  return when ? translator.notification("new_time", { when }) : translator.notification("no_time_any_more");
}

function wasPlanned(facts: InterventionFacts, style: TimeStyle, translator: WordingTranslator): string | null {
  const when = facts.planChange ? facts.formerPlan(style) : facts.plan(style);
  return when && translator.notification("was_planned", { when });
}

function priority({ kind, facts }: StaffNews, translator: WordingTranslator): string | null {
  const isNewToReader = kind === "intervention.assigned" || facts.isNew;
  if (!isNewToReader || (facts.priority !== "high" && facts.priority !== "urgent")) return null;
  return translator.notification("priority_is", { priority: translator.notification(`priority_${facts.priority}`) });
}

function planSentence(facts: InterventionFacts, style: TimeStyle, translator: WordingTranslator): string {
  return capitalized(planInWords(facts, style, translator), translator.language);
}

/** "old → new": the plans, or only the durations while there is no date. A first plan stands alone. */
function planInWords(facts: InterventionFacts, style: TimeStyle, translator: WordingTranslator): string {
  const [from, to] = [facts.formerPlan(style), facts.plan(style)];
  const none = translator.notification("no_date");
  if (to && !from) return to;
  if (from) return translator.notification("from_to", { from, to: to ?? none });
  return translator.notification("from_to", { from: facts.formerDuration ?? "–", to: facts.duration ?? "–" });
}

function rescheduledBy({ actor, planChange }: InterventionFacts, translator: WordingTranslator): string | null {
  if (!actor) return null;
  switch (planChange) {
    case "scheduled":
      return translator.notification("scheduled_by", { actor });
    case "unscheduled":
      return translator.notification("unscheduled_by", { actor });
    case "duration":
      return translator.notification("duration_changed_by", { actor });
    case "moved":
    case null:
      return translator.notification("moved_by", { actor });
    default:
      return planChange satisfies never;
  }
}

function whenAndWhere(facts: InterventionFacts, translator: WordingTranslator): string {
  const when = facts.plan("short");
  return whereWith(when && capitalized(when, translator.language), facts);
}

function where(facts: InterventionFacts): string {
  return whereWith(null, facts);
}

function whereWith(when: string | null, { customer, address }: InterventionFacts): string {
  return [when, customer, address].filter(Boolean).join(" · ");
}

function body(parts: (string | null)[]): string {
  return shorten(inOneLine(parts), 300);
}
