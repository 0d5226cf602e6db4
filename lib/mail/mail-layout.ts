import { escaped, isolated } from "../domain/html.ts";
import type { StatusKind } from "../domain/notifications/message.ts";
import { day, type MailColors } from "./mail-colors.ts";
import type { MailContent } from "./mail-content.ts";

const family = "Rubik,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Status is colour, shape and word: ring, half, full, crossed. */
const shapes: Record<StatusKind, string> = { open: "○", in_progress: "◐", done: "●", cancelled: "⊗" };

/**
 * One column that needs no picture. Styles are inline because many clients read no others; the night's colours come by
 * media query for those that do. The table around it exists for Outlook alone, which knows no `max-width`.
 */
export function mailHtml(content: MailContent): string {
  const { language, direction, wording, colors } = content;
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escaped(wording.subject)}</title>
<style>${nightStyles(colors)}</style>
</head>
<body class="page" style="margin:0;padding:0;background:${day.page};-webkit-text-size-adjust:100%">
${preheader(wording.preheader ?? wording.body)}
<div class="page" lang="${escaped(language)}" dir="${direction}" style="padding:24px 12px;background:${day.page};font-family:${family}">
<!--[if mso]><table role="presentation" width="560" align="center"><tr><td><![endif]-->
<div class="card" style="max-width:496px;margin:0 auto;padding:28px 32px 32px;background:${day.card};border:1px solid ${day.line};border-radius:16px">
${sender(content)}
${heading(content)}
${wording.paragraphs.map(paragraph).join("\n")}
${button(content)}
${details(content)}
</div>
${footer(content)}
<!--[if mso]></td></tr></table><![endif]-->
</div>
</body>
</html>
`;
}

/** The logo keeps a white ground by night: most are drawn for paper. */
function sender({ organization, logo }: MailContent): string {
  const shown = logo
    ? `<span style="display:inline-block;padding:6px 8px;border-radius:8px;background:#ffffff"><img src="${escaped(logo.url)}" alt="${escaped(organization)}" width="${logo.width}" height="${logo.height}" style="display:block;border:0;color:#1c2629"></span>`
    : isolated(organization);
  const margin = logo ? "-6px -8px 14px" : "0 0 20px";
  return `<p class="quiet" style="margin:${margin};font-size:14px;line-height:20px;color:${day.quiet}">${shown}</p>`;
}

const nightStyles = ({ night }: MailColors) =>
  [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}",
    "@media (max-width:480px){.card{padding:22px 20px 24px!important}.foot{padding:16px 21px 0!important}}",
    "@media (prefers-color-scheme:dark){",
    `.page{background:${night.page}!important}`,
    `.card{background:${night.card}!important;border-color:${night.line}!important}`,
    `.line{border-color:${night.line}!important}`,
    `.text{color:${night.text}!important}`,
    `.quiet{color:${night.quiet}!important}`,
    `.petrol{color:${night.petrol}!important}`,
    `.button{background:${night.button}!important;border-color:${night.button}!important;color:${night.onButton}!important}`,
    "}",
  ].join("");

/** What the inbox shows beside the subject; the fillers keep the mail's own text out of that line. */
function preheader(text: string): string {
  const filler = "&#847;&zwnj;&nbsp;".repeat(60);
  return `<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">${escaped(text)}${filler}</div>`;
}

function heading({ wording, colors }: MailContent): string {
  const { label, kind, text } = wording.heading;
  const shape = kind ? `<span aria-hidden="true">${shapes[kind]}&nbsp;</span>` : "";
  return [
    label &&
      `<p class="petrol" style="margin:0 0 6px;font-size:16px;line-height:24px;font-weight:600;color:${colors.day.petrol};font-variant-numeric:tabular-nums;overflow-wrap:anywhere">${shape}${isolated(label)}</p>`,
    `<h1 class="text" style="margin:0 0 16px;font-size:24px;line-height:31px;font-weight:600;color:${day.text};overflow-wrap:anywhere">${isolated(text)}</h1>`,
  ]
    .filter(Boolean)
    .join("\n");
}

function paragraph(text: string): string {
  return `<p class="text" style="margin:0 0 12px;font-size:16px;line-height:25px;color:${day.text};overflow-wrap:anywhere">${escaped(text).replace(timeRange, "$1&#8288;–&#8288;$2")}</p>`;
}

/** "14:30–16:00" stays on one line. */
const timeRange = /(\d)–(\d)/g;

function button({ button, colors }: MailContent): string {
  if (!button) return "";
  const url = escaped(button.url);
  return [
    `<p style="margin:20px 0 24px"><a class="button" href="${url}" style="display:inline-block;padding:13px 22px;border:1px solid ${colors.day.button};border-radius:12px;background:${colors.day.button};color:${day.onButton};font-size:16px;line-height:22px;font-weight:600;text-decoration:none">${escaped(button.label)}</a></p>`,
    button.fallback &&
      `<p class="quiet" style="margin:0;font-size:13px;line-height:20px;color:${day.quiet}">${escaped(button.fallback)}<br><a class="petrol" href="${url}" style="color:${colors.day.petrol};overflow-wrap:anywhere">${url}</a></p>`,
  ]
    .filter(Boolean)
    .join("\n");
}

function details({ wording }: MailContent): string {
  if (wording.details.length === 0) return "";
  const cell = `padding:9px 0;border-top:1px solid ${day.line};font-size:15px;line-height:22px;vertical-align:top;text-align:start`;
  const rows = wording.details.map(
    ({ label, value }) =>
      `<tr><th class="quiet line" scope="row" style="${cell};width:1%;padding-inline-end:20px;white-space:nowrap;font-weight:400;color:${day.quiet}">${escaped(label)}</th><td class="text line" style="${cell};color:${day.text};overflow-wrap:anywhere">${isolated(value)}</td></tr>`,
  );
  return `<table style="width:100%;margin:20px 0 0;border-collapse:collapse">\n${rows.join("\n")}\n</table>`;
}

function footer({ wording, signature, unsubscribe, colors }: MailContent): string {
  const small = `margin:0 0 8px;font-size:13px;line-height:20px;color:${day.quiet};overflow-wrap:anywhere`;
  return [
    `<div class="foot" style="max-width:496px;margin:0 auto;padding:20px 33px 0">`,
    signature.length > 0 && `<p class="quiet" style="${small}">${signature.map(isolated).join("<br>")}</p>`,
    `<p class="quiet" style="${small}">${escaped(wording.reason)}</p>`,
    unsubscribe &&
      `<p class="quiet" style="${small}"><a class="petrol" href="${escaped(unsubscribe.url)}" style="color:${colors.day.petrol}">${escaped(unsubscribe.label)}</a></p>`,
    "</div>",
  ]
    .filter(Boolean)
    .join("\n");
}
