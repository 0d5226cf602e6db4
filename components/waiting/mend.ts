import { answerNow } from "#lib/browser/answers.ts";
import { writeDraft } from "#lib/browser/drafts.ts";
import { go } from "#lib/browser/location.ts";
import { giveUp } from "#lib/browser/outbox/outbox.ts";
import type { Doing, WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { formOf } from "../gathering/work-form.ts";

/** What can be typed anew; anything else is done again where it was done. */
export function isMendable({ kind }: Doing): boolean {
  return kind === "note" || kind === "work" || kind === "outcome" || kind === "response" || kind === "creation";
}

/** Puts what was refused back into its form, where it can be changed and saved once more. */
export async function mend(change: WaitingChange, locale: string): Promise<void> {
  const { doing, number } = change;
  await giveUp(change);
  switch (doing.kind) {
    case "note":
      writeDraft(`note.${number}.new`, { text: doing.note.text });
      break;
    case "work":
      writeDraft(`work.${number}.new`, formOf(doing.line, locale));
      break;
    case "response":
      writeDraft(`decline.${number}`, { reason: doing.reason });
      break;
    case "outcome":
      writeDraft(`outcome.${number}`, {
        typed: doing.answer,
        base: answerNow<Intervention>(`/api/interventions/${number}`),
      });
      break;
    case "creation":
      writeDraft("intervention.new", { values: doing.typed });
      break;
    default:
  }
  go(doing.kind === "creation" ? "/interventions/new" : `/interventions/${number}`);
}
