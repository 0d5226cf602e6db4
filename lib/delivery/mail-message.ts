import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import type { Logo, Organization, Wording } from "../domain/notifications/message.ts";
import { shorten, singleLine } from "../domain/text.ts";
import { mailContent } from "../mail/mail-content.ts";
import { mailHtml } from "../mail/mail-layout.ts";
import { mailText } from "../mail/mail-text.ts";
import type { Translator } from "../messages/index.ts";
import { memory } from "../messages/memory.ts";

/** A mail with exactly one recipient, ready for the transport. */
export type MailMessage = {
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: string | undefined;
  subject: string;
  messageId: string;
  headers: Record<string, string>;
  /** Quoted-printable where most letters are Latin, else base64; said here, because finding out means counting letters. */
  textEncoding: "Q" | "B";
  text: string;
  html: string;
  attachments?: InlinePicture[];
};

/** Comes along with the mail: what would have to be fetched, most mail clients do not show. */
type InlinePicture = {
  cid: string;
  filename: string;
  contentType: string;
  contentDisposition: "inline";
  content: Buffer;
};

export type MailParts = {
  /** `queuedAt`: when the delivery was written (ISO 8601). It sets apart the deliveries of two databases with one domain. */
  delivery: { id: number | string; queuedAt: string };
  wording: Wording;
  recipient: { name: string; address: string };
  organization: Organization;
  /** Our own origin. */
  appUrl: string;
  /** The bytes of the organization's logo, if it has one. */
  logo?: Buffer | null;
  /** For customers the page and one-click address of RFC 8058, on our own origin; null for staff. */
  unsubscribeUrl: string | null;
  translator: Translator;
};

/** @throws when a link would lead anywhere but to our own origin */
export function mailMessage(parts: MailParts): MailMessage {
  const { wording, recipient, organization } = parts;
  const logo = parts.logo && organization.logo ? attachedLogo(parts.logo, organization.logo) : null;
  const content = mailContent({ ...parts, logoUrl: logo && `cid:${logo.cid}` });
  return {
    from: { name: headerText(organization.sender_name, 80), address: organization.sender_email },
    to: { name: headerText(recipient.name, 80), address: recipient.address },
    replyTo: organization.reply_to ?? undefined,
    subject: headerText(wording.subject, 200),
    messageId: messageId(parts),
    headers: {
      // RFC 3834: no vacation notes to a machine; the second is what Exchange listens to.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...unsubscribeHeaders(content.unsubscribe?.url ?? null),
    },
    textEncoding: parts.translator.direction === "ltr" ? "Q" : "B",
    text: mailText(content),
    html: mailHtml(content),
    ...(logo && { attachments: [logo] }),
  };
}

function attachedLogo(content: Buffer, { hash, media_type }: Logo): InlinePicture {
  const filename = `logo.${media_type.slice("image/".length)}`;
  return { cid: `${hash}@logo`, filename, contentType: media_type, contentDisposition: "inline", content };
}

/**
 * One short line that no reader takes for an encoded word (RFC 2047): nodemailer leaves `=?utf-8?Q?…?=` as it is, and mail
 * clients would decode what a stranger typed, line breaks and all.
 */
function headerText(text: string, limit: number): string {
  return shorten(singleLine(text).replaceAll("=?", "= ?"), limit);
}

/** The same at every attempt, so that a mail that arrives twice is recognised as one. */
function messageId({ delivery, organization, appUrl }: MailParts): string {
  const stable = createHash("sha256")
    .update(`${appUrl}|${delivery.id}|${Date.parse(delivery.queuedAt)}`)
    .digest("hex")
    .slice(0, 16);
  return `<delivery-${delivery.id}.${stable}@${domainOf(organization.sender_email)}>`;
}

const domains = memory(100);

function domainOf(address: string): string {
  return domains(address, () => domainToASCII(address.slice(address.lastIndexOf("@") + 1)) || "localhost");
}

function unsubscribeHeaders(url: string | null): Record<string, string> {
  if (!url) return {};
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}
