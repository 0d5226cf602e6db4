/** What a column of an import can be. `null` elsewhere means: ignore it. */
export const importFields = [
  "name",
  "first_name",
  "last_name",
  "kind",
  "company",
  "code",
  "email",
  "phone",
  "language",
  "site_name",
  "street",
  "postal_code",
  "city",
  "country",
  "access_note",
  "note",
  "group",
] as const;
export type GivenField = (typeof importFields)[number];

/** A field that every contact has, or one of the company's own, by its key. */
export type ImportField = GivenField | `own_fields.${string}`;

/** Several columns may be one of these; up to three columns name groups [CT-39]. */
export const mostColumns: Partial<Record<ImportField, number>> = { email: 10, phone: 10, group: 3 };

/** What a contact of the file is recognized by in the registry: the first of those chosen that a row has decides. */
export const identities = ["code", "email", "phone"] as const;
export type Identity = (typeof identities)[number];

/** The parts of the address where the work is done. */
export const siteFields = ["site_name", "street", "postal_code", "city", "country", "access_note"] as const;

export function isOwnField(field: ImportField): field is `own_fields.${string}` {
  return field.startsWith("own_fields.");
}

export function ownFieldKeyOf(field: `own_fields.${string}`): string {
  return field.slice("own_fields.".length);
}
