import type { Logo, MailWording, Organization, Wording } from "../domain/notifications/message.ts";
import { singleLine } from "../domain/text.ts";
import type { Translator } from "../messages/index.ts";
import { type MailColors, mailColors } from "./mail-colors.ts";

/** What a mail shows, before it becomes HTML or plain text; all links are whole and on our own origin. */
export type MailContent = {
  language: string;
  direction: "ltr" | "rtl";
  organization: string;
  colors: MailColors;
  /** In place of the organization's name, which it has as its text; in pixels of the page. */
  logo: { url: string; width: number; height: number } | null;
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
  /** Where the logo's bytes are: `cid:…` in a mail, an address of ours in a preview. Null: the name stands there. */
  logoUrl: string | null;
  /** The customer's link to stop status mails; null for staff. */
  unsubscribeUrl: string | null;
  translator: Translator;
};

/** @throws when a link would lead anywhere but to our own origin */
export function mailContent({
  wording,
  organization,
  appUrl,
  logoUrl,
  unsubscribeUrl,
  translator,
}: Parts): MailContent {
  const { action } = wording;
  return {
    language: translator.language,
    direction: translator.direction,
    organization: singleLine(organization.name),
    colors: mailColors(organization.color),
    logo: logoUrl && organization.logo ? { url: logoUrl, ...fitted(organization.logo) } : null,
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

/** No wider and higher than the head of a mail has room for; a small one is not blown up. */
function fitted({ width, height }: Logo): { width: number; height: number } {
  const scale = Math.min(1, 220 / width, 56 / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @throws when the path, or the whole URL, is not on our own origin */
export function ownUrl(pathOrUrl: string, appUrl: string): string {
  const url = new URL(pathOrUrl, appUrl);
  if (url.origin !== new URL(appUrl).origin) throw new Error("a mail links to our own origin only");
  return url.href;
}
