import { languages } from "../messages/index.ts";

/** The first language of Accept-Language (RFC 9110, 12.5.4) that the product speaks, by weight; null without any. */
export function acceptedLanguage({ headers }: { headers: Pick<Headers, "get"> }): string | null {
  const wanted = (headers.get("accept-language") ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", weight] = part.trim().split(/\s*;\s*q=/i);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => /^[a-z]{2}(-[a-z0-9-]+)?$/i.test(tag) && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const spoken = wanted.find(({ tag }) => languages.some((known) => tag.toLowerCase().startsWith(known.tag)));
  return spoken?.tag ?? null;
}
