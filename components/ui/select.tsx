import { ChevronDown } from "lucide-react";
import type { Ref, SelectHTMLAttributes } from "react";
import { Framed, inputClass } from "./field.tsx";

type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & {
  label: string;
  isLabelHidden?: boolean;
  hint?: string;
  error?: string | null;
  options: readonly { value: string; label: string }[];
  ref?: Ref<HTMLSelectElement>;
};

/** One of a few. The system's own list: it is the best there is on a phone. */
export function Select({ label, isLabelHidden, hint, error, options, className = "", ...select }: SelectProps) {
  return (
    <Framed {...{ label, isLabelHidden, hint, error, id: select.id }}>
      {(attributes) => (
        <span className="relative block">
          <select {...select} {...attributes} className={`${inputClass} appearance-none pe-11 ${className}`}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 end-3.5 my-auto size-5 text-soft"
          />
        </span>
      )}
    </Framed>
  );
}
