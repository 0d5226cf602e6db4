import { Check } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";

const steps = ["load", "columns", "groups", "result"] as const;
export type Step = (typeof steps)[number];

/** Where one is in the four steps of the wizard [CT-23]. */
export function Steps({ current }: { current: Step }) {
  const { t } = useTexts();
  const at = steps.indexOf(current);
  return (
    <ol className="flex items-center gap-2 text-small">
      {steps.map((step, place) => (
        <li
          key={step}
          aria-current={place === at ? "step" : undefined}
          className={`flex min-w-0 items-center gap-2 ${place === at ? "font-medium" : "text-soft"}`}
        >
          {place > 0 && <span aria-hidden="true" className="h-px w-3 shrink-0 bg-line sm:w-8" />}
          <span
            aria-hidden="true"
            className={`number grid size-7 shrink-0 place-items-center rounded-full ${place === at ? "bg-petrol text-on-petrol" : place < at ? "bg-petrol-wash text-petrol" : "border border-line"}`}
          >
            {place < at ? <Check className="size-4" strokeWidth={3} /> : place + 1}
          </span>
          <span className={place === at ? "" : "sr-only sm:not-sr-only"}>{t(`imports.step_${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
