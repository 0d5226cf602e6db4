"use client";

import { ChevronRight } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Person } from "#lib/domain/people/person.ts";
import { Link } from "../app/link.tsx";
import { Initials } from "../interventions/technicians-block.tsx";
import { loginWords, roleWords } from "./login-words.ts";

/** Who it is, how to be reached, and whether able to sign in; brass where somebody who works here cannot be told. */
export function PersonRow({ person }: { person: Person }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { id, name, roles, default_email, login } = person;
  const words = roleWords(person, t);
  const isTechnician = roles.includes("technician");
  const wantsLogin =
    login.state === "expired" || login.state === "no_profile" || (isTechnician && login.state === "none");
  return (
    <Link
      href={`/contacts/${id}`}
      className="flex min-h-16 items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-sunken"
    >
      <Initials name={name} />
      <span className="grid min-w-0 grow gap-x-4 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <span className="grid min-w-0 content-center">
          <span dir="auto" className="font-medium wrap-anywhere">
            {name}
          </span>
          <span className="text-small text-soft">{words.length > 0 ? words.join(" · ") : t("people.no_role")}</span>
        </span>
        <span className="grid min-w-0 content-center text-small">
          <span
            className={`wrap-anywhere ${default_email === null && isTechnician ? "font-medium text-brass-ink" : "text-soft"}`}
          >
            {default_email ?? t("people.no_email")}
          </span>
          {(login.state !== "none" || isTechnician) && (
            <span className={`wrap-anywhere ${wantsLogin ? "font-medium text-brass-ink" : "text-soft"}`}>
              {loginWords(login, times, t)}
            </span>
          )}
        </span>
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
    </Link>
  );
}
