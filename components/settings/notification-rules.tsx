"use client";

import { ListChecks } from "lucide-react";
import { type Answer, useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Page } from "#lib/domain/page.ts";
import type { Rule } from "#lib/domain/rules/rules.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { rulesPath } from "./rule-columns.ts";
import { RulesForm } from "./rules-form.tsx";

/** Who is told of which status, and how. */
export default function NotificationRules() {
  const { t } = useTexts();
  const rules = useAnswer<{ rules: Rule[] }>(rulesPath);
  const statuses = useAnswer<Page<Status>>("/api/statuses");
  return (
    <Screen title={t("rules.title")} backTo="/settings">
      <div className="grid grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">{t("rules.intro")}</p>
        <Shown answer={both(statuses, rules)} skeleton={<RulesSkeleton />}>
          {({ statuses, rules }) =>
            statuses.length === 0 ? (
              <Notice
                icon={<ListChecks aria-hidden="true" className="size-7" />}
                title={t("rules.no_statuses_title")}
                text={t("rules.no_statuses_text")}
              />
            ) : (
              <RulesForm statuses={statuses} rules={rules} />
            )
          }
        </Shown>
      </div>
    </Screen>
  );
}

type Both = { statuses: Status[]; rules: Rule[] };

/** Two answers that are only of use together. */
function both(statuses: Answer<Page<Status>>, rules: Answer<{ rules: Rule[] }>): Answer<Both> {
  return {
    body: statuses.body && rules.body && { statuses: statuses.body.items, rules: rules.body.rules },
    at: Math.min(statuses.at, rules.at),
    error: statuses.error ?? rules.error,
    isLoading: statuses.isLoading || rules.isLoading,
    reload: async () => {
      await Promise.all([statuses.reload(), rules.reload()]);
    },
  };
}

function RulesSkeleton() {
  return (
    <div className="grid gap-4">
      {[0, 1, 2].map((block) => (
        <Skeleton key={block} className="h-50 w-full rounded-2xl" />
      ))}
    </div>
  );
}
