"use client";

import { Lock } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Status } from "#lib/domain/statuses/status.ts";
import { StatusChip } from "../interventions/status-chip.tsx";
import { AssignmentBox, RuleBox } from "./rule-box.tsx";
import { columns } from "./rule-columns.ts";
import type { RuleDraft } from "./rule-draft.ts";

type RulesProps = { statuses: readonly Status[]; draft: RuleDraft };

/** All rules at a glance: a row for each status, a column for each audience of a channel. */
export function RulesTable({ statuses, draft }: RulesProps) {
  const { t } = useTexts();
  return (
    <div className="rounded-2xl border border-line bg-raised">
      <table className="w-full table-fixed border-collapse">
        <colgroup>
          <col className="w-[27%]" />
          {columns.map(({ channel, audience }) => (
            <col key={`${channel}:${audience}`} />
          ))}
        </colgroup>
        <thead className="text-small text-soft">
          <tr>
            <th rowSpan={2} scope="col" className="px-5 pt-4 pb-2 text-start align-bottom font-medium">
              {t("rules.status")}
            </th>
            <th colSpan={3} scope="colgroup" className="border-s border-line pt-3 text-center font-semibold text-ink">
              {t("telling.email")}
            </th>
            <th colSpan={2} scope="colgroup" className="border-s border-line pt-3 text-center font-semibold text-ink">
              {t("telling.push")}
            </th>
          </tr>
          <tr>
            {columns.map(({ channel, audience }) => (
              <th
                key={`${channel}:${audience}`}
                scope="col"
                className={`px-1 pt-1 pb-2 text-center align-bottom font-medium ${edge(audience)}`}
              >
                {t(`telling.${audience}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statuses.map((status) => (
            <tr key={status.id} className="border-t border-line hover:bg-sunken/60">
              <th scope="row" className="px-5 py-1 text-start font-normal">
                <StatusChip status={status} />
              </th>
              {columns.map(({ channel, audience }) => (
                <td key={`${channel}:${audience}`} className={`py-1 text-center ${edge(audience)}`}>
                  <RuleBox {...{ status, audience, channel, draft }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody className="rounded-b-2xl">
          <tr className="border-t border-line bg-sunken/60">
            <th scope="row" className="px-5 py-2 text-start font-medium">
              <span className="flex items-center gap-2">
                <Lock aria-hidden="true" className="size-4 shrink-0 text-soft" />
                {t("rules.assignment")}
              </span>
            </th>
            {columns.map(({ channel, audience }) => (
              <td key={`${channel}:${audience}`} className={`py-1 text-center ${edge(audience)}`}>
                <AssignmentBox {...{ audience, channel }} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** A hairline where a channel begins. */
function edge(audience: string): string {
  return audience === "admin" ? "border-s border-line" : "";
}
