"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Shown } from "../app/failure.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Switch } from "../ui/switch.tsx";
import { cardClass, Part } from "./part.tsx";
import { QuietHours } from "./quiet-hours.tsx";
import { usePreferences } from "./use-preferences.ts";

/** What the person wants to be told. Of the kinds of news only a status is mailed; the others ring, always. */
export function Reaching() {
  const { t } = useTexts();
  const { answer, change } = usePreferences();
  return (
    <Part title={t("account.reaching_title")}>
      <Shown answer={answer} skeleton={<Skeleton className="h-64 w-full rounded-2xl" />}>
        {({ email_kinds, mute_own_actions, quiet_hours }) => (
          <div className={`${cardClass} divide-y divide-line py-1`}>
            <Switch
              label={t("account.mail_status")}
              hint={t("account.mail_status_hint")}
              isOn={email_kinds["intervention.status_changed"] !== false}
              onChange={(isOn) => void change({ email_kinds: { "intervention.status_changed": isOn } })}
            />
            <Switch
              label={t("account.mute_own")}
              hint={t("account.mute_own_hint")}
              isOn={mute_own_actions}
              onChange={(isOn) => void change({ mute_own_actions: isOn })}
            />
            <QuietHours hours={quiet_hours} onChange={(hours) => void change({ quiet_hours: hours })} />
          </div>
        )}
      </Shown>
    </Part>
  );
}
