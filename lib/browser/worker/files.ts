/// <reference lib="webworker" />
import { lastPerson } from "../device-store.ts";

declare const self: ServiceWorkerGlobalScope;

/** In a cellar a request may neither fail nor come through. */
const PATIENCE_MS = 5_000;
const file = /^\/api\/interventions\/\d+\/attachments\/[^/]+(\/thumbnail)?$/;

/**
 * A photo or document of an intervention. The browser keeps those that were seen and asks the server each time whether
 * they may be shown; where no network answers, the person for whom one came sees it all the same, and nobody else. Null
 * for other requests.
 */
export function answerWithFile(request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !file.test(pathname)) return null;
  return inTime(request).catch(async () => (await keptHere(request.url)) ?? fetch(request));
}

/** Until the answer begins: how long its bytes take is up to the network. */
async function inTime(request: Request): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, late.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

/** What the browser has of it, which says for whom it came. */
async function keptHere(url: string): Promise<Response | null> {
  const kept = await fetch(url, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);
  const person = await lastPerson().catch(() => null);
  return kept?.ok && person?.session && kept.headers.get("x-account-id") === person.id ? kept : null;
}
