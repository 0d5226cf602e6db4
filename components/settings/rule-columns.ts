import type { Audience, Channel } from "#lib/domain/notifications/message.ts";
import type { Rule, RuleKey } from "#lib/domain/rules/rules.ts";

export const rulesPath = "/api/settings/notification-rules";

/** What can be chosen for a status; there is no push to customers. */
export const columns = [
  { channel: "email", audience: "admin" },
  { channel: "email", audience: "customer" },
  { channel: "email", audience: "technician" },
  { channel: "push", audience: "admin" },
  { channel: "push", audience: "technician" },
] as const satisfies readonly { channel: Channel; audience: Audience }[];

export function ruleOf(key: RuleKey): Rule {
  const [status, channel, audience] = key.split(":");
  return { status_id: Number(status), channel: channel as Channel, audience: audience as Audience };
}
