import { shorten, singleLine } from "../text.ts";
import type { Reader } from "./intervention-facts.ts";
import { interventionWording } from "./intervention-wording.ts";
import type { StandaloneMessage, Wording } from "./message.ts";
import { templateBook } from "./template-book.ts";

type Payload = Extract<StandaloneMessage, { kind: "template.tested" }>["payload"];

/** What the template would say to somebody of its audience, to whoever writes it; only the reason is another. */
export function templateTestWording({ template, snapshot, recipient_name }: Payload, reader: Reader): Wording {
  const { audience, language } = template;
  const templates = templateBook([{ ...template, status_id: null }], reader.templates.report);
  const recipient = { name: shorten(singleLine(recipient_name), 80), language };
  const wording = interventionWording(
    { kind: "intervention.status_changed", audiences: [audience], snapshot },
    { ...reader, recipient, templates },
  );
  const reason = reader.translator.notification("test_template_reason");
  return { ...wording, mail: () => ({ ...wording.mail(), reason }) };
}
