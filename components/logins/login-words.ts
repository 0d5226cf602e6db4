import type { Texts } from "#lib/browser/texts.tsx";
import type { Times } from "#lib/browser/times.ts";
import type { Person } from "#lib/domain/people/person.ts";

/** What stands of somebody's login, in a few words. */
export function loginWords({ state, profile, expires_at }: Person["login"], times: Times, t: Texts["t"]): string {
  if (state === "active") return t("people.login_active", { profile: profile?.name ?? "" });
  if (state === "invited") return t("people.login_invited", { date: times.day(new Date(expires_at ?? "")) });
  return t(`people.login_${state}`);
}

/** What somebody is to the company. */
export function roleWords({ roles, company, login }: Person, t: Texts["t"]): string[] {
  const isAdmin = login.state === "active" && login.profile?.level === "administrator";
  return [
    ...(isAdmin ? [t("people.role_administrator")] : []),
    ...(company ? [t("people.contact_person_of", { company: company.name })] : []),
    ...roles.map((role) => t(`people.role_${role}`)),
  ];
}
