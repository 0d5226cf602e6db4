"use client";

import { useEffect, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { go } from "#lib/browser/location.ts";
import { useIsOutboxRead, useWaiting } from "#lib/browser/outbox/state.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Shown } from "../app/failure.tsx";
import { NotAllowedNotice } from "../app/not-allowed.tsx";
import { Screen } from "../app/screen.tsx";
import { CardSkeleton } from "./card-skeleton.tsx";
import { Fields } from "./intervention-fields.tsx";
import { interventionPath } from "./paths.ts";

/**
 * A new intervention, or (with a number) the fields of one; with a number of this device's own, one that the server has
 * refused. `?customer_id=` and `?date=` begin a new one.
 */
export default function InterventionForm({ number, query }: { number: number | null; query: URLSearchParams }) {
  const { t } = useTexts();
  const { account } = useSession();
  const answer = useAnswer<Intervention>(number === null ? null : interventionPath(number));
  if (number !== null && number < 0) return <Mending number={number} query={query} />;
  const title =
    number === null ? t("common.new_intervention") : t("interventions.edit_title", { number: String(number) });
  return (
    <Screen title={title} backTo={number === null ? "/interventions" : `/interventions/${number}`}>
      {number === null ? (
        <Fields job={null} query={query} />
      ) : account.is_admin ? (
        // Drawn once with what it was when it was opened: nobody's typing is overwritten by what arrives meanwhile.
        <Shown answer={answer} skeleton={<CardSkeleton />}>
          {(job) => <Fields key={job.id} job={job} query={query} />}
        </Shown>
      ) : (
        <NotAllowedNotice text={t("interventions.edit_not_allowed")} />
      )}
    </Screen>
  );
}

/** A refused one begins as it was sent, with what was said against it. */
function Mending({ number, query }: { number: number; query: URLSearchParams }) {
  const { t } = useTexts();
  const isRead = useIsOutboxRead();
  const found = useWaiting().find(
    (one) => one.number === number && one.doing.kind === "creation" && one.problem !== null,
  );
  // Sent again it is refused no more, and the form is still there for a moment.
  const [refused, setRefused] = useState(found);
  if (found && !refused) setRefused(found);
  const isElsewhere = isRead && !refused;
  useEffect(() => {
    if (isElsewhere) go(`/interventions/${number}`, { isReplacing: true });
  }, [isElsewhere, number]);
  return (
    <Screen title={t("common.new_intervention")} backTo="/waiting">
      {refused ? <Fields job={null} query={query} refused={refused} /> : <CardSkeleton />}
    </Screen>
  );
}
