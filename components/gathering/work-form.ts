import type { WorkLine, WorkLineInput } from "#lib/domain/interventions/entries.ts";
import { mostMinutes } from "#lib/domain/interventions/entry-limits.ts";
import { minutesOf } from "../interventions/minutes.ts";

/** A work line as people type it. */
export type WorkForm = { what: string; took: string; material: string; quantity: string; unit: string };
export type WorkFault = {
  field: keyof WorkForm;
  text: "duration_wrong" | "quantity_wrong" | "material_missing" | "work_empty";
};

export const emptyForm: WorkForm = { what: "", took: "", material: "", quantity: "", unit: "" };

export function formOf(line: Omit<WorkLine, "author" | "created_at" | "id">, locale: string): WorkForm {
  return {
    what: line.description,
    took: line.minutes === null ? "" : String(line.minutes),
    material: line.material,
    quantity: line.quantity === null ? "" : typedNumber(line.quantity, locale),
    unit: line.unit,
  };
}

/** What was typed, or the first thing that is wrong with it. */
export function lineOf(form: WorkForm, startedAt: string | null): WorkLineInput | WorkFault {
  const minutes = /^\s*(\d{0,5}|\d{1,3}:[0-5]\d)\s*$/.test(form.took) ? minutesOf(form.took) : Number.NaN;
  if (minutes !== null && !(minutes >= 1 && minutes <= mostMinutes)) return { field: "took", text: "duration_wrong" };
  const material = form.material.trim();
  const quantity = quantityOf(form.quantity);
  if (quantity !== null && !(quantity > 0 && quantity <= 999_999)) return { field: "quantity", text: "quantity_wrong" };
  if (quantity !== null && material === "") return { field: "material", text: "material_missing" };
  const description = form.what.trim();
  if (description === "" && minutes === null && material === "") return { field: "what", text: "work_empty" };
  const unit = material === "" ? "" : form.unit.trim();
  return { description, started_at: startedAt, minutes, material, quantity, unit };
}

export function isFault(line: WorkLineInput | WorkFault): line is WorkFault {
  return "field" in line;
}

/** With a comma or a point, whatever the language, to a thousandth; NaN for what is none. */
function quantityOf(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  return /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
}

function typedNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false }).format(value);
}
