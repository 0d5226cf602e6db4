/** Why a piece of information was not taken in; `lib/messages/…/contacts/import.ts` has the sentences. */
export const faultReasons = [
  "not_an_email",
  "not_a_phone_number",
  "phone_lost_zero",
  "spreadsheet_rounded",
  "not_a_date",
  "not_a_number",
  "too_long",
  "not_a_language",
  "not_a_country",
  "not_a_kind",
  "no_such_company",
  "code_twice",
  "code_taken",
  "second_site",
  "too_many_groups",
  "group_is_smart",
  "several_contacts",
  "contact_twice",
  "no_means_of_contact",
  "not_storable",
] as const;
export type FaultReason = (typeof faultReasons)[number];

/** One cell that was not taken in, or with `column: null` a whole row. */
export type Fault = {
  /** Of the file, counted from 1. */
  line: number;
  /** Counted from 0. */
  column: number | null;
  reason: FaultReason;
};
