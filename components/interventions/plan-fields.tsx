"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { priorities } from "#lib/domain/notifications/message.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import type { Type } from "#lib/domain/types/type.ts";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { PartDecision } from "./part-decision.tsx";
import { statusesPath, typesPath } from "./paths.ts";
import type { InterventionDraft } from "./use-intervention-draft.ts";

/** When it is done, how urgent it is, and what kind of work. */
export function PlanFields({ draft, isNew }: { draft: InterventionDraft; isNew: boolean }) {
  const { t } = useTexts();
  const { register, formState } = draft.form;
  const { errors } = formState;
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  const { body: types } = useAnswer<Page<Type>>(typesPath);
  const decisions = (["when", "duration", "due_at", "priority", "type"] as const).map((part) => (
    <PartDecision key={part} part={part} draft={draft} />
  ));
  return (
    <>
      <div className="grid grid-cols-2 gap-3 desk:grid-cols-3 max-[24rem]:*:nth-1:col-span-full">
        <TextField
          {...register("starts_on")}
          type="date"
          label={t("interventions.day")}
          error={errors.starts_on && t("interventions.day_missing")}
        />
        <TextField {...register("starts_time")} type="time" label={t("interventions.time")} />
        <div className="max-desk:col-span-2">
          <TextField
            {...register("duration")}
            type="text"
            inputMode="numeric"
            label={t("interventions.duration")}
            error={errors.duration && t("interventions.duration_wrong")}
            hint={t("interventions.in_minutes")}
          />
        </div>
      </div>
      {decisions.slice(0, 2)}
      <div
        className={`grid grid-cols-2 gap-3 max-[24rem]:*:nth-1:col-span-full ${isNew ? "desk:grid-cols-4" : "desk:grid-cols-3"}`}
      >
        <TextField {...register("due_on")} type="date" label={t("interventions.due_at")} />
        <Select
          {...register("priority")}
          label={t("interventions.priority")}
          options={priorities.map((one) => ({ value: one, label: t(`jobs.priority_${one}`) }))}
        />
        <div className={isNew ? "" : "max-desk:col-span-2"}>
          <Select
            {...register("type_id")}
            label={t("interventions.type")}
            options={[
              { value: "", label: "–" },
              ...(types?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        </div>
        {isNew && (
          <Select
            {...register("status_id")}
            label={t("interventions.status")}
            options={[
              { value: "", label: statuses?.items.find(({ is_default }) => is_default)?.name ?? "–" },
              ...(statuses?.items ?? [])
                .filter(({ is_default }) => !is_default)
                .map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        )}
      </div>
      {decisions.slice(2)}
    </>
  );
}
