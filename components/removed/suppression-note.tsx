"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Suppression } from "#lib/domain/people/person.ts";

/** Since when an address gets nothing, or nothing of a kind, and why. */
export function SuppressionNote({ suppression }: { suppression: Suppression }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { scope, source, reason, created_by, created_at } = suppression;
  const who = created_by ? t("people.blocked_user", { who: created_by }) : t("people.blocked_by_somebody");
  const why = source === "user" ? who : t(`people.blocked_${source}`);
  // What the link notes for itself is said already.
  const more = reason && source !== "link" ? ` (${reason})` : "";
  return (
    <p className="rounded-xl bg-brass-wash px-4 py-2.5 text-small text-brass-ink wrap-anywhere">
      <span className="font-medium">
        {t("people.blocked", { date: times.day(new Date(created_at)), why: `${why}${more}` })}
      </span>{" "}
      {t(`people.scope_${scope}`)}
    </p>
  );
}
