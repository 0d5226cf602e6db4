import type { Texts } from "#lib/browser/texts.tsx";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import type { MessageKind, SkipReason } from "#lib/domain/notifications/message.ts";
import { kindTexts } from "#lib/messages/delivery-kinds.ts";

/** What a kind of message is about, in one or two words. */
export function kindWords(kind: MessageKind, status: string | null, t: Texts["t"]): string {
  return status === null ? t(`deliveries.${kindTexts[kind]}`) : t("deliveries.kind_status", { status });
}

/** Who was meant: the person, or the audience that nobody is of. */
export function recipientWords({ recipient, audiences }: Delivery, t: Texts["t"]): string {
  return recipient?.name ?? t(`interventions.audience_${audiences[0] ?? "customer"}`);
}

export type Mend = { href: string; label: string };

/** Where what stands in the way can be changed; null where somebody has decided so. */
export function mendOf({ state, reason, recipient, intervention, channel }: Delivery, t: Texts["t"]): Mend | null {
  const person = recipient && {
    href: `/contacts/${recipient.contact_id}`,
    label: t("deliveries.mend_person", { name: recipient.name }),
  };
  if (state === "failed" && channel === "email") return person;
  if (state !== "skipped" || reason === null) return null;
  switch (mendedAt(reason)) {
    case "person":
      return person;
    case "intervention":
      return (
        intervention && {
          href: `/interventions/${intervention.number}/edit`,
          label: t("deliveries.mend_intervention", { number: String(intervention.number) }),
        }
      );
    case null:
      return null;
  }
}

function mendedAt(reason: SkipReason): "person" | "intervention" | null {
  switch (reason) {
    case "account_inactive":
    case "no_login":
    case "no_profile":
    case "no_default_email":
    case "address_suppressed":
      return "person";
    case "no_customer":
    case "no_technician":
      return "intervention";
    case "customer_not_to_be_notified":
    case "own_action_muted":
    case "muted_by_preference":
    case "no_device":
    case "read_meanwhile":
    case "told_in_summary":
      return null;
    default:
      return reason satisfies never;
  }
}
