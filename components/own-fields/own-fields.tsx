"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { ownFieldsPath } from "../contacts/paths.ts";
import { TextField } from "../ui/field.tsx";

type Values = Record<string, string | number>;
type OwnFieldsProps = { values: Values; errors: ReadonlyMap<string, string>; onChange: (values: Values) => void };

/** The company's own fields of a contact, in their order; nothing while it has none. */
export function OwnFields({ values, errors, onChange }: OwnFieldsProps) {
  const { body } = useAnswer<Page<OwnField>>(ownFieldsPath);
  return (body?.items ?? []).map(({ key, name, type }) => (
    <TextField
      key={key}
      type={type}
      label={name}
      value={values[key] ?? ""}
      step={type === "number" ? "any" : undefined}
      dir={type === "text" ? "auto" : undefined}
      maxLength={2_000}
      autoComplete="off"
      error={errors.get(`own_fields.${key}`)}
      onChange={({ target }) => {
        const { [key]: _, ...others } = values;
        const value = type === "number" ? target.valueAsNumber : target.value;
        onChange(value === "" || Number.isNaN(value) ? others : { ...others, [key]: value });
      }}
    />
  ));
}
