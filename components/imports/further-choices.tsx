import { type ReactNode, useMemo } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import { identities, isOwnField, ownFieldKeyOf } from "#lib/domain/imports/field.ts";
import type { ImportChoices, ImportSettings } from "#lib/domain/imports/import.ts";
import { countries } from "../company/known-places.ts";
import { Choice } from "../ui/choice.tsx";
import { Choices } from "../ui/choices.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";

type FurtherChoicesProps = {
  chosen: ImportSettings;
  ownFields: readonly OwnField[];
  onChoose: (choices: ImportChoices) => void;
};

/** By what contacts are recognized, and how what the file does not say is meant. */
export function FurtherChoices({ chosen, ownFields, onChoose }: FurtherChoicesProps) {
  const { t, locale } = useTexts();
  const had = identities.filter((identity) => chosen.columns.includes(identity));
  const types = chosen.columns.flatMap((field) =>
    field !== null && isOwnField(field) ? (ownFields.find(({ key }) => key === ownFieldKeyOf(field))?.type ?? []) : [],
  );
  const countryOptions = useMemo(() => countries(locale), [locale]);
  return (
    <section className="grid grid-cols-1 gap-5 rounded-2xl border border-line bg-raised p-5">
      {had.length > 0 && (
        <Part title={t("imports.identities")} text={t("imports.identities_text")}>
          <Choices
            label={t("imports.identities")}
            chosen={chosen.identities}
            onChoose={(next) =>
              next.length > 0 && onChoose({ identities: identities.filter((one) => next.includes(one)) })
            }
            options={had.map((value) => ({ value, label: t(`contact_columns.${value}`) }))}
          />
        </Part>
      )}
      {!chosen.columns.includes("kind") && (
        <Part title={t("imports.kind")}>
          <Choice
            label={t("imports.kind")}
            chosen={chosen.kind}
            onChoose={(kind) => onChoose({ kind })}
            options={[
              { value: "person", label: t("imports.kind_person") },
              { value: "company", label: t("imports.kind_company") },
            ]}
          />
        </Part>
      )}
      {chosen.columns.includes("phone") && (
        <Select
          label={t("imports.country")}
          value={chosen.country}
          onChange={({ target }) => onChoose({ country: target.value })}
          options={countryOptions}
        />
      )}
      {types.includes("date") && (
        <Select
          label={t("imports.dates")}
          value={chosen.date_order ?? ""}
          onChange={({ target }) => onChoose({ date_order: orNull<"day_first" | "month_first">(target.value) })}
          options={[
            { value: "", label: t("imports.as_file_says") },
            { value: "day_first", label: t("imports.day_first") },
            { value: "month_first", label: t("imports.month_first") },
          ]}
        />
      )}
      {types.includes("number") && (
        <Select
          label={t("imports.numbers")}
          value={chosen.decimal ?? ""}
          onChange={({ target }) => onChoose({ decimal: orNull<"," | ".">(target.value) })}
          options={[
            { value: "", label: t("imports.as_file_says") },
            { value: ",", label: t("imports.decimal_comma") },
            { value: ".", label: t("imports.decimal_point") },
          ]}
        />
      )}
      <div className="divide-y divide-line">
        <Switch
          label={t("imports.are_customers")}
          hint={t("imports.are_customers_hint")}
          isOn={chosen.is_customer}
          onChange={(is_customer) => onChoose({ is_customer })}
        />
        <Switch
          label={t("imports.empty_erases")}
          hint={t("imports.empty_erases_hint")}
          isOn={chosen.empty_erases}
          onChange={(empty_erases) => onChoose({ empty_erases })}
        />
      </div>
    </section>
  );
}

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <p className="font-medium">{title}</p>
      {children}
      {text && <p className="text-small text-soft">{text}</p>}
    </div>
  );
}

function orNull<Value extends string>(value: string): Value | null {
  return value === "" ? null : (value as Value);
}
