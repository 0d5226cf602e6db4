"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { InvitationRecord } from "#lib/domain/invitations/invitation.ts";
import { useFailureText } from "../app/failure-text.ts";
import { contactPath, showChangedPeople } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { timeLeft } from "./time-left.ts";

/** The invitation that counts: until when, what became of its mail, once more or not at all. */
export function OpenInvitation({ invitation }: { invitation: InvitationRecord }) {
  const { t, locale } = useTexts();
  const times = useTimes({ isInSentence: true });
  const now = useNow();
  const failureText = useFailureText();
  const [busy, setBusy] = useState<"resend" | "revoke" | null>(null);
  const { contact, email, profile, expires_at } = invitation;
  const until = new Date(expires_at);

  async function attempt(what: "resend" | "revoke", change: () => Promise<void>): Promise<void> {
    setBusy(what);
    try {
      await change();
      showChangedPeople();
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    } finally {
      setBusy(null);
    }
  }

  const resend = () =>
    attempt("resend", async () => {
      const body = { contact_id: contact.id, profile_id: profile?.id, email };
      await ask("/api/invitations", { method: "POST", body });
      toast(t("people.invited", { email }));
    });
  const revoke = () =>
    attempt("revoke", async () => {
      await ask(`${contactPath(contact.id)}/invitation`, { method: "DELETE" });
      toast(t("people.revoked"));
    });

  return (
    <div className="grid gap-3">
      <p className="wrap-anywhere">
        {t("people.invite_open", {
          email,
          profile: profile?.name ?? "",
          date: times.dateTime(until),
          left: t("people.expires_in", { left: timeLeft(until, now, locale) }),
        })}
      </p>
      <SentLine invitation={invitation} />
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" isBusy={busy === "resend"} onClick={() => void resend()}>
          {t("people.resend")}
        </Button>
        <Button look="quiet" isBusy={busy === "revoke"} onClick={() => void revoke()}>
          {t("people.revoke")}
        </Button>
      </div>
      <p className="text-small text-soft">{t("people.resend_hint")}</p>
    </div>
  );
}

/** Who sent it and when, and what has become of the mail. */
export function SentLine({ invitation }: { invitation: InvitationRecord }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { created_at, invited_by, mail } = invitation;
  const date = times.dateTime(new Date(created_at));
  const sent = invited_by ? t("people.invited_by", { date, who: invited_by }) : t("people.invited_by_system", { date });
  const error = mail?.last_error || t("people.unknown_error");
  return (
    <p className="text-small text-soft wrap-anywhere">
      {sent}.{" "}
      {mail && (
        <span className={mail.state === "failed" ? "font-medium text-danger" : ""}>
          {t(`people.mail_${mail.state}`, { error })}
        </span>
      )}
    </p>
  );
}

/** What was sent before. */
export function EarlierInvitations({ invitations }: { invitations: readonly InvitationRecord[] }) {
  const { t } = useTexts();
  if (invitations.length === 0) return null;
  return (
    <details>
      <summary className="flex min-h-12 cursor-pointer items-center font-medium text-petrol">
        {t("people.earlier_invitations")}
      </summary>
      <ul className="grid gap-3 pb-2">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <p className="wrap-anywhere">
              {invitation.email} · {t(`people.state_${invitation.state}`)}
            </p>
            <SentLine invitation={invitation} />
          </li>
        ))}
      </ul>
    </details>
  );
}
