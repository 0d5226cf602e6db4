import { z } from "zod";
import { because } from "../reasons.ts";

const shortest = 10;
/** bcrypt looks at no more; what it would ignore is refused. */
const longestBytes = 72;

/** A new password: at least ten characters, at most 72 bytes, any of them. */
export const newPassword = z.string().superRefine((password, context) => {
  const bounds = { origin: "string", inclusive: true, input: password } as const;
  if ([...password].length < shortest) context.addIssue({ ...bounds, code: "too_small", minimum: shortest });
  if (new TextEncoder().encode(password).length > longestBytes)
    context.addIssue({ ...bounds, code: "too_big", maximum: longestBytes });
  if (password.includes("\0"))
    context.addIssue({
      code: "invalid_format",
      format: "regex",
      input: password,
      message: because("password_with_zero_byte"),
    });
});
