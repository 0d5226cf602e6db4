import { escaped } from "#lib/domain/html.ts";

type Message = {
  endpoint: string;
  received_at: string;
  ttl: number;
  urgency: string;
  payload: { title?: string; body?: string; path?: string };
};

/** A page that shows what the devices got, newest first. */
export function inboxPage(messages: Message[]): string {
  const items = messages.map(
    ({ endpoint, received_at, ttl, urgency, payload }) => `<article>
      <h2>${escaped(payload.title ?? "")}</h2>
      <p>${escaped(payload.body ?? "")}</p>
      <footer>${escaped(received_at)} · urgency ${escaped(urgency)} · kept ${ttl} s · opens ${escaped(payload.path ?? "")} · device ${escaped(endpoint.slice(-12))}</footer>
    </article>`,
  );
  const nothing = `<p>No push has come yet. <code>curl -X POST …/devices</code> makes a device;
    its answer is what <code>PUT /api/push-subscriptions</code> takes.</p>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta http-equiv="refresh" content="3"><title>Push inbox</title>
    <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
      body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
      article { border-top: 1px solid color-mix(in oklch, currentColor 20%, transparent); padding: .75rem 0 }
      h1 { font-size: 1.25rem } h2 { font-size: 1rem; margin: 0 } p { margin: .25rem 0 }
      footer { font-size: .8rem; opacity: .7; overflow-wrap: anywhere }
    </style>
    <h1>Push inbox</h1>${items.join("") || nothing}</html>`;
}
