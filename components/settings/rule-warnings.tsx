"use client";

import { TriangleAlert } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { RuleWarning } from "#lib/domain/rules/rules.ts";

/** Whom the saved rules mean and do not reach, by name. */
export function RuleWarnings({ warnings }: { warnings: readonly RuleWarning[] }) {
  const { t, locale } = useTexts();
  if (warnings.length === 0) return null;
  const list = new Intl.ListFormat(locale);
  return (
    <section
      tabIndex={-1}
      ref={(element) => element?.focus({ preventScroll: false })}
      aria-labelledby="rule-warnings"
      className="flex gap-3 rounded-2xl bg-brass-wash px-4 py-3.5 text-brass-ink outline-none"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="grid gap-1.5">
        <h2 id="rule-warnings" className="font-semibold">
          {t("rules.warnings_title")}
        </h2>
        <p>{t("rules.warnings_text")}</p>
        <ul className="list-disc ps-5">
          {warnings.map(({ code, count, people }) => (
            <li key={code}>{t(`rules.${code}`, { count, people: named(count, people) })}</li>
          ))}
        </ul>
      </div>
    </section>
  );

  function named(count: number, people: RuleWarning["people"]): string {
    const names = people.slice(0, 10).map(({ name }) => name);
    const others = count - names.length;
    return list.format(others > 0 ? [...names, t("rules.and_more", { count: others })] : names);
  }
}
