"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { Times } from "#lib/browser/times.ts";
import { TextField } from "../ui/field.tsx";

type PeriodFieldsProps = {
  times: Times;
  /** Moments, as the list's address has them: from this one on, and before that one. */
  from: string;
  to: string;
  onChange: (changes: { from?: string | null; to?: string | null }) => void;
};

/** First and last day of a period, both included, in the company's days. */
export function PeriodFields({ times, from, to, onChange }: PeriodFieldsProps) {
  const { t } = useTexts();
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,11.5rem),1fr))] gap-3">
      <TextField
        type="date"
        label={t("interventions.from_day")}
        value={from ? times.dayKey(new Date(from)) : ""}
        onChange={({ target }) =>
          onChange({ from: target.value ? times.startOfDay(noon(target.value)).toISOString() : null })
        }
      />
      <TextField
        type="date"
        label={t("interventions.to_day")}
        // The address says before which moment, the person the last day before it.
        value={to ? times.dayKey(new Date(Date.parse(to) - 1)) : ""}
        onChange={({ target }) =>
          onChange({ to: target.value ? times.startOfDay(noon(target.value), 1).toISOString() : null })
        }
      />
    </div>
  );
}
