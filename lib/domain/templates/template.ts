import { z } from "zod";
import { id, instant, language, reference, text, version } from "../fields.ts";
import { audiences, channels } from "../notifications/message.ts";
import { allTemplateFields, type TemplateField, templateFields } from "../notifications/template-book.ts";
import { isFault, parseTemplate } from "../notifications/template-text.ts";
import { because } from "../reasons.ts";

/** How long what is typed may be; what comes of it is longer by its values. */
export const longest: Record<TemplateField, number> = { subject: 200, heading: 200, text: 4000, title: 120, body: 400 };

/** A text of a template, or nothing: then the shipped one goes out. */
function templateText(field: TemplateField) {
  const typed = field === "text" ? text(longest.text) : z.string().max(longest[field]);
  return typed
    .transform((given) => (given.trim() === "" ? null : given))
    .superRefine((given, context) => {
      const parsed = given === null ? null : parseTemplate(given);
      if (!parsed || !isFault(parsed)) return;
      const values = { place: parsed.place + 1, text: parsed.text };
      context.addIssue({ code: "custom", message: because(parsed.reason), params: { values } });
    })
    .nullable()
    .default(null);
}

const key = {
  /** Null: every status that has no wording of its own. */
  status_id: id.nullable(),
  audience: z.enum(audiences),
  channel: z.enum(channels),
  language,
};

const fields = {
  subject: templateText("subject"),
  heading: templateText("heading"),
  text: templateText("text"),
  title: templateText("title"),
  body: templateText("body"),
};

type Given = { audience: string; channel: "email" | "push" } & Record<TemplateField, string | null>;

function checkPlace({ audience, channel, ...given }: Given, context: z.RefinementCtx): void {
  const wrong = (path: string, reason: Parameters<typeof because>[0]) =>
    context.addIssue({ code: "custom", path: [path], message: because(reason) });
  if (audience === "customer" && channel === "push") wrong("channel", "customers_get_no_push");
  const own: readonly string[] = templateFields[channel];
  for (const field of allTemplateFields)
    if (given[field] !== null && !own.includes(field)) wrong(field, "not_a_field_of_the_channel");
}

/** With the version that was seen (null: there was none), what somebody else has saved meanwhile is not replaced. */
export const templateChoice = z
  .strictObject({ ...key, ...fields, version: version.nullable().optional() })
  .superRefine((given, context) => {
    checkPlace(given, context);
    if (templateFields[given.channel].every((field) => given[field] === null))
      context.addIssue({
        code: "custom",
        path: [templateFields[given.channel][0]],
        message: because("template_says_nothing"),
      });
  });
export type TemplateChoice = z.output<typeof templateChoice>;

/** A template that is tried, saved or not; all its texts may be the shipped ones. */
export const templateTrial = z
  .strictObject({ ...key, ...fields, /** Of which intervention; the newest unless said. */ number: id.optional() })
  .superRefine(checkPlace);
export type TemplateTrial = z.output<typeof templateTrial>;

export const shippedQuery = z.strictObject({
  status_id: z.coerce.number().pipe(id).optional(),
  audience: key.audience,
  channel: key.channel,
  language,
});

/** Of the template that was seen. */
export const removalQuery = z.strictObject({ version: z.coerce.number().pipe(version).optional() });

const texts = z.object({
  subject: z.string().nullable(),
  heading: z.string().nullable(),
  text: z.string().nullable(),
  title: z.string().nullable(),
  body: z.string().nullable(),
});
export const templateTexts = texts;
export type TemplateTexts = z.infer<typeof texts>;

export const template = z.object({
  id,
  ...key,
  ...texts.shape,
  version,
  updated_at: instant,
  updated_by: reference.nullable(),
  /** Why it cannot be used, so that the shipped wording goes out: nobody who saves it here can break it, SQL can. */
  fault: z.object({ field: z.enum(allTemplateFields), message: z.string() }).nullable(),
});
export type Template = z.infer<typeof template>;

export const templatePreview = z.object({
  /** Null: there is no intervention yet, and the preview shows a made-up one. */
  intervention_number: id.nullable(),
  recipient: z.string(),
  wording: z.object({ subject: z.string(), heading: z.string(), title: z.string(), body: z.string() }),
  /** As it is sent; null for a push. */
  mail: z.object({ html: z.string(), text: z.string() }).nullable(),
});
export type TemplatePreview = z.infer<typeof templatePreview>;

/** How many devices or addresses it is on its way to. */
export const templateTest = z.object({ queued: z.int() });
