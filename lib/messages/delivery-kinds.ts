import type { MessageKind } from "../domain/notifications/message.ts";
import type { deliveries } from "./en/settings/deliveries.ts";

type KindText = Extract<keyof typeof deliveries, `kind_${string}`>;

/** What a kind of message is about, as a text of `deliveries`; a status that is known is named instead. */
export const kindTexts = {
  "intervention.status_changed": "kind_status_any",
  "intervention.assigned": "kind_assigned",
  "intervention.unassigned": "kind_unassigned",
  "intervention.rescheduled": "kind_rescheduled",
  "intervention.assignment_declined": "kind_declined",
  "account.invited": "kind_invited",
  "account.password_reset_requested": "kind_password_reset",
  "push.tested": "kind_push_tested",
  "bell.summarised": "kind_summary",
  "delivery.keeps_failing": "kind_keeps_failing",
  "import.finished": "kind_import",
  "group.changed": "kind_group",
  "template.tested": "kind_template_tested",
} as const satisfies Record<MessageKind, Exclude<KindText, "kind_status">>;
