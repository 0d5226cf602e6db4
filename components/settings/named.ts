import { changed } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import type { Type } from "#lib/domain/types/type.ts";

/** Two lists of the company's own, which differ in that software needs to know what a status means. */
export type Noun = "statuses" | "types";
export type Named = Status | Type;
export type NamedPage = Page<Named>;

export function isStatus(named: Named): named is Status {
  return "kind" in named;
}

/** With what is archived. */
export function listPath(noun: Noun): string {
  return `/api/${noun}?archived=true`;
}

/** Names, colours and order are part of whatever shows an intervention, too. */
export function showChangedNames(noun: Noun): void {
  changed((path) => path.startsWith(`/api/${noun}`) || path.startsWith("/api/interventions"));
}

export async function setArchived(noun: Noun, { id }: Named, is_archived: boolean): Promise<void> {
  await ask(`/api/${noun}/${id}`, { method: "PATCH", body: { is_archived } });
  showChangedNames(noun);
}
