import { type ReactNode, useId } from "react";

type Option<Value> = { value: Value; label: string; icon?: ReactNode };

type ChoiceProps<Value> = {
  label: string;
  options: readonly Option<Value>[];
  chosen: Value;
  /** Two side by side on a phone, for longer words. */
  isWide?: boolean;
  onChoose: (value: Value) => void;
};

/** One of a few, side by side as far as there is room; arrow keys go from one to the next. */
export function Choice<Value extends string>({ label, options, chosen, isWide, onChoose }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label: text, icon }) => (
          <label
            key={value}
            className={`flex min-h-12 compact:min-h-10 grow ${isWide ? "basis-36" : "basis-24"} items-center justify-center gap-2 rounded-xl border border-edge bg-raised px-3 py-2 text-center font-medium wrap-break-word transition-colors hover:bg-sunken has-checked:border-petrol has-checked:bg-petrol-wash has-checked:text-petrol has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-petrol`}
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="sr-only"
            />
            {icon}
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
