"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { ProfileRecord } from "#lib/domain/accounts/profile.ts";
import type { InvitationRecord } from "#lib/domain/invitations/invitation.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { cardClass } from "../account/part.tsx";
import { Shown } from "../app/failure.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Account } from "./account.tsx";
import { EarlierInvitations, OpenInvitation, SentLine } from "./invitations.tsx";
import { InviteForm } from "./invite-form.tsx";
import { invitationsPath, profilesPath } from "./paths.ts";

type LoginProps = { person: PersonDetails; onDeactivate: () => void };

/** Whether somebody can sign in, and as what; if not, the way there. */
export function Login({ person, onDeactivate }: LoginProps) {
  const { t } = useTexts();
  const profiles = useAnswer<Page<ProfileRecord>>(profilesPath);
  const invitations = useAnswer<Page<InvitationRecord>>(invitationsPath(person.id));
  const { state, account_id } = person.login;
  return (
    <div data-part="login" className={`${cardClass} grid grid-cols-1 gap-4 py-5`}>
      <Shown answer={profiles} skeleton={<Skeleton className="h-32 w-full rounded-2xl" />}>
        {({ items: known }) =>
          account_id ? (
            <Account person={person} accountId={account_id} profiles={known} onDeactivate={onDeactivate} />
          ) : (
            <Shown answer={invitations} skeleton={<Skeleton className="h-32 w-full rounded-2xl" />}>
              {({ items }) => {
                const [newest, ...earlier] = items;
                const open = state === "invited" && newest?.state === "open" ? newest : null;
                const expired = newest?.state === "expired" ? newest : null;
                return (
                  <>
                    {open && <OpenInvitation invitation={open} />}
                    {expired && <ExpiredInvitation invitation={expired} />}
                    {!open && !expired && <p>{t("people.login_none_text", { name: person.name })}</p>}
                    {!open && <InviteForm person={person} profiles={known} />}
                    <EarlierInvitations invitations={open || expired ? earlier : items} />
                  </>
                );
              }}
            </Shown>
          )
        }
      </Shown>
    </div>
  );
}

function ExpiredInvitation({ invitation }: { invitation: InvitationRecord }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { email, expires_at } = invitation;
  return (
    <div>
      <p className="font-medium text-brass-ink wrap-anywhere">
        {t("people.invite_is_expired", { email, date: times.day(new Date(expires_at)) })}
      </p>
      <SentLine invitation={invitation} />
    </div>
  );
}
