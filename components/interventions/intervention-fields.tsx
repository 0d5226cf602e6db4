"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { useIdempotencyKey } from "#lib/browser/idempotency-key.ts";
import { back, go } from "#lib/browser/location.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { priorities } from "#lib/domain/notifications/message.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import type { Type } from "#lib/domain/types/type.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Banner } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";
import { ContactPicker } from "./contact-picker.tsx";
import { changesOf, type FormInput, formOf, formSchema } from "./intervention-input.ts";
import { interventionPath, showChanged, statusesPath, typesPath } from "./paths.ts";
import { TechnicianChoice } from "./technician-choice.tsx";

/** All fields of an intervention. Only the title is needed. */
export function Fields({ job, query }: { job: Intervention | null; query: URLSearchParams }) {
  const { t } = useTexts();
  const times = useTimes();
  const { account } = useSession();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  // As it was when the form was opened; moves on when the person has seen that somebody else changed it.
  const [base, setBase] = useState(job);
  const keyFor = useIdempotencyKey();
  const fresh = formOf(job, query, times);
  const draftKey = `intervention.${job?.number ?? "new"}`;
  const [draft, setDraft] = useState(() => readDraft<FormInput>(draftKey));
  const form = useForm<FormInput>({ resolver: zodResolver(formSchema), defaultValues: { ...fresh, ...draft } });
  const { register, control, formState, watch, setError, setValue, handleSubmit, reset } = form;
  const { errors, isSubmitting } = formState;
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => writeDraft(draftKey, values) }),
    [form, draftKey],
  );
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  const { body: types } = useAnswer<Page<Type>>(typesPath);
  const customerId = watch("customer_id");
  const { body: customer } = useAnswer<Contact>(customerId === null ? null : `/api/contacts/${customerId}`);

  const save = handleSubmit(async (input) => {
    setFailure(null);
    const changes = changesOf(input, base, times);
    try {
      const saved = await (base
        ? ask<Intervention>(interventionPath(base.number), {
            method: "PATCH",
            body: { ...changes, version: base.version },
          })
        : ask<Intervention>("/api/interventions", { method: "POST", body: changes, idempotencyKey: keyFor(changes) }));
      dropDraft(draftKey);
      showChanged(saved);
      toast(t(base ? "interventions.saved" : "interventions.created", { number: String(saved.number) }));
      if (base) back(`/interventions/${saved.number}`);
      else go(`/interventions/${saved.number}`, { isReplacing: true });
    } catch (error) {
      setFailure(failureText(error));
      if (error instanceof Refused) {
        for (const { path, message } of error.problem.errors ?? []) setError(fieldOf(path), { message });
        if (error.problem.code === "version_conflict") {
          setBase(error.problem.current as Intervention);
          setFailure(t("interventions.edit_moved"));
        }
      }
    }
  });

  function throwAway(): void {
    setDraft(null);
    reset(fresh);
    dropDraft(draftKey);
  }

  return (
    <form noValidate onSubmit={(event) => void save(event)} className="grid gap-5 px-4 pb-24 desk:pb-4">
      {draft && (
        <Banner
          action={
            <Button look="quiet" size="compact" onClick={throwAway}>
              {t("interventions.throw_draft_away")}
            </Button>
          }
        >
          {t("interventions.draft_is_back")}
        </Banner>
      )}
      <TextField
        {...register("title")}
        label={t("interventions.title")}
        dir="auto"
        autoFocus={job === null}
        autoComplete="off"
        error={errors.title && t("interventions.title_missing")}
      />
      <TextArea
        {...register("description")}
        label={t("interventions.description")}
        dir="auto"
        error={errors.description?.message}
      />
      {account.is_admin && (
        <>
          <Controller
            control={control}
            name="customer_id"
            render={({ field, fieldState }) => (
              <ContactPicker
                label={t("interventions.customer")}
                among="customer"
                contactId={field.value}
                error={fieldState.error?.message}
                onChange={(id) => {
                  field.onChange(id);
                  setValue("contact_person_id", null);
                  setValue("site_id", "");
                }}
              />
            )}
          />
          {customer && customer.sites.length > 1 && (
            <Select
              {...register("site_id")}
              label={t("interventions.site")}
              error={errors.site_id?.message}
              options={[
                { value: "", label: t("interventions.default_site") },
                ...customer.sites.map(({ id, name, street, city }) => ({
                  value: String(id),
                  label: [name, street, city].filter(Boolean).join(", "),
                })),
              ]}
            />
          )}
          {customer?.kind === "company" && (
            <Controller
              control={control}
              name="contact_person_id"
              render={({ field, fieldState }) => (
                <ContactPicker
                  label={t("interventions.contact_person")}
                  companyId={customer.id}
                  contactId={field.value}
                  error={fieldState.error?.message}
                  onChange={field.onChange}
                />
              )}
            />
          )}
        </>
      )}
      <div className="grid grid-cols-2 gap-3 desk:grid-cols-3 max-[24rem]:*:nth-1:col-span-full">
        <TextField
          {...register("starts_on")}
          type="date"
          label={t("interventions.day")}
          error={errors.starts_on && t("interventions.day_missing")}
        />
        <TextField {...register("starts_time")} type="time" label={t("interventions.time")} />
        <TextField
          {...register("duration")}
          type="text"
          inputMode="numeric"
          label={t("interventions.duration")}
          error={errors.duration && t("interventions.duration_wrong")}
          hint={t("interventions.in_minutes")}
        />
      </div>
      <div className="grid grid-cols-2 gap-3 max-[24rem]:*:nth-1:col-span-full">
        <TextField {...register("due_on")} type="date" label={t("interventions.due_at")} />
        <Select
          {...register("priority")}
          label={t("interventions.priority")}
          options={priorities.map((one) => ({ value: one, label: t(`interventions.priority_${one}`) }))}
        />
        <Select
          {...register("type_id")}
          label={t("interventions.type")}
          options={[
            { value: "", label: "–" },
            ...(types?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        {job === null && (
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
      {account.is_admin && (
        <Controller
          control={control}
          name="technician_ids"
          render={({ field }) => <TechnicianChoice chosen={field.value} onChange={field.onChange} />}
        />
      )}
      <TextArea {...register("note")} label={t("interventions.note")} hint={t("interventions.note_hint")} dir="auto" />
      {account.is_admin && customerId !== null && (
        <Controller
          control={control}
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
      <div className="max-desk:fixed max-desk:inset-x-0 max-desk:bottom-[calc(4rem+env(safe-area-inset-bottom))] max-desk:z-20 max-desk:grid max-desk:gap-2 max-desk:border-t max-desk:border-line max-desk:bg-ground/95 max-desk:px-4 max-desk:py-2.5 max-desk:backdrop-blur">
        {failure && (
          <p role="alert" className="pb-2 font-medium text-danger">
            {failure}
          </p>
        )}
        <Button type="submit" size="wide" isBusy={isSubmitting} className="desk:w-auto">
          {t(job ? "common.save" : "interventions.create")}
        </Button>
      </div>
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
