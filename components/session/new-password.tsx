"use client";

import { useState } from "react";
import { ask, type Refused } from "#lib/browser/api.ts";
import { go } from "#lib/browser/location.ts";
import { signIn } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { ChoosePassword } from "./choose-password.tsx";
import { Door } from "./door.tsx";
import { rememberTypedEmail } from "./typed-email.ts";

/** Where the link in the mail leads. Whether it still works is told when it is used. */
export default function NewPassword({ token }: { token: string }) {
  const { t } = useTexts();
  const [dead, setDead] = useState<Refused | null>(null);

  if (dead)
    return (
      <Door takesFocus title={t("session.link_dead_title")} text={dead.problem.detail}>
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

  return (
    <Door title={t("session.new_password_title")} text={t("session.new_password_text")}>
      <ChoosePassword
        label={t("session.new_password")}
        submitLabel={t("session.save_and_enter")}
        onChosen={save}
        onLinkDead={(refused) => {
          const isDead = refused.problem.status === 404;
          if (isDead) setDead(refused);
          return isDead;
        }}
      />
    </Door>
  );

  async function save(password: string): Promise<void> {
    const path = `/api/password-resets/${encodeURIComponent(token)}`;
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
