"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { audiences, type Channel, channels } from "#lib/domain/notifications/message.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { StatusChip } from "../interventions/status-chip.tsx";
import { AssignmentBox, RuleBox } from "./rule-box.tsx";
import type { RuleDraft } from "./rule-draft.ts";

type RulesProps = { statuses: readonly Status[]; draft: RuleDraft };

/** The same rules on a phone: one block for each status, so that nothing has to be scrolled sideways. */
export function RulesByStatus({ statuses, draft }: RulesProps) {
  const { t } = useTexts();
  return (
    <div className="grid gap-4">
      {statuses.map((status) => (
        <Block key={status.id} head={<StatusChip status={status} />} people={audiences}>
          {(audience, channel) => <RuleBox {...{ status, audience, channel, draft }} />}
        </Block>
      ))}
      <Block
        head={
          <span className="flex items-center gap-2 font-medium">
            <Lock aria-hidden="true" className="size-4 shrink-0 text-soft" />
            {t("rules.assignment")}
          </span>
        }
        people={["technician"]}
      >
        {(audience, channel) => <AssignmentBox {...{ audience, channel }} />}
      </Block>
    </div>
  );
}

type Audience = (typeof audiences)[number];
type BlockProps = {
  head: ReactNode;
  people: readonly Audience[];
  children: (audience: Audience, channel: Channel) => ReactNode;
};

function Block({ head, people, children }: BlockProps) {
  const { t } = useTexts();
  return (
    <table className="w-full table-fixed rounded-2xl border-separate border-spacing-0 border border-line bg-raised px-4 py-1">
      <colgroup>
        <col />
        <col className="w-16" />
        <col className="w-16" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="h-12 text-start font-normal">
            {head}
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className="text-center text-small font-medium text-soft">
              {t(`telling.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((audience) => (
          <tr key={audience}>
            <th scope="row" className="border-t border-line text-start font-normal">
              {t(`telling.${audience}`)}
            </th>
            {channels.map((channel) => (
              <td key={channel} className="border-t border-line text-center">
                {children(audience, channel)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
