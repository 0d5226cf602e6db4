import { shorten, singleLine } from "../text.ts";
import type { Reader } from "./intervention-facts.ts";
import type { StandaloneMessage, Wording } from "./message.ts";

type KeepsFailing = Extract<StandaloneMessage, { kind: "delivery.keeps_failing" }>;

/** To administrators: somebody is told nothing, though the rules say so. Leads to the messages that failed. */
export function keepsFailingWording(payload: KeepsFailing["payload"], { organization, translator }: Reader): Wording {
  const title = translator.notification("keeps_failing_title", { name: shorten(singleLine(payload.contact_name), 80) });
  const text = translator.notification("keeps_failing_text", {
    count: payload.failures,
    address: shorten(singleLine(payload.address), 100),
  });
  const error = shorten(singleLine(payload.error ?? ""), 160);
  const body = [text, error && translator.notification("keeps_failing_error", { error })].filter(Boolean).join(" ");
  const reason = translator.notification("reason_admin", { organization: organization.name });
  return {
    subject: title,
    title,
    heading: { label: null, kind: null, text: title },
    body,
    action: {
      label: translator.notification("keeps_failing_action"),
      path: `/settings/deliveries?contact_id=${payload.contact_id}&state=failed`,
    },
    mail: () => ({
      paragraphs: [body],
      details: [],
      reason: translator.notification("reason_staff", { reasons: reason }),
    }),
  };
}
