/** Titles of problem documents, by their stable `code`; also what a screen shows when it has nothing better to say. */
export const errors = {
  invalid_input: "Something in what you sent isn’t right.",
  invalid_credentials: "E-mail address or password is wrong.",
  not_signed_in: "Please sign in.",
  forbidden: "Your profile doesn’t allow this.",
  not_found: "This doesn’t exist, or you may not see it.",
  version_conflict: "Somebody changed this in the meantime.",
  already_exists: "This already exists.",
  too_large: "This is too large.",
  rate_limited: "Too many attempts. Please wait a little.",
  idempotency_mismatch: "This request was already sent with another content.",
  endpoint_not_allowed: "This push service isn’t allowed.",
  internal: "Something went wrong on our side.",
} as const;
