import { shorten, singleLine } from "../text.ts";
import type { Reader } from "./intervention-facts.ts";
import type { StandaloneMessage, Wording } from "./message.ts";

type Payload = Extract<StandaloneMessage, { kind: "group.changed" }>["payload"];

/** To who watches a group. Leads to who is in it. */
export function groupWording(payload: Payload, { translator, organization }: Reader): Wording {
  const title = translator.notification("group_title", { group: shorten(singleLine(payload.group_name), 80) });
  const actor = singleLine(payload.actor_name ?? "");
  const body = [
    moved("joined", payload.joined, payload.joined_names),
    moved("left", payload.left, payload.left_names),
    actor && translator.notification("group_actor", { actor: shorten(actor, 80) }),
  ]
    .filter(Boolean)
    .join(" ");
  const filter = JSON.stringify({ group_ids: [payload.group_id] });
  return {
    subject: title,
    title,
    heading: { label: null, kind: null, text: title },
    body,
    action: {
      label: translator.notification("group_action"),
      path: `/contacts?filter=${encodeURIComponent(filter)}`,
    },
    mail: () => ({
      paragraphs: [body],
      details: [],
      reason: translator.notification("group_reason", { organization: organization.name }),
    }),
  };

  function moved(how: "joined" | "left", count: number, names: readonly string[]): string {
    if (count === 0) return "";
    const short = names.map((name) => shorten(singleLine(name), 60));
    if (short.length === 0) return translator.notification(`group_${how}_count`, { count });
    if (short.length === count) return translator.notification(`group_${how}`, { names: translator.list(short) });
    return translator.notification(`group_${how}_more`, { names: short.join(", "), count: count - short.length });
  }
}
