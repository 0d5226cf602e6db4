import { z } from "zod";
import { baseLanguage } from "../domain/notifications/names.ts";
import { Refusal } from "./refusal.ts";

const locales = { en: z.locales.en(), it: z.locales.it() };

/** What a schema makes of input, or a refusal with an error per field, in the caller's language. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  language: string | null,
): z.output<Schema> {
  const locale = baseLanguage(language ?? "") === "it" ? locales.it : locales.en;
  const result = schema.safeParse(input, { error: locale.localeError });
  if (result.success) return result.data;
  throw new Refusal("invalid_input", {
    errors: result.error.issues.slice(0, 100).map((issue) => ({
      path: issue.path.join("."),
      code: issue.code,
      message: issue.message,
    })),
  });
}
