"use client";

import { Checkbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";

type TickBoxProps = { label: string; isTicked: boolean; onChange?: (isTicked: boolean) => void; isChanged?: boolean };

/** A box in a table: its cell is the target, 48 px at least. Without `onChange` it only shows how it is. */
export function TickBox({ label, isTicked, onChange, isChanged = false }: TickBoxProps) {
  return (
    <Checkbox.Root
      aria-label={label}
      title={label}
      checked={isTicked}
      onCheckedChange={onChange}
      disabled={!onChange}
      className="group inline-grid size-12 cursor-pointer place-items-center rounded-xl hover:bg-petrol-wash data-disabled:cursor-default data-disabled:hover:bg-transparent"
    >
      <span
        className={`grid size-6 place-items-center rounded-md border-[1.5px] border-edge bg-raised text-on-petrol transition-colors group-data-checked:border-petrol group-data-checked:bg-petrol group-data-disabled:border-transparent group-data-disabled:bg-petrol-wash group-data-disabled:text-petrol ${isChanged ? "ring-2 ring-brass ring-offset-2 ring-offset-raised" : ""}`}
      >
        <Checkbox.Indicator>
          <Check aria-hidden="true" className="size-4.5" strokeWidth={3} />
        </Checkbox.Indicator>
      </span>
    </Checkbox.Root>
  );
}

/** Where a table has no box, because there can be none. */
export function NoBox({ label }: { label: string }) {
  return (
    <span role="img" aria-label={label} title={label} className="inline-grid size-12 place-items-center text-edge">
      <Minus aria-hidden="true" className="size-4" />
    </span>
  );
}
