import type { Doing } from "#lib/browser/outbox/waiting-change.ts";
import type { Texts } from "#lib/browser/texts.tsx";
import type { Times } from "#lib/browser/times.ts";
import { workInWords } from "../interventions/work-in-words.ts";

/** What somebody did, in a line. */
export function doneInWords(doing: Doing, texts: Texts, times: Times): string {
  const { t } = texts;
  switch (doing.kind) {
    case "status":
      return t("waiting.done_status", { status: doing.status.name });
    case "response":
      return doing.response === "accepted"
        ? t("waiting.done_response_accepted")
        : t("waiting.done_response_declined", { reason: doing.reason });
    case "outcome":
      return t("waiting.done_outcome", { text: doing.answer || "–" });
    case "note":
    case "note_removal":
      return t(`waiting.done_${doing.kind}`, { text: doing.note.text });
    case "work":
    case "work_removal":
      return t(`waiting.done_${doing.kind}`, { text: workInWords(doing.line, texts, times) });
    case "file":
    case "file_removal":
      return t(`waiting.done_${doing.kind}`, { name: doing.file.name });
    case "creation":
      return t("waiting.done_creation", { title: doing.job.title });
    default:
      return doing satisfies never;
  }
}
