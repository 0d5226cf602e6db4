"use client";

import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { Screen } from "../app/screen.tsx";
import { Button } from "../ui/button.tsx";
import { FormNotes } from "./form-notes.tsx";
import { PersonFields } from "./person-fields.tsx";
import { usePersonForm } from "./use-person-form.ts";

/** Somebody new; inviting them is the next step, on their page. */
export default function NewPerson() {
  const { t } = useTexts();
  const form = usePersonForm(null);

  async function create(): Promise<void> {
    const made = await form.save();
    if (!made) return;
    toast(t("people.created", { name: made.name }));
    go(`/contacts/${made.id}`, { isReplacing: true });
  }

  return (
    <Screen title={t("people.new_title")} backTo="/contacts">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.isBusy) void create();
        }}
        className="grid grid-cols-1 gap-4 px-4"
      >
        <PersonFields
          draft={form.draft}
          person={undefined}
          nameError={form.nameError}
          pointErrors={form.pointErrors}
          fieldErrors={form.fieldErrors}
        />
        <FormNotes form={form} />
        <Button type="submit" size="wide" isBusy={form.isBusy}>
          {t("people.create")}
        </Button>
      </form>
    </Screen>
  );
}
