import type { ToldEventKind } from "../events.ts";
import { customerWording } from "./customer-wording.ts";
import { headline } from "./headline.ts";
import { factsOf, type InterventionFacts, type Reader, type StaffNews } from "./intervention-facts.ts";
import type { Audience, InterventionMessage, Wording } from "./message.ts";
import { ownWording } from "./own-wording.ts";
import { staffDetails } from "./staff-details.ts";
import { staffLabel } from "./staff-label.ts";
import { staffBody, staffParagraphs } from "./staff-news.ts";

/**
 * One message for a person who may be in several audiences: worded for the technician in them, else for the
 * administrator, else for the customer (notifications.md, 3).
 */
export function interventionWording(message: InterventionMessage, reader: Reader): Wording {
  const facts = factsOf(message.snapshot, reader);
  const audience = readsAs(message.audiences);
  const shipped =
    audience === "customer" ? customerWording(facts, reader) : staffWording(message, audience, facts, reader);
  return ownWording(shipped, message, audience, facts, reader);
}

function readsAs(audiences: readonly Audience[]): Audience {
  if (audiences.includes("technician")) return "technician";
  return audiences.includes("admin") ? "admin" : "customer";
}

export function staffWording(
  message: Omit<InterventionMessage, "snapshot">,
  audience: StaffNews["audience"],
  facts: InterventionFacts,
  reader: Reader,
): Wording {
  const { translator } = reader;
  const news: StaffNews = { kind: message.kind, audience, facts };
  return {
    ...headline(facts, staffLabel(news, translator), message.kind === "intervention.status_changed"),
    body: staffBody(news, translator),
    action: {
      label: translator.notification("action_open_intervention"),
      path: `/interventions/${facts.number}`,
    },
    mail: () => ({
      paragraphs: staffParagraphs(news, translator),
      details: staffDetails(facts, translator),
      reason: translator.notification("reason_staff", {
        reasons: translator.list(message.audiences.map((each) => reasonOf(each, message.kind, reader))),
      }),
    }),
  };
}

function reasonOf(audience: Audience, kind: ToldEventKind, { organization, translator }: Reader): string {
  switch (audience) {
    case "admin":
      return translator.notification("reason_admin", { organization: organization.name });
    case "technician":
      return translator.notification(
        kind === "intervention.unassigned" ? "reason_former_technician" : "reason_technician",
      );
    case "customer":
      return translator.notification("reason_customer");
    default:
      return audience satisfies never;
  }
}
