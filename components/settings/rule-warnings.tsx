"use client";

import { TriangleAlert } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { RuleWarning } from "#lib/domain/rules/rules.ts";
import { Link } from "../app/link.tsx";

/** Whom the rules as they are chosen mean and do not reach, with the way to mend it. */
export function RuleWarnings({ warnings }: { warnings: readonly RuleWarning[] }) {
  const { t } = useTexts();
  return (
    <div role="status">
      {warnings.length > 0 && (
        <section
          aria-labelledby="rule-warnings"
          className="flex gap-3 rounded-2xl bg-brass-wash px-4 py-3.5 text-brass-ink"
        >
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
          <div className="grid min-w-0 grid-cols-1 gap-1.5">
            <h2 id="rule-warnings" className="font-semibold">
              {t("rules.warnings_title")}
            </h2>
            <p>{t("rules.warnings_text")}</p>
            <ul className="grid grid-cols-1 gap-2">
              {warnings.map((warning) => (
                <li key={warning.code}>
                  <p>{t(`rules.${warning.code}`, { count: warning.count })}</p>
                  <People warning={warning} />
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
    </div>
  );
}

/** Each leads to the page where it is mended. */
function People({ warning: { count, people } }: { warning: RuleWarning }) {
  const { t } = useTexts();
  const shown = people.slice(0, 10);
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4">
      {shown.map(({ contact_id, name }) => (
        <li key={contact_id} className="max-w-full min-w-0">
          <Link
            href={`/contacts/${contact_id}`}
            className="inline-flex min-h-12 max-w-full items-center font-medium underline compact:min-h-8"
          >
            <span className="truncate">{name}</span>
          </Link>
        </li>
      ))}
      {count > shown.length && (
        <li className="inline-flex min-h-12 items-center compact:min-h-8">
          {t("rules.and_more", { count: count - shown.length })}
        </li>
      )}
    </ul>
  );
}
