"use client";

import { useState } from "react";
import { changed } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { type NewOwnField, type OwnField, ownFieldTypes } from "#lib/domain/contacts/own-field.ts";
import { atField, useTask } from "../app/use-task.ts";
import { ownFieldsPath, showChangedPeople } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";

/** How a new field begins. */
export type NewFieldStart = NewOwnField;

type FieldSheetProps = { field: OwnField | NewFieldStart; onClose: () => void };

/** A field's name and type; one that is there can be renamed, or removed with its values. */
export function FieldSheet({ field, onClose }: FieldSheetProps) {
  const { t } = useTexts();
  const known = "id" in field ? field : null;
  const [name, setName] = useState(field.name);
  const [type, setType] = useState(field.type);
  const task = useTask();
  const [nameError, setNameError] = useState<string | null>(null);

  async function attempt(run: () => Promise<void>): Promise<void> {
    setNameError(null);
    await task.run(
      async () => {
        await run();
        changed((path) => path.startsWith(ownFieldsPath));
        onClose();
      },
      atField("name", setNameError),
    );
  }

  function save(): void {
    if (name.trim() === "") {
      setNameError(t("fields.name_missing"));
      return;
    }
    void attempt(async () => {
      if (known) await ask(`${ownFieldsPath}/${known.id}`, { method: "PATCH", body: { name } });
      else await ask(ownFieldsPath, { method: "POST", body: { name, type } });
      toast(t("fields.saved", { name }));
    });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(known ? "fields.edit" : "fields.new")}
      closeLabel={t("common.close")}
      footer={
        <Foot failure={task.failure} isBusy={task.isBusy} onClick={save}>
          {t("common.save")}
        </Foot>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!task.isBusy) save();
        }}
        className="grid grid-cols-1 gap-5"
      >
        <TextField
          label={t("fields.name")}
          value={name}
          dir="auto"
          maxLength={100}
          autoComplete="off"
          error={nameError}
          onChange={({ target }) => setName(target.value)}
        />
        <div className="grid gap-1.5">
          <p aria-hidden="true" className="font-medium">
            {t("fields.type")}
          </p>
          {known ? (
            <p>
              {t(`fields.type_${known.type}`)} <span className="text-small text-soft">{t("fields.type_stays")}</span>
            </p>
          ) : (
            <Choice
              label={t("fields.type")}
              chosen={type}
              options={ownFieldTypes.map((value) => ({ value, label: t(`fields.type_${value}`) }))}
              onChoose={setType}
            />
          )}
        </div>
        {known && (
          <Removal
            field={known}
            isBusy={task.isBusy}
            onRemove={() =>
              void attempt(async () => {
                await ask(`${ownFieldsPath}/${known.id}`, { method: "DELETE", isLong: true });
                showChangedPeople();
                toast(t("fields.removed", { name: known.name }));
              })
            }
          />
        )}
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}

/** With values in it, its name has to be typed: they do not come back. */
function Removal({ field, isBusy, onRemove }: { field: OwnField; isBusy: boolean; onRemove: () => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState("");
  const isConfirmed = field.contacts === 0 || typed.trim().toLowerCase() === field.name.toLowerCase();
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <p className="text-small text-soft">{t("fields.remove_hint", { count: field.contacts })}</p>
      {field.contacts > 0 && (
        <TextField
          label={t("fields.type_name", { name: field.name })}
          value={typed}
          autoComplete="off"
          dir="auto"
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <Button
        look="secondary"
        className="justify-self-start text-danger"
        disabled={!isConfirmed || isBusy}
        onClick={onRemove}
      >
        {t("fields.remove")}
      </Button>
    </div>
  );
}
