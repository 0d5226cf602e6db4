"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { go, ownPath } from "#lib/browser/location.ts";
import { signIn, useSessionState } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Banner } from "../ui/notice.tsx";
import { Door } from "./door.tsx";
import { PasswordField } from "./password-field.tsx";
import { rememberTypedEmail, typedEmail } from "./typed-email.ts";
import { WaitingHere } from "./waiting-here.tsx";

// Looser than the server's: whether an address or a password is right is told there.
const schema = z.object({ email: z.string().trim().min(1), password: z.string().min(1) });
type Input = z.input<typeof schema>;

/** @param next where the person wanted to go; only a path of ours is followed */
export default function SignIn({ next }: { next: string | null }) {
  const { t } = useTexts();
  const session = useSessionState();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState, getValues, resetField, setFocus } = useForm<Input>({
    resolver: zodResolver(schema),
    defaultValues: { email: typedEmail(), password: "" },
  });
  const why = session.phase === "signed_out" ? session.why : null;
  const isSignedIn = session.phase === "signed_in";
  useEffect(() => {
    if (isSignedIn) go(ownPath(next) ?? "/", { isReplacing: true });
  }, [isSignedIn, next]);

  const submit = handleSubmit(async ({ email, password }) => {
    setFailure(null);
    try {
      await signIn(email, password);
    } catch (error) {
      setFailure(failureText(error));
      resetField("password");
      setFocus("password");
    }
  });

  return (
    <Door title={t("session.sign_in_title")}>
      {why === "ended" && <Banner>{t("session.ended")}</Banner>}
      {why === "inactive" ? <Banner>{t("session.inactive")}</Banner> : <WaitingHere />}
      <form onSubmit={submit} noValidate className="grid gap-5">
        <TextField
          {...register("email")}
          label={t("session.email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          inputMode="email"
          error={formState.errors.email && t("session.email_missing")}
        />
        <PasswordField
          {...register("password")}
          label={t("session.password")}
          autoComplete="current-password"
          error={formState.errors.password && t("session.password_missing")}
        />
        {failure && (
          <p role="alert" className="rounded-xl bg-danger-wash px-4 py-3 font-medium text-danger">
            {failure}
          </p>
        )}
        <Button type="submit" size="wide" isBusy={formState.isSubmitting}>
          {t("session.sign_in")}
        </Button>
        <Link
          href="/password-resets"
          onClick={() => rememberTypedEmail(getValues("email"))}
          className="mx-auto inline-flex min-h-12 items-center px-3 text-petrol hover:underline"
        >
          {t("session.forgot_password")}
        </Link>
      </form>
    </Door>
  );
}
