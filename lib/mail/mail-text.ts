import type { MailContent } from "./mail-content.ts";

/** The mail for whoever reads plain text: the same order, nothing left out, nothing that only makes sense in HTML. */
export function mailText({ organization, wording, button, signature, unsubscribe }: MailContent): string {
  const { heading, paragraphs, details, reason } = wording;
  return [
    [heading.label, heading.text],
    ...paragraphs.map((paragraph) => [paragraph]),
    details.map(({ label, value }) => `${label}: ${value}`),
    button ? [`${button.label}:`, button.url] : [],
    ["-- ", ...(signature.length > 0 ? signature : [organization])],
    [reason],
    unsubscribe ? [`${unsubscribe.label}:`, unsubscribe.url] : [],
  ]
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}
