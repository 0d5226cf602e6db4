import { shorten, singleLine } from "../text.ts";
import { invitationWording, passwordResetWording, summaryWording, testPushWording } from "./account-wording.ts";
import { keepsFailingWording } from "./delivery-wording.ts";
import { groupWording } from "./group-wording.ts";
import { importWording } from "./import-wording.ts";
import { interventionWording } from "./intervention-wording.ts";
import type { Message, Organization, Recipient, Wording } from "./message.ts";
import { noTemplates } from "./template-book.ts";
import { templateTestWording } from "./template-test-wording.ts";
import type { WordingTranslator } from "./wording-translator.ts";

/**
 * What a message says to one person, whatever the channel. `translator` speaks the person's language, else the
 * organisation's; where `templates` has the company's own words they take the place of the shipped ones. Everything in it may have been typed by a stranger: nothing in the result breaks a line or hides a
 * direction, and `subject`, `title` and `body` are short however long the input is.
 */
export function wordingOf(
  message: Message,
  recipient: Recipient,
  organization: Organization,
  translator: WordingTranslator,
  templates = noTemplates,
): Wording {
  const reader = {
    recipient: { ...recipient, name: shorten(singleLine(recipient.name), 80) },
    organization: { ...organization, name: shorten(singleLine(organization.name), 80) },
    translator,
    templates,
  };
  switch (message.kind) {
    case "intervention.status_changed":
    case "intervention.assigned":
    case "intervention.unassigned":
    case "intervention.rescheduled":
    case "intervention.assignment_declined":
      return interventionWording(message, reader);
    case "account.invited":
      return invitationWording(message.payload, reader);
    case "account.password_reset_requested":
      return passwordResetWording(message.payload, reader);
    case "push.tested":
      return testPushWording(reader);
    case "bell.summarised":
      return summaryWording(message.payload, reader);
    case "delivery.keeps_failing":
      return keepsFailingWording(message.payload, reader);
    case "group.changed":
      return groupWording(message.payload, reader);
    case "import.finished":
      return importWording(message.payload, reader);
    case "template.tested":
      return templateTestWording(message.payload, reader);
    default:
      return message satisfies never;
  }
}
