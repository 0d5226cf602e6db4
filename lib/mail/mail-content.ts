import type { MailWording, Organization, Wording } from "../domain/notifications/message.ts";
import { singleLine } from "../domain/text.ts";
import type { Translator } from "../messages/index.ts";

/** What a mail shows, before it becomes HTML or plain text; all links are whole and on our own origin. */
export type MailContent = {
  language: string;
  direction: "ltr" | "rtl";
  organization: string;
  wording: Pick<Wording, "subject" | "heading" | "body"> & MailWording;
  button: { label: string; url: string; fallback: string | null } | null;
  signature: string[];
  unsubscribe: { label: string; url: string } | null;
};

type Parts = {
  wording: Wording;
  organization: Organization;
  /** Our own origin: `https://service.example.com`. */
  appUrl: string;
  /** The customer's link to stop status mails; null for staff. */
  unsubscribeUrl: string | null;
  translator: Translator;
};

/** @throws when a link would lead anywhere but to our own origin */
export function mailContent({ wording, organization, appUrl, unsubscribeUrl, translator }: Parts): MailContent {
  const { action } = wording;
  return {
    language: translator.language,
    direction: translator.direction,
    organization: singleLine(organization.name),
    wording: { ...wording, ...wording.mail() },
    button: action && {
      label: action.label,
      url: ownUrl(action.path, appUrl),
      // Nobody may be kept out by a button that a mail client broke; an intervention can be found without it.
      fallback: action.path.startsWith("/interventions/") ? null : translator.text("mail.button_fallback"),
    },
    signature: (organization.signature ?? "")
      .split(/\r\n?|\n/)
      .map(singleLine)
      .filter(Boolean),
    unsubscribe: unsubscribeUrl
      ? { label: translator.text("mail.unsubscribe"), url: ownUrl(unsubscribeUrl, appUrl) }
      : null,
  };
}

/** @throws when the path, or the whole URL, is not on our own origin */
export function ownUrl(pathOrUrl: string, appUrl: string): string {
  const url = new URL(pathOrUrl, appUrl);
  if (url.origin !== new URL(appUrl).origin) throw new Error("a mail links to our own origin only");
  return url.href;
}
