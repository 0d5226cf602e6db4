"use client";

import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { cardClass } from "./part.tsx";

/** Who is signed in, and as what. */
export function Person() {
  const { t, locale } = useTexts();
  const { account, organization } = useSession();
  const profiles = [
    ...(account.is_admin ? [t("account.administrator")] : []),
    ...(account.is_technician ? [t("account.technician")] : []),
  ];
  return (
    <div className={`${cardClass} flex items-center gap-4 py-5`}>
      <span
        aria-hidden="true"
        className="grid size-14 shrink-0 place-items-center rounded-full bg-petrol-wash text-large font-semibold text-petrol"
      >
        {initials(account.name, locale)}
      </span>
      <div className="min-w-0">
        <p className="text-large font-semibold">{account.name}</p>
        <p className="text-soft">{[profiles.join(" · "), organization.name].filter(Boolean).join(" · ")}</p>
        <p className="text-small text-soft">{account.email}</p>
      </div>
    </div>
  );
}

/** Of the first and the last word of a name. */
function initials(name: string, locale: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase(locale);
}
