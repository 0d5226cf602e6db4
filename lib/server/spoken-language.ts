import { publicOrganization } from "../db/organization.ts";
import { baseLanguage } from "../domain/notifications/names.ts";
import { languages } from "../messages/index.ts";
import { webDatabase } from "./database.ts";

const rememberMs = 60_000;
let organization: { language: Promise<string | null>; until: number } | undefined;

/** The caller's language if the product speaks it, else the company's; null while the database does not say which. */
export async function spokenLanguage(wanted: string | null): Promise<string | null> {
  if (languages.some(({ tag }) => tag === baseLanguage(wanted ?? ""))) return wanted;
  if (organization === undefined || organization.until < Date.now()) {
    const language = publicOrganization(webDatabase()).then(
      (known) => known.language,
      () => null,
    );
    organization = { language, until: Date.now() + rememberMs };
  }
  return organization.language;
}
