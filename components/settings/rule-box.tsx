"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { Audience, Channel } from "#lib/domain/notifications/message.ts";
import { keyOf } from "#lib/domain/rules/rules.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { NoBox, TickBox } from "../ui/tick-box.tsx";
import type { RuleDraft } from "./rule-draft.ts";

type RuleBoxProps = { status: Status; audience: Audience; channel: Channel; draft: RuleDraft };

/** Whether this audience is told of this status on this channel. */
export function RuleBox({ status, audience, channel, draft }: RuleBoxProps) {
  const { t } = useTexts();
  if (audience === "customer" && channel === "push") return <NoBox label={t("rules.never_by_push")} />;
  const key = keyOf({ status_id: status.id, audience, channel });
  return (
    <TickBox
      label={t(`rules.told_by_${channel}`, { status: status.name, audience: t(`telling.${audience}`) })}
      isTicked={draft.isOn(key)}
      isChanged={draft.isChanged(key)}
      onChange={(isOn) => draft.choose(key, isOn)}
    />
  );
}

/** Not a choice: whoever is assigned is told in every case. */
export function AssignmentBox({ audience, channel }: { audience: Audience; channel: Channel }) {
  const { t } = useTexts();
  if (audience !== "technician" || channel !== "push") return <NoBox label={t("rules.never")} />;
  return (
    <TickBox
      label={t("rules.told_by_push", { status: t("rules.assignment"), audience: t("telling.technician") })}
      isTicked
    />
  );
}
