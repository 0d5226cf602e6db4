import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import { type ImportField, importFields } from "#lib/domain/imports/field.ts";
import type { ImportContent } from "#lib/domain/imports/import.ts";
import { Select } from "../ui/select.tsx";
import { fieldName } from "./field-name.ts";

type ColumnCardProps = {
  column: ImportContent["columns"][number];
  field: ImportField | null;
  isIgnored: boolean;
  ownFields: readonly OwnField[];
  onAssign: (field: ImportField | null) => void;
};

const OPEN = "";
const IGNORE = "ignore";

/** A column with some of its values, and what it is: grey when it is assigned, brass while it wants to be [CT-33]. */
export function ColumnCard({ column, field, isIgnored, ownFields, onAssign }: ColumnCardProps) {
  const { t } = useTexts();
  const isOpen = field === null && !isIgnored && column.filled > 0;
  const fields: ImportField[] = [...importFields, ...ownFields.map(({ key }) => `own_fields.${key}` as const)];
  return (
    <div
      className={`grid gap-x-6 gap-y-2 rounded-2xl border p-4 desk:grid-cols-2 ${isOpen ? "border-brass bg-brass-wash" : "border-line bg-raised"}`}
    >
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          <bdi>{column.header}</bdi>
        </p>
        <p className={`line-clamp-2 text-small wrap-anywhere ${isOpen ? "text-brass-ink" : "text-soft"}`}>
          {column.samples.length === 0
            ? t("imports.column_empty")
            : column.samples.map((sample, place) => (
                <span key={sample}>
                  {place > 0 && " · "}
                  <bdi>{sample}</bdi>
                </span>
              ))}
        </p>
      </div>
      <Select
        label={t("imports.column_is", { column: column.header })}
        isLabelHidden
        value={field ?? (isOpen ? OPEN : IGNORE)}
        onChange={({ target }) => onAssign(target.value === IGNORE ? null : (target.value as ImportField))}
        options={[
          ...(isOpen ? [{ value: OPEN, label: t("imports.not_assigned") }] : []),
          { value: IGNORE, label: t("imports.ignore") },
          ...fields.map((value) => ({ value, label: fieldName(value, ownFields, t) })),
        ]}
      />
    </div>
  );
}
