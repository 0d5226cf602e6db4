import { createHash } from "node:crypto";
import { escaped } from "../domain/html.ts";

/** A page for strangers, whole in one answer: no script, no image, nothing loaded. */
export type PublicPage = {
  language: string;
  direction: "ltr" | "rtl";
  /** Above the title: who is speaking. */
  organization: string;
  title: string;
  text: string;
  /** The one button: its words, and what it posts to the page's own address. */
  button: { label: string; field: [name: string, value: string]; isQuiet?: boolean } | null;
};

// Petrol carries identity and actions (look.md); day and night.
const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d2a2e; --quiet: #55666b; --petrol: #14566b; --on-petrol: #fff; }
@media (prefers-color-scheme: dark) { :root { --paper: #101b1f; --ink: #e8eeee; --quiet: #a3b3b7; --petrol: #7cc3d6; --on-petrol: #0c1a1f; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 3rem 1.25rem; }
.organization { color: var(--quiet); margin: 0 0 .5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; text-wrap: balance; }
button { font: inherit; font-weight: 600; min-height: 3.5rem; width: 100%; margin-top: 1.5rem; padding: .5rem 1.25rem;
  border: 1px solid var(--petrol); border-radius: .5rem; background: var(--petrol); color: var(--on-petrol); cursor: pointer; }
button.quiet { background: transparent; color: var(--petrol); }
button:focus-visible { outline: 3px solid var(--petrol); outline-offset: 2px; }
`;

const styleHash = createHash("sha256").update(style).digest("base64");

export function publicPage(status: number, page: PublicPage): Response {
  return new Response(html(page), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    },
  });
}

function html({ language, direction, organization, title, text, button }: PublicPage): string {
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="organization">${escaped(organization)}</p>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${button ? form(button) : ""}
</main>
</body>
</html>
`;
}

function form({ label, field: [name, value], isQuiet }: NonNullable<PublicPage["button"]>): string {
  return `<form method="post">
<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">
<button${isQuiet ? ' class="quiet"' : ""}>${escaped(label)}</button>
</form>`;
}
