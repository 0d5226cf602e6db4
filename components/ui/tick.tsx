"use client";

import { Checkbox } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

type TickProps = { isTicked: boolean; onChange: (isTicked: boolean) => void; className?: string; children: ReactNode };

/** A box with its words, all of which is the target. */
export function Tick({ isTicked, onChange, className = "", children }: TickProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside, as Base UI draws it
    <label className={`flex min-h-12 cursor-pointer items-center gap-3 ${className}`}>
      <Checkbox.Root
        checked={isTicked}
        onCheckedChange={onChange}
        className="grid size-6 shrink-0 place-items-center rounded-md border-2 border-edge data-checked:border-petrol data-checked:bg-petrol"
      >
        <Checkbox.Indicator className="text-on-petrol">
          <Check aria-hidden="true" className="size-4.5" strokeWidth={3} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      {children}
    </label>
  );
}
