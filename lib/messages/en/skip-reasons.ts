import type { SkipReason } from "../../domain/notifications/message.ts";

/** Why somebody was considered and not reached, for administrators: what is the case, and what would change it. */
export const skipReasons = {
  customer_not_to_be_notified: "Whoever saved the change chose not to notify the customer.",
  account_inactive: "The person’s login is switched off.",
  no_login: "The person has no login. Invite them to give them one.",
  no_profile: "The login has no access profile. Give it one under users.",
  no_default_email: "The person has no default e-mail address in the registry.",
  address_suppressed:
    "The address is blocked: it bounced, complained, unsubscribed or was blocked by an administrator.",
  own_action_muted: "The person made this change and doesn’t want to be told of their own.",
  muted_by_preference: "The person has switched off this kind of message.",
  no_device: "No device of the person is registered for push. It is in their bell.",
  no_customer: "The rule tells the customer, but the intervention has none.",
  no_technician: "The rule tells the technicians, but nobody is assigned to the intervention.",
  read_meanwhile: "The person had read it in the bell before their quiet hours were over.",
  told_in_summary: "It is in the one summary that the person got after their quiet hours.",
} as const satisfies Record<SkipReason, string>;
