"use client";

import { useSessionState } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Problem } from "#lib/domain/problem.ts";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Door } from "./door.tsx";

const known = ["invitation_used", "invitation_replaced", "invitation_expired"] as const;

/** Why an invitation lets nobody in, and what to do instead. */
export function InvitationRefused({ problem }: { problem: Problem }) {
  const { t } = useTexts();
  const session = useSessionState();
  const code = known.find((each) => each === problem.code) ?? "invitation_unknown";
  if (session.phase === "signed_in") {
    const text =
      code === "invitation_used"
        ? t("session.invitation_used_text_inside", { name: session.session.account.name })
        : t(`session.${code}_text`);
    return (
      <Door takesFocus title={t(`session.${code}_title`)} text={text}>
        <Link href="/" className={buttonClass({ size: "wide" })}>
          {t("session.to_app")}
        </Link>
      </Door>
    );
  }
  return (
    <Door takesFocus title={t(`session.${code}_title`)} text={t(`session.${code}_text`)}>
      <div className="grid gap-2">
        <Link
          href="/sign-in"
          className={buttonClass({ look: code === "invitation_used" ? "primary" : "secondary", size: "wide" })}
        >
          {t("session.to_sign_in")}
        </Link>
        {code === "invitation_used" && (
          <Link href="/password-resets" className={buttonClass({ look: "quiet" })}>
            {t("session.forgot_password")}
          </Link>
        )}
      </div>
    </Door>
  );
}
