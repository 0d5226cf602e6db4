"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { ADMIN_DEFAULT, type ProfileRecord } from "#lib/domain/accounts/profile.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Reachability } from "#lib/domain/people/reachability.ts";
import { cardClass } from "../account/part.tsx";
import { Shown } from "../app/failure.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { profilesPath, reachabilityPath } from "./paths.ts";
import { type LoginState, ToldWay } from "./told-way.tsx";

/** A plain statement of what somebody receives and what not, and why. */
export function Told({ id, name, login }: { id: number; name: string; login: LoginState }) {
  const { t } = useTexts();
  const answer = useAnswer<Reachability>(reachabilityPath(id));
  const profiles = useAnswer<Page<ProfileRecord>>(profilesPath);
  const told = profiles.body?.items.find(({ key }) => key === ADMIN_DEFAULT)?.name ?? ADMIN_DEFAULT;
  return (
    <Shown answer={answer} skeleton={<Skeleton className="h-60 w-full rounded-2xl" />}>
      {({ audiences, has_rights_only, choices }) => (
        <div className={`${cardClass} grid grid-cols-1 gap-4 py-5`}>
          {has_rights_only && <p>{t("people.rights_only", { name, profile: told })}</p>}
          {audiences.length === 0 && !has_rights_only && <p>{t("people.told_nothing", { name })}</p>}
          {audiences.map(({ audience, ways }) => (
            <section
              key={audience}
              aria-label={t(`people.as_${audience}`)}
              className="border-line not-first:border-t not-first:pt-4"
            >
              <h3 className="text-small font-semibold text-soft">{t(`people.as_${audience}`)}</h3>
              <ul className="divide-y divide-line">
                {ways.map((way, place) => (
                  <ToldWay
                    key={`${way.channel}.${way.matter}`}
                    way={way}
                    name={name}
                    login={login}
                    isSaidAbove={ways.slice(0, place).some(({ reason }) => reason === way.reason)}
                  />
                ))}
              </ul>
              {audience === "customer" && (
                <p className="text-small text-soft">
                  {t("people.never_push")} {t("people.as_customer_hint")}
                </p>
              )}
            </section>
          ))}
          {choices && <Choices choices={choices} name={name} />}
        </div>
      )}
    </Shown>
  );
}

function Choices({ choices, name }: { choices: NonNullable<Reachability["choices"]>; name: string }) {
  const { t } = useTexts();
  const { mute_own_actions, quiet_hours } = choices;
  if (!mute_own_actions && !quiet_hours) return null;
  return (
    <section aria-label={t("people.own_choices")} className="grid gap-1 border-t border-line pt-4">
      <h3 className="text-small font-semibold text-soft">{t("people.own_choices")}</h3>
      {mute_own_actions && <p>{t("people.mutes_own", { name })}</p>}
      {quiet_hours && (
        <p>{t("people.quiet", { from: quiet_hours.from, to: quiet_hours.to, zone: quiet_hours.time_zone })}</p>
      )}
    </section>
  );
}
