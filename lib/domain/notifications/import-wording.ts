import { shorten, singleLine } from "../text.ts";
import type { Reader } from "./intervention-facts.ts";
import type { StandaloneMessage, Wording } from "./message.ts";

type Payload = Extract<StandaloneMessage, { kind: "import.finished" }>["payload"];

/** To who began an import. Leads to its result. */
export function importWording(payload: Payload, { translator }: Reader): Wording {
  const file = shorten(singleLine(payload.file_name), 80) || translator.notification("import_pasted");
  const title = translator.notification(payload.state === "done" ? "import_done_title" : "import_undone_title", {
    file,
  });
  const body = (payload.undone ? takenBack(payload.undone) : done()).filter(Boolean).join(" ");
  return {
    subject: title,
    title,
    heading: { label: null, kind: null, text: title },
    body,
    action: { label: translator.notification("import_action"), path: `/contacts/import/${payload.import_id}` },
    mail: () => ({ paragraphs: [body], details: [], reason: translator.notification("import_reason") }),
  };

  function done(): string[] {
    return [
      translator.notification("import_counts", { added: payload.new, changed: payload.changed }),
      payload.faults > 0 ? translator.notification("import_faults", { count: payload.faults }) : "",
    ];
  }

  function takenBack({ removed, taken_back, kept }: NonNullable<Payload["undone"]>): string[] {
    return [
      translator.notification("import_undone", { removed, taken_back }),
      kept > 0 ? translator.notification("import_kept", { count: kept }) : "",
    ];
  }
}
