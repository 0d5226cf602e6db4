"use client";

import { useState } from "react";
import { Controller } from "react-hook-form";
import { ask, Refused } from "#lib/browser/api.ts";
import { back, go } from "#lib/browser/location.ts";
import { timeNow } from "#lib/browser/outbox/clock.ts";
import { perform, tryAgain } from "#lib/browser/outbox/outbox.ts";
import { NoRoom, nextLocalNumber } from "#lib/browser/outbox/outbox-store.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { useFailureText } from "../app/failure-text.ts";
import { useIsThere } from "../app/use-is-there.ts";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Banner } from "../ui/notice.tsx";
import { isConflict } from "./conflict.ts";
import { CreationTells } from "./creation-tells.tsx";
import { CustomerFields } from "./customer-fields.tsx";
import { FormFoot } from "./form-foot.tsx";
import { changesOf, type FormInput } from "./intervention-input.ts";
import { localJob } from "./local-job.ts";
import { PartDecision } from "./part-decision.tsx";
import { interventionPath, showChanged } from "./paths.ts";
import { PlanFields } from "./plan-fields.tsx";
import { TechnicianChoice } from "./technician-choice.tsx";
import { goToUndecided } from "./theirs.tsx";
import { useInterventionDraft } from "./use-intervention-draft.ts";

type FieldsProps = {
  job: Intervention | null;
  query: URLSearchParams;
  /** A new one as it was refused; saved, it is sent in place of what was. */
  refused?: WaitingChange;
};

/** All fields of an intervention. Only the title is needed. */
export function Fields({ job, query, refused }: FieldsProps) {
  const { t } = useTexts();
  const times = useTimes();
  const { account } = useSession();
  const failureText = useFailureText();
  const isThere = useIsThere();
  const [failure, setFailure] = useState(refused?.problem ? failureText(new Refused(refused.problem)) : null);
  const draft = useInterventionDraft(job, query, refused ?? null);
  const { register, control, formState, setError, handleSubmit } = draft.form;
  const { errors, isSubmitting } = formState;
  const isNew = job === null;
  const isFootTall = failure !== null || draft.cameIn.length + draft.undecided.length > 0;

  const save = handleSubmit(async (input) => {
    setFailure(null);
    if (draft.undecided.length > 0) {
      setFailure(t("interventions.decide_first"));
      return goToUndecided();
    }
    try {
      if (draft.base) await change(input, draft.base);
      else if (refused) await mend(input, refused);
      else await create(input);
    } catch (error) {
      // What has come in, and what is to be decided, says more than that it was refused.
      if (isConflict(error)) return;
      setFailure(error instanceof NoRoom ? t("gathering.no_room") : failureText(error));
      if (error instanceof Refused)
        for (const { path, message } of error.problem.errors ?? []) setError(fieldOf(path), { message });
    }
  });

  /** Without a network it has a number of this device's own until the server gives it one. */
  async function create(input: FormInput): Promise<void> {
    const given = changesOf(input, null, times);
    const number = await nextLocalNumber();
    const job = localJob(number, given, account, (await timeNow()).toISOString());
    const sending = { method: "POST", path: "/api/interventions", body: given } as const;
    const doing = { kind: "creation", job } as const;
    const done = await perform(number, doing, sending, { onKept: draft.drop, isWatched: isThere }).catch((error) => {
      draft.keep();
      throw error;
    });
    draft.drop();
    const made = done.state === "sent" ? (done.answer as Intervention).number : number;
    toast(done.state === "sent" ? t("interventions.created", { number: String(made) }) : t("waiting.will_be_sent"));
    go(`/interventions/${made}`, { isReplacing: true });
  }

  /** What waits for it goes with it. */
  async function mend(input: FormInput, change: WaitingChange): Promise<void> {
    const given = changesOf(input, null, times);
    const job = localJob(change.number, given, account, change.madeAt);
    await tryAgain(change, { body: given, doing: { kind: "creation", job } });
    draft.drop();
    back("/waiting");
  }

  async function change(input: FormInput, base: Intervention): Promise<void> {
    const saved = await send(input, base);
    draft.drop();
    showChanged(saved);
    toast(t("interventions.saved", { number: String(saved.number) }));
    back(`/interventions/${saved.number}`);
  }

  /** Whatever somebody else has changed in fields that are not here is no reason to ask twice. */
  async function send(input: FormInput, base: Intervention, tries = 3): Promise<Intervention> {
    const changes = changesOf(input, base, times);
    try {
      return await ask(interventionPath(base.number), { method: "PATCH", body: { ...changes, version: base.version } });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const current = error.problem.current as Intervention;
      const { cameIn, undecided } = draft.rebase(current);
      showChanged(current);
      if (cameIn.length + undecided.length > 0 || tries === 0) throw error;
      return send(input, current, tries - 1);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => void save(event)}
      className={`grid gap-5 px-4 desk:pb-4 ${isFootTall ? "pb-52" : "pb-24"}`}
    >
      {draft.isFromBefore && (
        <Banner
          action={
            <Button look="quiet" size="compact" onClick={draft.throwAway}>
              {t("common.throw_draft_away")}
            </Button>
          }
        >
          {t("common.draft_is_back")}
        </Banner>
      )}
      <TextField
        {...register("title")}
        label={t("interventions.title")}
        dir="auto"
        autoFocus={isNew}
        autoComplete="off"
        error={errors.title && t("interventions.title_missing")}
      />
      <PartDecision part="title" draft={draft} />
      <TextArea
        {...register("description")}
        label={t("interventions.description")}
        dir="auto"
        error={errors.description?.message}
      />
      <PartDecision part="description" draft={draft} />
      <CustomerFields form={draft.form} job={job} />
      <PartDecision part="customer" draft={draft} />
      <PlanFields draft={draft} isNew={isNew} />
      {account.is_admin && (
        <Controller
          control={control}
          name="technician_ids"
          render={({ field }) => <TechnicianChoice chosen={field.value} onChange={field.onChange} />}
        />
      )}
      <TextArea {...register("note")} label={t("interventions.note")} hint={t("interventions.note_hint")} dir="auto" />
      <PartDecision part="note" draft={draft} />
      {isNew && <CreationTells form={draft.form} />}
      <FormFoot draft={draft} isNew={isNew} failure={failure} isBusy={isSubmitting} />
    </form>
  );
}

/** The field of the form that shows what the server says of one of its own. */
function fieldOf(path: string): keyof FormInput {
  const field = path.split(".")[0] ?? "";
  if (field === "starts_at") return "starts_on";
  if (field === "due_at") return "due_on";
  if (field === "duration_minutes") return "duration";
  return field as keyof FormInput;
}
