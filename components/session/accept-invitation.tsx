"use client";

import { ask, Refused } from "#lib/browser/api.ts";
import { go } from "#lib/browser/location.ts";
import { admit, useSessionState } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Invited } from "#lib/domain/invitations/invitation.ts";
import type { Session } from "#lib/domain/session/session.ts";
import { Failure } from "../app/failure.tsx";
import { Banner } from "../ui/notice.tsx";
import { ChoosePassword } from "./choose-password.tsx";
import { Door } from "./door.tsx";
import { DoorWaiting } from "./door-waiting.tsx";
import { InvitationRefused } from "./invitation-refused.tsx";
import { rememberTypedEmail } from "./typed-email.ts";
import { useLink } from "./use-link.ts";

/** Where the link in the invitation leads: who it is for, and one field. */
export default function AcceptInvitation({ token }: { token: string }) {
  const { t } = useTexts();
  const session = useSessionState();
  const path = `/api/invitations/${encodeURIComponent(token)}`;
  const { body: invited, error, retry, setError } = useLink<Invited>(path);

  if (error instanceof Refused && [404, 410].includes(error.problem.status))
    return <InvitationRefused problem={error.problem} />;
  if (error)
    return (
      <Door title={t("session.invitation_title")}>
        <Failure error={error} onRetry={retry} />
      </Door>
    );
  if (!invited) return <DoorWaiting title={t("session.invitation_title")} />;

  const { name, email, organization } = invited;
  return (
    <Door title={t("session.welcome", { name })} text={t("session.invited_by_text", { organization, email })}>
      {session.phase === "signed_in" && session.session.account.email !== email && (
        <Banner>{t("session.signed_in_as", { name: session.session.account.name })}</Banner>
      )}
      <ChoosePassword
        label={t("session.choose_password")}
        submitLabel={t("session.enter")}
        email={email}
        onChosen={accept}
        onLinkDead={(refused) => {
          const isDead = [404, 410].includes(refused.problem.status);
          if (isDead) setError(refused);
          return isDead;
        }}
      />
    </Door>
  );

  async function accept(password: string): Promise<void> {
    rememberTypedEmail(email);
    await admit(await ask<Session>(`${path}/acceptance`, { method: "POST", body: { password } }));
    go("/", { isReplacing: true });
  }
}
