"use client";

import { Check } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Status } from "#lib/domain/statuses/status.ts";
import { StatusShape } from "./status-chip.tsx";

type StatusOptionProps = {
  status: Status;
  isCurrent: boolean;
  /** Whether the company lets it follow the present one. */
  isPossible: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

/** One of the statuses to choose from; the present one only shows where one is. */
export function StatusOption({ status, isCurrent, isPossible, isChosen, onChoose }: StatusOptionProps) {
  const { t } = useTexts();
  const isOffered = isPossible && !isCurrent;
  return (
    <label
      className={`flex min-h-13 items-center gap-3 rounded-xl px-3 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-petrol ${isOffered ? "hover:bg-sunken" : "cursor-default text-soft"} ${isChosen ? "bg-petrol-wash" : ""}`}
    >
      <input
        type="radio"
        name="status"
        className="sr-only"
        checked={isChosen}
        disabled={!isOffered}
        onChange={onChoose}
      />
      <span
        className="tinted grid size-8 shrink-0 place-items-center rounded-full"
        style={{ "--tint": status.color } as object}
      >
        <StatusShape kind={status.kind} className="size-4.5" />
      </span>
      <span className="min-w-0 grow font-medium wrap-anywhere">{status.name}</span>
      {!isOffered && (
        <span className="shrink-0 text-small">
          {t(isCurrent ? "interventions.current_status" : "interventions.does_not_follow")}
        </span>
      )}
      {isChosen && <Check aria-hidden="true" className="size-5 text-petrol" />}
    </label>
  );
}
