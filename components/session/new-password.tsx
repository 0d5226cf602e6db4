"use client";

import { ask, Refused } from "#lib/browser/api.ts";
import { go } from "#lib/browser/location.ts";
import { signIn } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { Failure } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { ChoosePassword } from "./choose-password.tsx";
import { Door } from "./door.tsx";
import { DoorWaiting } from "./door-waiting.tsx";
import { rememberTypedEmail } from "./typed-email.ts";
import { useLink } from "./use-link.ts";

/** Where the link in the mail leads: one field while it works, else what to do instead. */
export default function NewPassword({ token }: { token: string }) {
  const { t } = useTexts();
  const path = `/api/password-resets/${encodeURIComponent(token)}`;
  const { body, error, retry, setError } = useLink<{ email: string }>(path);

  if (error instanceof Refused && error.problem.status === 404)
    return (
      <Door takesFocus title={t("session.link_dead_title")} text={error.problem.detail}>
        <div className="grid gap-2">
          <Link href="/password-resets" className={buttonClass({ size: "wide" })}>
            {t("session.new_link")}
          </Link>
          <Link href="/sign-in" className={buttonClass({ look: "quiet" })}>
            {t("session.to_sign_in")}
          </Link>
        </div>
      </Door>
    );

  if (error)
    return (
      <Door title={t("session.new_password_title")}>
        <Failure error={error} onRetry={retry} />
      </Door>
    );
  if (!body) return <DoorWaiting title={t("session.new_password_title")} />;
  return (
    <Door title={t("session.new_password_title")} text={t("session.new_password_text")}>
      <ChoosePassword
        label={t("session.new_password")}
        submitLabel={t("session.save_and_enter")}
        email={body.email}
        onChosen={save}
        onLinkDead={(refused) => {
          const isDead = refused.problem.status === 404;
          if (isDead) setError(refused);
          return isDead;
        }}
      />
    </Door>
  );

  async function save(password: string): Promise<void> {
    const { email } = await ask<{ email: string }>(path, { method: "POST", body: { password } });
    rememberTypedEmail(email);
    try {
      await signIn(email, password);
      go("/", { isReplacing: true });
    } catch {
      // The password is saved and the link is spent; trying that again would only confuse.
      toast(t("session.password_saved"));
      go("/sign-in", { isReplacing: true });
    }
  }
}
