"use client";

import { Switch as Primitive } from "@base-ui/react/switch";
import type { ReactNode } from "react";

type SwitchProps = {
  label: ReactNode;
  hint?: ReactNode;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
};

/** On or off, with its label as part of the target. */
export function Switch({ label, hint, isOn, isDisabled, onChange }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch is inside, as Base UI draws it
    <label className="flex min-h-12 items-center justify-between gap-4 py-2.5">
      <span className="grid">
        <span className="font-medium">{label}</span>
        {hint && <span className="text-small text-soft">{hint}</span>}
      </span>
      <Primitive.Root
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
        className="flex h-7 w-12 shrink-0 items-center rounded-full bg-edge p-0.5 transition-colors data-checked:bg-petrol data-disabled:opacity-60"
      >
        <Primitive.Thumb className="size-6 rounded-full bg-raised shadow-raised transition-transform data-checked:translate-x-5 rtl:data-checked:-translate-x-5" />
      </Primitive.Root>
    </label>
  );
}
