import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";
import { shorten, singleLine } from "../text.ts";
import type { Reader } from "./intervention-facts.ts";
import type { StandaloneMessage, Wording } from "./message.ts";

type PayloadOf<Kind extends StandaloneMessage["kind"]> = Extract<StandaloneMessage, { kind: Kind }>["payload"];

export function invitationWording(payload: PayloadOf<"account.invited">, reader: Reader): Wording {
  const { organization, translator } = reader;
  const profile = translator.notification(`profile_${payload.profile_level}`);
  const values = { organization: organization.name, profile };
  const actor = singleLine(payload.invited_by ?? "");
  const text = actor
    ? translator.notification("invitation_text_by", { ...values, actor })
    : translator.notification("invitation_text", values);
  return {
    ...titled(translator.notification("invitation_title", values)),
    subject: translator.notification("invitation_subject", values),
    body: text,
    action: {
      label: translator.notification("invitation_action"),
      path: `/invitations/${encodeURIComponent(payload.token)}`,
    },
    mail: () => ({
      paragraphs: [text, translator.notification("invitation_expiry", { when: moment(payload.expires_at, reader) })],
      details: [],
      reason: translator.notification("invitation_reason", values),
    }),
  };
}

export function passwordResetWording(payload: PayloadOf<"account.password_reset_requested">, reader: Reader): Wording {
  const { organization, translator } = reader;
  const values = { organization: organization.name };
  const text = translator.notification("password_reset_text", values);
  return {
    ...titled(translator.notification("password_reset_title", values)),
    subject: translator.notification("password_reset_subject", values),
    body: text,
    action: {
      label: translator.notification("password_reset_action"),
      path: `/password-resets/${encodeURIComponent(payload.token)}`,
    },
    mail: () => ({
      paragraphs: [
        text,
        translator.notification("password_reset_expiry", { when: moment(payload.expires_at, reader) }),
      ],
      details: [],
      reason: translator.notification("password_reset_reason"),
    }),
  };
}

export function testPushWording({ organization, translator }: Reader): Wording {
  const title = translator.notification("test_push_title");
  const body = translator.notification("test_push_body", { organization: organization.name });
  return {
    ...titled(title),
    subject: title,
    body,
    action: null,
    mail: () => ({ paragraphs: [body], details: [], reason: translator.notification("test_push_reason") }),
  };
}

/** After quiet hours: how much there is to read, and about what. */
export function summaryWording(
  { count, interventions }: PayloadOf<"bell.summarised">,
  { translator }: Reader,
): Wording {
  const title = translator.notification("summary_title", { count });
  const body = translator.list(
    interventions.map(({ number, title: what }) => `#${number} ${shorten(singleLine(what), 60)}`),
  );
  return {
    ...titled(title),
    subject: title,
    body,
    action: { label: translator.notification("summary_action"), path: "/notifications" },
    mail: () => ({ paragraphs: [body], details: [], reason: translator.notification("summary_reason") }),
  };
}

function titled(title: string): Pick<Wording, "title" | "heading"> {
  return { title, heading: { label: null, kind: null, text: title } };
}

function moment(at: string, { organization, translator }: Reader): string {
  const time = parseISO(at);
  return isValid(time) ? translator.dateTime(time, organization.time_zone, "long") : singleLine(at);
}
