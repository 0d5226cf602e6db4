import { z } from "zod";
import { id, idInPath, instant, line, reference, text } from "../fields.ts";
import { page, pageByIdQuery } from "../page.ts";
import { canonicalEmail, canonicalPhone } from "./canonical-address.ts";
import { addressChannels } from "./contact.ts";
import { suppressionScopes, suppressionSources } from "./suppression.ts";

/** An address that gets nothing, or nothing of a kind, or did once: who said so when and why. */
export const removedAddress = z.object({
  id,
  channel: z.enum(addressChannels),
  /** Canonical: lower case; E.164. */
  value: z.string(),
  scope: z.enum(suppressionScopes),
  source: z.enum(suppressionSources),
  /** Who asked for it, as it was typed; empty for the address's owner and for systems. */
  created_by: z.string(),
  reason: z.string(),
  created_at: instant,
  lifted_at: instant.nullable(),
  lifted_by: z.string().nullable(),
  lift_reason: z.string().nullable(),
  /** Who has this address now; the first ten. */
  contacts: z.array(reference),
});
export type RemovedAddress = z.infer<typeof removedAddress>;

export const removedQuery = pageByIdQuery.extend({
  /** Part of the address. */
  q: z.string().trim().max(200).optional(),
  channel: z.enum(addressChannels).optional(),
  scope: z.enum(suppressionScopes).optional(),
  source: z.enum(suppressionSources).optional(),
  /** Those that hold, or those that were lifted; without it the former. */
  state: z.enum(["active", "lifted"]).default("active"),
  from: instant.optional(),
  /** Before that moment. */
  to: instant.optional(),
  contact_id: idInPath.optional(),
});
export type RemovedQuery = z.output<typeof removedQuery>;

export const removedPage = page(removedAddress).extend({
  /** Addresses that get nothing at all now, by channel, whatever is asked for [CT-68]. */
  totals: z.object({ email: z.int(), phone: z.int() }),
});
export type RemovedPage = z.infer<typeof removedPage>;

const whoAndWhy = { name: line(200), reason: line(1_000) };

/** How many lines are taken at once. */
export const mostLines = 20_000;

export const newRemoval = z.strictObject({
  /** One address or number a line, as it was copied from elsewhere. */
  lines: text(1_000_000),
  scope: z.enum(suppressionScopes).default("everything"),
  ...whoAndWhy,
});

export const removalAnswer = z.object({
  removed: z.int(),
  /** Which were so before; what was said about them stays. */
  already: z.int(),
  /** What is no address and no number, with its line, from 1 on. */
  rejected: z.array(z.object({ line: z.int(), typed: z.string() })),
});
export type RemovalAnswer = z.infer<typeof removalAnswer>;

export const lift = z.strictObject({ ids: z.array(id).min(1).max(1_000), ...whoAndWhy });
export const liftAnswer = z.object({ lifted: z.int() });

type Read = {
  addresses: { channel: (typeof addressChannels)[number]; value: string }[];
  rejected: RemovalAnswer["rejected"];
};

/** Reads a pasted column [CT-74]: what has an @ is an e-mail address, anything else a phone number. */
export function readColumn(lines: string, country: string): Read {
  const read: Read = { addresses: [], rejected: [] };
  for (const [index, line] of lines.split(/\r\n|[\r\n]/).entries()) {
    const typed = line.trim().replace(/^"(.*)"$/, "$1");
    if (typed === "") continue;
    const channel = typed.includes("@") ? "email" : "phone";
    const value = channel === "email" ? canonicalEmail(typed.replace(/^mailto:/i, "")) : canonicalPhone(typed, country);
    if (value === null) read.rejected.push({ line: index + 1, typed: typed.slice(0, 320) });
    else read.addresses.push({ channel, value });
  }
  return read;
}
