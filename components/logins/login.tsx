"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { ProfileRecord } from "#lib/domain/accounts/profile.ts";
import type { InvitationRecord } from "#lib/domain/invitations/invitation.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { cardClass } from "../account/part.tsx";
import { Shown } from "../app/failure.tsx";
import { invitationsPath, profilesPath } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Account } from "./account.tsx";
import { EarlierInvitations, OpenInvitation, SentLine } from "./invitations.tsx";
import { InviteForm } from "./invite-form.tsx";

type LoginProps = { person: PersonDetails; onDeactivate: () => void };

/** Whether somebody can sign in, and as what; if not, the way there. */
export function Login({ person, onDeactivate }: LoginProps) {
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
                    {!open && <Invite person={person} profiles={known} isFirst={!expired} />}
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

type InviteProps = { person: PersonDetails; profiles: readonly ProfileRecord[]; isFirst: boolean };

/** Customers do without a login, so for them the form is only there when it is asked for. */
function Invite({ person, profiles, isFirst }: InviteProps) {
  const { t } = useTexts();
  const { name, roles } = person;
  const [isAsked, setIsAsked] = useState(false);
  const isCustomerAlone = isFirst && roles.includes("customer") && !roles.includes("technician");
  if (isCustomerAlone && !isAsked)
    return (
      <>
        <p>{t("people.login_customer_text", { name })}</p>
        <Button look="secondary" className="justify-self-start" onClick={() => setIsAsked(true)}>
          {t("people.invite_anyway")}
        </Button>
      </>
    );
  return (
    <>
      {isFirst && <p>{t("people.login_none_text", { name })}</p>}
      <InviteForm person={person} profiles={profiles} />
    </>
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
