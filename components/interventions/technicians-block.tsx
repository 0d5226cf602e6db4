"use client";

import { UserPlus, Users } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { timeKnown } from "#lib/browser/outbox/clock.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Button } from "../ui/button.tsx";
import { Block } from "./block.tsx";
import { isLate, wantsSomebody } from "./lateness.ts";

const TechniciansSheet = lazy(() => import("./technicians-sheet.tsx"));

/** Whose work it is; administrators assign here. */
export function TechniciansBlock({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const { account } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Block
      title={t("interventions.technicians")}
      action={
        account.is_admin && (
          <Button
            look="quiet"
            size="compact"
            className="-my-2.5 -me-3"
            onClick={() => setIsOpen(true)}
            icon={<UserPlus aria-hidden="true" className="size-5" />}
          >
            {t("interventions.assign")}
          </Button>
        )
      }
    >
      {job.technicians.length === 0 ? (
        <p className={wantsSomebody(job, isLate(job, timeKnown())) ? "font-medium text-brass-ink" : "text-soft"}>
          {t("jobs.nobody_assigned")}
        </p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {job.technicians.map(({ id, name }) => (
            <li key={id} className="inline-flex items-center gap-2 rounded-2xl bg-sunken py-1 ps-1 pe-3 font-medium">
              <Initials name={name} />
              <span>
                {name}
                <Response of={job.responses.find(({ technician_id }) => technician_id === id)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Suspense>{isOpen && <TechniciansSheet job={job} onClose={() => setIsOpen(false)} />}</Suspense>
    </Block>
  );
}

function Response({ of: given }: { of: Intervention["responses"][number] | undefined }) {
  const { t } = useTexts();
  if (!given) return null;
  const hasDeclined = given.response === "declined";
  return (
    <span className={`ps-1.5 text-small font-normal wrap-anywhere ${hasDeclined ? "text-brass-ink" : "text-soft"}`}>
      {hasDeclined ? t("gathering.technician_declined", { reason: given.reason }) : t("gathering.technician_accepted")}
    </span>
  );
}

export function Initials({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .filter(Boolean);
  const shown = letters.length > 1 ? `${letters[0]}${letters.at(-1)}` : letters[0];
  return (
    <span
      aria-hidden="true"
      className="grid size-8 shrink-0 place-items-center rounded-full bg-petrol text-small font-semibold text-on-petrol"
    >
      {shown ?? <Users className="size-4" />}
    </span>
  );
}
