"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { passwordResetRequest } from "#lib/domain/session/session.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Door } from "./door.tsx";
import { rememberTypedEmail, typedEmail } from "./typed-email.ts";

type Input = z.input<typeof passwordResetRequest>;

/** Says the same whether or not anybody signs in with the address. */
export default function ForgottenPassword() {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, handleSubmit, formState, getValues } = useForm<Input>({
    resolver: zodResolver(passwordResetRequest),
    defaultValues: { email: typedEmail() },
  });
  const submit = handleSubmit(async () => {
    const email = getValues("email").trim();
    setFailure(null);
    rememberTypedEmail(email);
    try {
      await ask("/api/password-resets", { method: "POST", body: { email } });
      setSentTo(email);
    } catch (error) {
      setFailure(failureText(error));
    }
  });

  if (sentTo !== null)
    return (
      <Door takesFocus title={t("session.link_sent_title")} text={t("session.link_sent_text", { email: sentTo })}>
        <div className="grid gap-5">
          <p className="text-soft">{t("session.link_sent_hint")}</p>
          <div className="grid gap-2">
            <Link href="/sign-in" className={buttonClass({ look: "secondary", size: "wide" })}>
              {t("session.to_sign_in")}
            </Link>
            <Button look="quiet" onClick={() => setSentTo(null)}>
              {t("session.other_address")}
            </Button>
          </div>
        </div>
      </Door>
    );

  return (
    <Door title={t("session.forgotten_title")} text={t("session.forgotten_text")}>
      <form onSubmit={submit} noValidate className="grid gap-5">
        <TextField
          {...register("email")}
          label={t("session.email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          inputMode="email"
          error={formState.errors.email ? t("session.email_missing") : failure}
        />
        <Button type="submit" size="wide" isBusy={formState.isSubmitting}>
          {t("session.send_link")}
        </Button>
        <Link href="/sign-in" className={buttonClass({ look: "quiet" })}>
          {t("session.to_sign_in")}
        </Link>
      </form>
    </Door>
  );
}
