"use client";

import { Controller, type UseFormReturn } from "react-hook-form";
import { useAnswer } from "#lib/browser/answers.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { type Audience, audiences } from "#lib/domain/notifications/message.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Rule } from "#lib/domain/rules/rules.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { rulesPath } from "../settings/rule-columns.ts";
import { Switch } from "../ui/switch.tsx";
import type { FormInput } from "./intervention-input.ts";
import { statusesPath } from "./paths.ts";

/** Whom the first status tells, as far as the person may know the rules, and whether the customer is to be left out. */
export function CreationTells({ form }: { form: UseFormReturn<FormInput> }) {
  const { t } = useTexts();
  const { account } = useSession();
  const [chosen, customerId, technicianIds] = form.watch(["status_id", "customer_id", "technician_ids"]);
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  const { body } = useAnswer<{ rules: Rule[] }>(account.is_admin ? rulesPath : null);
  const status = statuses?.items.find(({ id, is_default }) => (chosen === "" ? is_default : String(id) === chosen));
  const rules = body?.rules.filter(({ status_id }) => status_id === status?.id);
  const isThere = { admin: true, customer: customerId !== null, technician: technicianIds.length > 0 };
  const told = audiences.filter((audience) => isThere[audience] && rules?.some((rule) => rule.audience === audience));
  return (
    <>
      {status && rules && (
        <p className="text-small text-soft">
          {told.length === 0
            ? t("interventions.creation_tells_nobody", { status: status.name })
            : t("interventions.creation_tells", {
                status: status.name,
                whom: told.map((audience) => withChannels(audience, rules)).join(", "),
              })}
          {technicianIds.length > 0 && ` ${t("interventions.assignment_is_told")}`}
        </p>
      )}
      {customerId !== null && (rules === undefined || told.includes("customer")) && (
        <Controller
          control={form.control}
          name="notify_customer"
          render={({ field }) => (
            <Switch
              label={t("interventions.do_not_tell_customer")}
              isOn={!field.value}
              onChange={(isOn) => field.onChange(!isOn)}
            />
          )}
        />
      )}
    </>
  );

  /** `Customer (E-mail)` */
  function withChannels(audience: Audience, all: Rule[]): string {
    const channels = all.filter((rule) => rule.audience === audience).map(({ channel }) => t(`telling.${channel}`));
    return `${t(`telling.${audience}`)} (${channels.join(", ")})`;
  }
}
