import type { OrganizationChanges, OrganizationSettings } from "#lib/domain/organization/organization.ts";

export const companyPath = "/api/organization";

export const companyFields = [
  "name",
  "color",
  "sender_name",
  "sender_email",
  "reply_to",
  "signature",
  "language",
  "languages",
  "time_zone",
  "phone_country",
] as const;
export type CompanyField = (typeof companyFields)[number];
export type CompanyValues = Record<CompanyField, string>;

/** As the form has it: what is not there is empty, languages stand in a row. */
export function valuesOf(company: OrganizationSettings): CompanyValues {
  const { reply_to, signature, color, languages } = company;
  return {
    name: company.name,
    color: color ?? "",
    sender_name: company.sender_name,
    sender_email: company.sender_email,
    reply_to: reply_to ?? "",
    signature: signature ?? "",
    language: company.language,
    languages: languages.join(","),
    time_zone: company.time_zone,
    phone_country: company.phone_country,
  };
}

/** What the API is to be told: only what was changed. */
export function changesOf(values: CompanyValues, changed: readonly CompanyField[]): OrganizationChanges {
  return Object.fromEntries(changed.map((field) => [field, sent(field, values[field])]));
}

function sent(field: CompanyField, value: string): string | string[] | null {
  if (field === "languages") return value.split(",");
  const mayBeNothing = field === "reply_to" || field === "signature" || field === "color";
  return mayBeNothing && value.trim() === "" ? null : value;
}
