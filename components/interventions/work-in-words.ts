import type { Texts } from "#lib/browser/texts.tsx";
import type { Times } from "#lib/browser/times.ts";
import type { WorkLine } from "#lib/domain/interventions/entries.ts";

type Work = Pick<WorkLine, "description" | "minutes" | "material" | "quantity" | "unit">;

/** "Pump replaced · 1 hr 30 min · 2 × Seal" */
export function workInWords(line: Work, texts: Pick<Texts, "locale">, times: Pick<Times, "duration">): string {
  const took = line.minutes === null ? "" : times.duration(line.minutes);
  return [line.description, took, materialInWords(line, texts)].filter(Boolean).join(" · ");
}

/** "2 × Seal", "1.5 m Pipe"; without a quantity the material alone. */
export function materialInWords(
  { material, quantity, unit }: Omit<Work, "description" | "minutes">,
  { locale }: Pick<Texts, "locale">,
): string {
  if (material === "" || quantity === null) return material;
  const many = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(quantity);
  return unit === "" ? `${many} × ${material}` : `${many} ${unit} ${material}`;
}
