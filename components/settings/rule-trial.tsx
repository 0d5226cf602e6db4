"use client";

import { Mail, Smartphone } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Tried } from "#lib/domain/rules/rules.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { InterventionPicker } from "../interventions/intervention-picker.tsx";
import { reasonBefore } from "../interventions/who-is-told.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";

/** What is tried out: a status for an intervention. */
export type Experiment = { job: Intervention | null; status: number | null; tellsCustomer: boolean };

type RuleTrialProps = {
  statuses: readonly Status[];
  experiment: Experiment;
  onChange: (experiment: Experiment) => void;
  /** Null while it is not known. */
  items: readonly Tried[] | null;
};

/** The rules on a real intervention, before anybody is told by them. */
export function RuleTrial({ statuses, experiment, onChange, items }: RuleTrialProps) {
  const { t } = useTexts();
  const { job, status, tellsCustomer } = experiment;
  return (
    <section
      aria-labelledby="rule-trial"
      className="grid grid-cols-1 gap-4 rounded-2xl border border-line bg-raised p-5"
    >
      <div className="grid gap-1">
        <h2 id="rule-trial" className="text-large font-semibold">
          {t("rules.trial")}
        </h2>
        <p className="max-w-prose text-small text-soft">{t("rules.trial_text")}</p>
      </div>
      <div className="grid grid-cols-1 gap-4 desk:grid-cols-2">
        <InterventionPicker
          label={t("rules.trial_job")}
          chosen={job}
          onChange={(next) => onChange({ ...experiment, job: next })}
        />
        <Select
          label={t("rules.trial_status")}
          value={String(status ?? "")}
          options={[
            { value: "", label: t("rules.trial_choose") },
            ...statuses.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={({ target }) => onChange({ ...experiment, status: target.value ? Number(target.value) : null })}
        />
      </div>
      <Switch
        label={t("rules.trial_not_customer")}
        isOn={!tellsCustomer}
        onChange={(isOn) => onChange({ ...experiment, tellsCustomer: !isOn })}
      />
      {job && status !== null && items && (
        <div aria-live="polite" className="border-t border-line pt-4">
          {job.status?.id === status ? (
            <p className="text-soft">{t("rules.trial_same")}</p>
          ) : items.length === 0 ? (
            <p className="text-soft">{t("rules.trial_nobody")}</p>
          ) : (
            <ul className="grid gap-3">
              {items.map((item) => (
                <TriedRow key={`${item.recipient?.id} ${item.audiences} ${item.channel}`} item={item} />
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

function TriedRow({ item: { recipient, audiences, channel, reason, message } }: { item: Tried }) {
  const { t } = useTexts();
  const Icon = channel === "email" ? Mail : Smartphone;
  const isTold = reason === null || reason === "no_device";
  return (
    <li className="flex gap-3">
      <span
        className={`grid size-9 shrink-0 place-items-center rounded-full ${isTold ? "bg-petrol-wash text-petrol" : "bg-sunken text-soft"}`}
      >
        <Icon aria-hidden="true" className="size-4.5" />
      </span>
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">
          <span className="font-medium">{recipient?.name ?? t(`telling.${audiences[0] ?? "customer"}`)}</span>{" "}
          <span className="text-small text-soft">
            {audiences.map((audience) => t(`interventions.audience_${audience}`)).join(", ")} ·{" "}
            {t(`interventions.channel_${channel}`)}
          </span>
        </p>
        {isTold && message && (
          <p dir="auto" className="text-small wrap-anywhere text-soft">
            {channel === "email" ? message.title : `${message.title} – ${message.body}`}
          </p>
        )}
        {reason && (
          <p className="text-small font-medium text-soft">
            {isTold ? t("rules.trial_bell_only") : t("rules.trial_not_told", { reason: t(reasonBefore(reason)) })}
          </p>
        )}
      </div>
    </li>
  );
}
