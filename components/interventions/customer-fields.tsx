"use client";

import { Controller, type UseFormReturn } from "react-hook-form";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Select } from "../ui/select.tsx";
import { ContactPicker } from "./contact-picker.tsx";
import type { FormInput } from "./intervention-input.ts";

type CustomerFieldsProps = { form: UseFormReturn<FormInput>; job: Intervention | null };

/** Who it is for, where, and whom to speak to. Technicians are offered whom they know from their work. */
export function CustomerFields({ form, job }: CustomerFieldsProps) {
  const { t } = useTexts();
  const { control, register, formState, watch, setValue } = form;
  const customerId = watch("customer_id");
  const { body: customer } = useAnswer<Contact>(customerId === null ? null : `/api/contacts/${customerId}`);
  return (
    <>
      <Controller
        control={control}
        name="customer_id"
        render={({ field, fieldState }) => (
          <ContactPicker
            label={t("interventions.customer")}
            among="customer"
            contactId={field.value}
            known={job?.customer}
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
          error={formState.errors.site_id?.message}
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
              known={job?.contact_person}
              error={fieldState.error?.message}
              onChange={field.onChange}
            />
          )}
        />
      )}
    </>
  );
}
