import type { ReactNode } from "react";

type Option<Value> = { value: Value; label: string; icon?: ReactNode; isOff?: boolean };

type ChoicesProps<Value> = {
  label: string;
  options: readonly Option<Value>[];
  chosen: readonly Value[];
  onChoose: (chosen: Value[]) => void;
};

/** Any number of a few, side by side as far as there is room. */
export function Choices<Value extends string | number>({ label, options, chosen, onChoose }: ChoicesProps<Value>) {
  const toggled = (value: Value) =>
    chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
  return (
    <fieldset>
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label: text, icon, isOff }) => (
          <label
            key={value}
            className="flex min-h-12 max-w-full min-w-0 compact:min-h-10 items-center gap-2 rounded-xl border border-edge bg-raised px-3.5 py-2 font-medium transition-colors hover:bg-sunken has-checked:border-petrol has-checked:bg-petrol-wash has-checked:text-petrol has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-petrol"
          >
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              disabled={isOff}
              onChange={() => onChoose(toggled(value))}
              className="size-4.5 shrink-0 accent-petrol"
            />
            {icon}
            <span className="min-w-0 wrap-anywhere">{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
