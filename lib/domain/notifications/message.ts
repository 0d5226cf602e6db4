import type { OwnFieldType } from "../contacts/own-field.ts";
import { type ToldEventKind, toldEventKinds } from "../events.ts";
import type { MessageTemplate } from "./template-book.ts";

export const audiences = ["admin", "customer", "technician"] as const;
export type Audience = (typeof audiences)[number];

export const channels = ["email", "push"] as const;
export type Channel = (typeof channels)[number];

/** Names of one thing, by language tag: `{ it: "Chiuso", en: "Closed" }`. At least one entry. */
export type Names = Record<string, string>;

export const statusKinds = ["open", "in_progress", "done", "cancelled"] as const;
export type StatusKind = (typeof statusKinds)[number];

export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

export type StatusSnapshot = { id: number; kind: StatusKind; names: Names; color: string };

/**
 * What an intervention looked like at the end of the transaction that people are told of, with all names as they were
 * then. Written once by the fan-out (`private.fan_out`), read by mails, pushes and bell rows; never changed.
 * Times are ISO 8601 with offset, as PostgreSQL's `to_jsonb` writes them; a missing value is null.
 */
export type InterventionSnapshot = {
  number: number;
  title: string;
  priority: Priority;
  type_names: Names | null;
  status: StatusSnapshot | null;
  /** Set when the status is not what it was before the transaction; `from` is null for a new intervention. */
  status_change: { from: StatusSnapshot | null } | null;
  /** Set when the plan is not what it was before the transaction; never for an intervention created in it. */
  schedule_change: { starts_at: string | null; duration_minutes: number | null } | null;
  /** Set when a technician declined the assignment: the last one who did, and why. */
  declined: { name: string; reason: string } | null;
  is_new: boolean;
  starts_at: string | null;
  duration_minutes: number | null;
  due_at: string | null;
  customer_name: string | null;
  /** The customer's own fields that templates name, by key; null without any. */
  customer_fields: Record<string, { type: OwnFieldType; value: string | number }> | null;
  contact_person_name: string | null;
  /** One line, as a person would write it on a letter: "Via Roma 12, 20121 Milano". */
  site_address: string | null;
  technician_names: string[];
  /** Who did it, or null for the system. */
  actor_name: string | null;
};

/** What a message about an intervention is made of, whatever the channel. */
export type InterventionMessage = {
  kind: ToldEventKind;
  /** The audiences through which the person is reached; never empty. */
  audiences: Audience[];
  snapshot: InterventionSnapshot;
};

/** Messages that are about no fact. Their payloads are written by the SQL functions that queue them. */
export type StandaloneMessage =
  | {
      kind: "account.invited";
      payload: {
        token: string;
        expires_at: string;
        profile_level: "administrator" | "technician";
        invited_by: string | null;
      };
    }
  | { kind: "account.password_reset_requested"; payload: { token: string; expires_at: string } }
  | { kind: "push.tested"; payload: { requested_at: string } }
  | {
      /** After quiet hours: so many things happened, these interventions the last of them. */
      kind: "bell.summarised";
      payload: { count: number; interventions: { number: number; title: string }[] };
    }
  | {
      kind: "delivery.keeps_failing";
      payload: {
        contact_id: number;
        contact_name: string;
        /** Masked: enough to recognise it. */
        address: string;
        /** So many messages in a row. */
        failures: number;
        /** What was said of the last one. */
        error: string | null;
      };
    }
  | {
      /** To who watches a group: who joined and who left it, the first three by name. */
      kind: "group.changed";
      payload: {
        group_id: number;
        group_name: string;
        actor_name: string | null;
        joined: number;
        joined_names: string[];
        left: number;
        left_names: string[];
      };
    }
  | {
      /** To who began an import, when it is done or taken back. */
      kind: "import.finished";
      payload: {
        import_id: number;
        /** Empty: pasted. */
        file_name: string;
        state: "done" | "undone";
        new: number;
        changed: number;
        unchanged: number;
        /** Pieces of information that were not taken in. */
        faults: number;
        undone?: { removed: number; taken_back: number; kept: number };
      };
    }
  /** A template that is not saved yet, sent to whoever writes it: everything that it is made of comes along. */
  | {
      kind: "template.tested";
      payload: { template: MessageTemplate; snapshot: InterventionSnapshot; recipient_name: string };
    };

export const standaloneKinds = [
  "account.invited",
  "account.password_reset_requested",
  "push.tested",
  "bell.summarised",
  "delivery.keeps_failing",
  "group.changed",
  "import.finished",
  "template.tested",
] as const satisfies readonly StandaloneMessage["kind"][];

/** Those of them that have a row in the bell. */
export const ringingKinds = [
  "delivery.keeps_failing",
  "group.changed",
  "import.finished",
] as const satisfies readonly StandaloneMessage["kind"][];
export type RingingMessage = Extract<StandaloneMessage, { kind: (typeof ringingKinds)[number] }>;

export type Message = InterventionMessage | StandaloneMessage;
export type MessageKind = Message["kind"];
export const messageKinds = [...toldEventKinds, ...standaloneKinds] as const satisfies readonly MessageKind[];

/** The company as it appears in what it sends. */
export type Organization = {
  name: string;
  /** Language of last resort for its messages. */
  language: string;
  /** IANA name; times in messages are told in it. */
  time_zone: string;
  sender_name: string;
  sender_email: string;
  reply_to: string | null;
  signature: string | null;
  /** `#rrggbb`, of headings and buttons in mails, in a shade that can be read; null for the product's own. */
  color: string | null;
  logo: Logo | null;
};

/** The picture at the head of a mail. Its bytes are asked for by their hash, once. */
export type Logo = { hash: string; media_type: LogoMediaType; width: number; height: number };
export const logoMediaTypes = ["image/png", "image/jpeg", "image/webp"] as const;
export type LogoMediaType = (typeof logoMediaTypes)[number];

/** Whose message it is. */
export type Recipient = { name: string; language: string };

/**
 * The wording of one message, channel by channel still to be dressed: plain text, no markup, no line break in
 * `subject`, `title` and `body`.
 */
export type Wording = {
  /** E-mail subject, carries `[#number]` when it is about an intervention. */
  subject: string;
  /** Headline of push and bell row. */
  title: string;
  /** The mail's headline in two sizes: `label` ("#1042 Closed"), if any, above `text`; `kind` when the label is a status. */
  heading: { label: string | null; kind: StatusKind | null; text: string };
  /** One or two sentences for push and bell. */
  body: string;
  /** The mail's one button, and where push and bell lead: a path on our own origin. Null for customers (no login). */
  action: { label: string; path: string } | null;
  /** Asked for by mails alone: it is half of the work, and a push waits for none of it. */
  mail: () => MailWording;
};

/** What only a mail says. */
export type MailWording = {
  paragraphs: string[];
  /** Facts for its small table: label and value. */
  details: { label: string; value: string }[];
  /** Why the person gets it; the last line. */
  reason: string;
  /** What the inbox shows beside the subject, where that is not the `body`. */
  preheader?: string;
};

export const skipReasons = [
  "customer_not_to_be_notified",
  "account_inactive",
  "no_login",
  "no_profile",
  "no_default_email",
  "address_suppressed",
  "own_action_muted",
  "muted_by_preference",
  "no_device",
  "no_customer",
  "no_technician",
  "read_meanwhile",
  "told_in_summary",
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const deliveryStates = ["queued", "sent", "failed", "skipped", "expired"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
