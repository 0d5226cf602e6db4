import { type Audience, audiences, type Channel, channels } from "#lib/domain/notifications/message.ts";
import type { TemplateKey } from "#lib/domain/notifications/template-book.ts";
import type { Template } from "#lib/domain/templates/template.ts";

export const templatesPath = "/api/settings/templates";

/** For whom the screen words, as its address says it; what an address does not say, or says wrongly, is the first. */
export function placeIn(query: URLSearchParams, languages: readonly string[], ids: readonly number[]): TemplateKey {
  const wanted = Number(query.get("status"));
  const audience = oneOf<Audience>(audiences, query.get("audience")) ?? "customer";
  const channel = oneOf<Channel>(channels, query.get("channel")) ?? "email";
  return {
    status_id: ids.includes(wanted) ? wanted : null,
    audience,
    channel: audience === "customer" ? "email" : channel,
    language: oneOf(languages, query.get("language")) ?? languages[0] ?? "en",
  };
}

function oneOf<Value extends string>(known: readonly Value[], wanted: string | null): Value | undefined {
  return known.find((value) => value === wanted);
}

export function pathTo({ status_id, audience, channel, language }: TemplateKey): string {
  const query = new URLSearchParams({ audience, channel, language });
  if (status_id !== null) query.set("status", String(status_id));
  return `/settings/wording?${query}`;
}

export function isAt(template: Template, place: TemplateKey): boolean {
  return (
    template.status_id === place.status_id &&
    template.audience === place.audience &&
    template.channel === place.channel &&
    template.language === place.language
  );
}
