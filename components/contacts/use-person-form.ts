"use client";

import { useState } from "react";
import { putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import { useFailureText } from "../app/failure-text.ts";
import { isConflict } from "../interventions/conflict.ts";
import { goToUndecided } from "../interventions/theirs.tsx";
import { contactPath, showChangedPeople } from "./paths.ts";
import { changesOf, pointErrors } from "./person-input.ts";
import { type PersonDraft, usePersonDraft } from "./use-person-draft.ts";

export type PersonForm = {
  draft: PersonDraft;
  isBusy: boolean;
  failure: string | null;
  nameError: string | null;
  pointErrors: ReadonlyMap<string, string>;
  fieldErrors: ReadonlyMap<string, string>;
  /** @returns what was saved; null when it could not be, and the form says why */
  save: () => Promise<Contact | null>;
};

/** A contact's fields, saved together; of one that is there only what was changed. */
export function usePersonForm(contact: Contact | null): PersonForm {
  const { t } = useTexts();
  const failureText = useFailureText();
  const draft = usePersonDraft(contact);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [nameError, setNameError] = useState<string | null>(null);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [fieldErrors, setFieldErrors] = useState<ReadonlyMap<string, string>>(new Map());

  async function save(): Promise<Contact | null> {
    const isNameless = draft.values.name.trim() === "";
    setNameError(isNameless ? t("people.name_missing") : null);
    setErrors(new Map());
    setFieldErrors(new Map());
    setFailure(null);
    if (isNameless) return null;
    if (draft.undecided.length > 0) {
      setFailure(t("people.both_changed"));
      goToUndecided();
      return null;
    }
    setIsBusy(true);
    try {
      const saved = await send();
      draft.settle(saved);
      putAnswer<Contact>(contactPath(saved.id), () => saved);
      showChangedPeople();
      return saved;
    } catch (error) {
      // The form shows what has become of it, and keeps what was typed.
      if (isConflict(error)) draft.rebase(error.problem.current as Contact);
      else explain(error);
      return null;
    } finally {
      setIsBusy(false);
    }
  }

  function send(): Promise<Contact> {
    const { base, values, before } = draft;
    const body = changesOf(values, before);
    if (base) return ask(contactPath(base.id), { method: "PATCH", body: { ...body, version: base.version } });
    return ask("/api/contacts", { method: "POST", body, idempotencyKey: draft.keyFor(body) });
  }

  function explain(error: unknown): void {
    if (error instanceof Refused) {
      setErrors(pointErrors(draft.values, error.problem));
      setFieldErrors(new Map(error.problem.errors?.map(({ path, message }) => [path, message])));
      setNameError(error.problem.errors?.find(({ path }) => path === "name")?.message ?? null);
    }
    setFailure(failureText(error));
  }

  return { draft, isBusy, failure, nameError, pointErrors: errors, fieldErrors, save };
}
