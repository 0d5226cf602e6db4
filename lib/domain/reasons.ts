/**
 * Why something is refused, more exactly than by its problem code. Schemas, the server and SQL (`private.refuse`) name
 * one of these; `lib/messages/…/errors.ts` has the sentences.
 */
export const reasons = [
  // What any input can be.
  "required",
  "body_required",
  "not_text",
  "not_a_number",
  "not_a_whole_number",
  "not_true_or_false",
  "not_a_list",
  "not_an_object",
  "empty",
  "too_short",
  "too_long",
  "too_few",
  "too_many",
  "too_small",
  "too_big",
  "not_one_of",
  "unknown_field",
  "not_possible",
  "duplicate",
  "does_not_exist",
  "already_taken",
  // Formats.
  "not_an_id",
  "not_a_page_size",
  "not_a_cursor",
  "not_a_time",
  "not_a_local_time",
  "not_a_time_zone",
  "not_a_language",
  "not_a_country",
  "not_a_color",
  "not_an_email",
  "not_a_phone_number",
  "not_json",
  "not_sent_as_json",
  "not_an_idempotency_key",
  "not_one_click",
  "password_with_zero_byte",
  "weak_password",
  // The registry.
  "name_required",
  "two_defaults",
  "half_a_place",
  "not_a_site_of_the_contact",
  "language_not_kept",
  "ids_or_filter",
  "group_kind_stays",
  "group_is_smart",
  "two_groups_needed",
  "who_required",
  "why_required",
  "no_means_of_contact",
  "too_many_fields",
  "unknown_own_field",
  "not_a_field_text",
  "not_a_date",
  "contact_has_login",
  "contact_has_open_work",
  "import_is_elsewhere",
  "consent_needed",
  "too_many_for_workbook",
  "import_is_too_old",
  // Work.
  "status_archived",
  "default_status_archived",
  "status_does_not_follow",
  "status_needs_field",
  "start_asks_nothing",
  "status_moved_meanwhile",
  "not_a_customer",
  "not_a_contact_person_of_the_customer",
  "not_a_site_of_the_customer",
  "not_a_technician",
  // Accounts.
  "contact_has_an_account",
  "address_signs_in_already",
  "link_is_spent",
  "by_invitation_only",
  "login_keeps_its_address",
  "profile_is_shipped",
  "profile_in_use",
  "handed_to_oneself",
  // Messages.
  "customers_get_no_push",
  "only_failed_are_resent",
  "no_own_address",
  // The company's own wording and looks.
  "unknown_placeholder",
  "brace_not_closed",
  "brace_not_opened",
  "template_says_nothing",
  "not_a_field_of_the_channel",
  "not_a_picture",
  "picture_broken",
  "picture_too_large",
  "one_line_only",
  "device_gone",
  "too_late_to_resend",
  "not_a_push_key",
  "endpoint_malformed",
  "endpoint_not_https",
  "endpoint_has_credentials",
  "endpoint_ip_address",
  "endpoint_other_port",
  "endpoint_unknown_push_service",
  // What the caller may not do.
  "administrators_only",
  "technicians_change_status_and_answer",
  "technicians_know_their_customers",
  "technicians_take_what_they_created",
  "technicians_create_for_themselves",
  "own_rights_stay",
  "account_inactive",
  "somebody_else_signed_in",
  "other_origin",
] as const;
export type Reason = (typeof reasons)[number];

const known: ReadonlySet<string> = new Set(reasons);

export function isReason(text: string | undefined): text is Reason {
  return text !== undefined && known.has(text);
}

/** The message of a zod check: not words, but the reason that has them. */
export function because(reason: Reason): Reason {
  return reason;
}
