"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { passwordChoice } from "#lib/domain/session/session.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { PasswordField } from "./password-field.tsx";

type Input = z.input<typeof passwordChoice>;

type ChoosePasswordProps = {
  label: string;
  submitLabel: string;
  /** Whose password it is, if that is known: password managers file it under this. */
  email?: string;
  /** Rejects when the password, or the link, was refused. */
  onChosen: (password: string) => Promise<void>;
  /** Whether it says so instead of this form. */
  onLinkDead: (refused: Refused) => boolean;
};

/** One field, which can be looked at, so nobody has to type it twice. */
export function ChoosePassword({ label, submitLabel, email, onChosen, onLinkDead }: ChoosePasswordProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState, getValues, setFocus } = useForm<Input>({
    resolver: zodResolver(passwordChoice),
    defaultValues: { password: "" },
  });
  const submit = handleSubmit(async ({ password }) => {
    setFailure(null);
    try {
      await onChosen(password);
    } catch (error) {
      if (error instanceof Refused && onLinkDead(error)) return;
      setFailure(failureText(error));
      setFocus("password");
    }
  });
  const refused = formState.errors.password;
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <input type="email" autoComplete="username" value={email ?? ""} readOnly hidden />
      <PasswordField
        {...register("password")}
        label={label}
        autoComplete="new-password"
        hint={t("session.password_hint")}
        error={refused ? whatIsWrong(getValues("password")) : failure}
      />
      <Button type="submit" size="wide" isBusy={formState.isSubmitting}>
        {submitLabel}
      </Button>
    </form>
  );

  function whatIsWrong(password: string): string {
    if (password === "") return t("session.password_missing");
    const missing = 10 - [...password].length;
    if (missing > 0) return t("session.password_too_short", { missing });
    return t(password.includes("\0") ? "session.password_impossible" : "session.password_too_long");
  }
}
