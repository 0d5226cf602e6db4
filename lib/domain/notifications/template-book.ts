import type { Audience, Channel } from "./message.ts";
import { isFault, parseTemplate, type TemplateFault, type TemplateText } from "./template-text.ts";

/** The texts of a mail, and of a push and its bell row, that a company may word itself. */
export const templateFields = {
  email: ["subject", "heading", "text"],
  push: ["title", "body"],
} as const satisfies Record<Channel, readonly string[]>;
export type TemplateField = (typeof templateFields)[Channel][number];
export const allTemplateFields = [...templateFields.email, ...templateFields.push];

/** For which messages a template words; `status_id` null: for every status that has none of its own. */
export type TemplateKey = { status_id: number | null; audience: Audience; channel: Channel; language: string };

/** The company's own wording. A field that is null keeps the shipped one. */
export type MessageTemplate = TemplateKey & Record<TemplateField, string | null>;

/** A template made ready; a field that it leaves alone is missing. */
export type ReadTemplate = Partial<Record<TemplateField, TemplateText>>;

export type TemplateBook = {
  /** The first of these languages counts that has a template; in it, the one for the very status before the one for all. */
  find(place: Omit<TemplateKey, "language">, languages: readonly string[]): ReadTemplate | null;
  /** Says that a template could not be used, so that the shipped wording went out instead. */
  report(key: string, problem: string): void;
};

export const noTemplates: TemplateBook = { find: () => null, report: () => {} };

/**
 * The company's templates, by what they are for. Each is read when it is first wanted. They are checked when they are
 * saved; one that SQL has broken is as good as none, and is reported.
 */
export function templateBook(
  templates: readonly MessageTemplate[],
  report: TemplateBook["report"] = () => {},
): TemplateBook {
  if (templates.length === 0) return noTemplates;
  const byKey = new Map(templates.map((template) => [templateKeyOf(template), template]));
  const read = new Map<string, ReadTemplate | null>();
  return { find, report };

  function find(place: Omit<TemplateKey, "language">, languages: readonly string[]): ReadTemplate | null {
    for (const language of languages)
      for (const status_id of [place.status_id, null]) {
        const found = readOnce(templateKeyOf({ ...place, status_id, language }));
        if (found) return found;
      }
    return null;
  }

  function readOnce(key: string): ReadTemplate | null {
    const template = byKey.get(key);
    if (!template) return null;
    const before = read.get(key);
    if (before !== undefined) return before;
    const made = readTemplate(template);
    if ("fault" in made) report(key, `${made.field}: ${made.fault.reason} at ${made.fault.place}`);
    const usable = "fault" in made ? null : made.read;
    read.set(key, usable);
    return usable;
  }
}

/** `2:email:customer:it`; `*` stands for every status. */
export function templateKeyOf({ status_id, channel, audience, language }: TemplateKey): string {
  return `${status_id ?? "*"}:${channel}:${audience}:${language}`;
}

type Read = { read: ReadTemplate } | { field: TemplateField; fault: TemplateFault };

export function readTemplate(template: MessageTemplate): Read {
  const read: ReadTemplate = {};
  for (const field of templateFields[template.channel]) {
    const text = template[field];
    if (text === null || text.trim() === "") continue;
    const parsed = parseTemplate(text);
    if (isFault(parsed)) return { field, fault: parsed };
    read[field] = parsed;
  }
  return { read };
}
