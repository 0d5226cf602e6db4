import type { z } from "zod";
import { whyOf } from "../domain/input-reason.ts";
import { Refusal, type WrongField } from "./refusal.ts";

const mostErrors = 100;

/** What a schema makes of input, or a refusal with an error per field. */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new Refusal("invalid_input", { errors: result.error.issues.flatMap(wrongFields).slice(0, mostErrors) });
}

/** Of a key that is not known it is the key that is wrong, not the object that has it. */
function wrongFields(issue: z.core.$ZodIssue): WrongField[] {
  const why = whyOf(issue);
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path.join("."), ...why }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), ...why }));
}
