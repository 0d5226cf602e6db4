import { shorten, singleLine } from "../text.ts";
import type { InterventionFacts, Reader } from "./intervention-facts.ts";
import type { Audience, Channel, InterventionMessage, Wording } from "./message.ts";
import { baseLanguage } from "./names.ts";
import { placeholderValue } from "./placeholder.ts";
import { capitalized } from "./sentences.ts";
import type { ReadTemplate } from "./template-book.ts";
import { fillTemplate, type TemplateText } from "./template-text.ts";
import type { TimeStyle } from "./wording-translator.ts";

/**
 * The shipped wording with the company's own in place of what a template words. The number in the subject, the status
 * above the headline, details, button and reason are always ours.
 */
export function ownWording(
  shipped: Wording,
  { kind, snapshot }: InterventionMessage,
  audience: Audience,
  facts: InterventionFacts,
  reader: Reader,
): Wording {
  if (kind !== "intervention.status_changed") return shipped;
  const place = { status_id: snapshot.status?.id ?? null, audience };
  // Whoever reads a language that the product does not speak reads the company's, in templates as in all else.
  const languages = [baseLanguage(reader.recipient.language), reader.translator.language];
  const find = (channel: Channel) => reader.templates.find({ ...place, channel }, languages);
  const [mail, push] = [find("email"), find("push")];
  if (!mail && !push) return shipped;
  try {
    return { ...shipped, ...(mail && mailWording(mail, shipped)), ...(push && pushWording(push)) };
  } catch (error) {
    reader.templates.report(`${place.status_id}:${audience}`, (error as Error).message);
    return shipped;
  }

  function mailWording(template: ReadTemplate, { subject, heading, mail }: Wording): Partial<Wording> {
    const paragraphs = template.text ? paragraphsOf(template.text) : [];
    return {
      subject: numbered(line(template.subject, 180) ?? subject, facts.number),
      heading: { ...heading, text: line(template.heading, 200) ?? heading.text },
      mail: () =>
        paragraphs.length > 0 ? { ...mail(), paragraphs, preheader: shorten(paragraphs.join(" "), 300) } : mail(),
    };
  }

  function pushWording(template: ReadTemplate): Partial<Wording> {
    return { title: line(template.title, 160) ?? shipped.title, body: line(template.body, 300) ?? shipped.body };
  }

  /** Without a name the greeting is left out, and what follows it in one sentence begins the text. */
  function paragraphsOf({ lines }: TemplateText): string[] {
    const [first = "", ...rest] = filled({ lines }, "long");
    const isGreeted = filled({ lines: lines.slice(0, 1) }, "long").length > 0;
    return [isGreeted ? first : capitalized(first, reader.translator.language), ...rest].filter(Boolean);
  }

  /** Null when nothing is left of it. */
  function line(text: TemplateText | undefined, limit: number): string | null {
    return (text && shorten(singleLine(filled(text, "short").join(" ")), limit)) || null;
  }

  function filled(text: TemplateText, style: TimeStyle): string[] {
    return fillTemplate(text, (name, begins) => {
      const value = placeholderValue(name, facts, reader, style);
      if (value === null) return null;
      // Times are words of ours: at the start of a sentence they begin as one.
      const isTime = name === "starts_at" || name === "due_at";
      return reader.translator.isolated(begins && isTime ? capitalized(value, reader.translator.language) : value);
    });
  }
}

/** Answers are told apart by it, so no subject goes without. */
function numbered(subject: string, number: string): string {
  const tag = `[#${number}]`;
  return subject.includes(tag) ? subject : `${tag} ${subject}`;
}
