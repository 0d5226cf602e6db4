"use client";

import type { ReactNode } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";

type ChoosableRowProps = { job: Intervention; isChosen: boolean; onToggle: () => void; children: ReactNode };

/** A row while several are chosen: a tap anywhere on it chooses it instead of opening it. */
export function ChoosableRow({ job, isChosen, onToggle, children }: ChoosableRowProps) {
  const { t } = useTexts();
  return (
    <label className={`flex cursor-pointer items-stretch ${isChosen ? "bg-petrol-wash" : ""}`}>
      <span className="grid w-12 shrink-0 place-items-center">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onToggle}
          aria-label={t("interventions.choose_row", { number: String(job.number), title: job.title })}
          className="size-5 accent-petrol"
        />
      </span>
      <span inert className="min-w-0 grow">
        {children}
      </span>
    </label>
  );
}
