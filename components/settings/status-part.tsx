"use client";

import type { ReactNode } from "react";
import { type Control, Controller, useWatch } from "react-hook-form";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { statusKinds } from "#lib/domain/notifications/message.ts";
import { requirableFields } from "#lib/domain/statuses/status.ts";
import { StatusShape } from "../interventions/status-chip.tsx";
import { Choice } from "../ui/choice.tsx";
import { Choices } from "../ui/choices.tsx";
import { Switch } from "../ui/switch.tsx";
import type { NameInput } from "./name-input.ts";
import { isStatus, listPath, type Named, type NamedPage } from "./named.ts";

type PartProps = { control: Control<NameInput> };

/** What software needs to know of a status. */
export function StatusKindChoice({ control }: PartProps) {
  const { t } = useTexts();
  return (
    <Controller
      control={control}
      name="kind"
      render={({ field }) => (
        <Titled title={t("names.kind")}>
          <Choice
            isWide
            label={t("names.kind")}
            chosen={field.value ?? "open"}
            options={statusKinds.map((value) => ({
              value,
              label: t(`names.${value}`),
              icon: <StatusShape kind={value} className="size-4.5" />,
            }))}
            onChoose={field.onChange}
          />
        </Titled>
      )}
    />
  );
}

/** Where work begins, where it may go from here, and what has to be known before. */
export function StatusSteps({ control, named }: PartProps & { named: Named | null }) {
  const { t } = useTexts();
  const isStart = named !== null && isStatus(named) && named.is_default;
  const beginsHere = useWatch({ control, name: "is_default" });
  return (
    <>
      <Controller
        control={control}
        name="is_default"
        render={({ field }) => (
          <Switch
            label={t("names.is_default")}
            hint={t(isStart ? "names.is_default_fixed" : "names.is_default_hint")}
            isOn={field.value ?? false}
            isDisabled={isStart}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={control}
        name="next_status_ids"
        render={({ field }) => <NextStatuses named={named} chosen={field.value} onChoose={field.onChange} />}
      />
      {beginsHere ? (
        <Titled title={t("names.required")}>
          <p className="text-small text-soft">{t("names.required_start")}</p>
        </Titled>
      ) : (
        <Controller
          control={control}
          name="required_fields"
          render={({ field }) => (
            <Titled title={t("names.required")} hint={t("names.required_hint")}>
              <Choices
                label={t("names.required")}
                chosen={field.value}
                options={requirableFields.map((value) => ({ value, label: t(`names.field_${value}`) }))}
                onChoose={field.onChange}
              />
            </Titled>
          )}
        />
      )}
    </>
  );
}

type NextProps = { named: Named | null; chosen: number[] | null; onChoose: (chosen: number[] | null) => void };

function NextStatuses({ named, chosen, onChoose }: NextProps) {
  const { t } = useTexts();
  const { body } = useAnswer<NamedPage>(listPath("statuses"));
  const others = (body?.items ?? []).filter(isStatus).filter(({ id, is_archived }) => id !== named?.id && !is_archived);
  return (
    <div className="grid gap-1.5">
      <Switch
        label={t("names.any_follows")}
        hint={t("names.any_follows_hint")}
        isOn={chosen === null}
        onChange={(isAny) => onChoose(isAny ? null : others.map(({ id }) => id))}
      />
      {chosen && (
        <>
          <Choices
            label={t("names.follows")}
            chosen={chosen}
            options={others.map(({ id, name, kind }) => ({
              value: id,
              label: name,
              icon: <StatusShape kind={kind} className="size-4.5 shrink-0" />,
            }))}
            onChoose={onChoose}
          />
          {!others.some(({ id }) => chosen.includes(id)) && (
            <p className="text-small text-soft">{t("names.nothing_follows")}</p>
          )}
        </>
      )}
    </div>
  );
}

function Titled({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <p aria-hidden="true" className="font-medium">
        {title}
      </p>
      {hint && <p className="text-small text-soft">{hint}</p>}
      {children}
    </div>
  );
}
