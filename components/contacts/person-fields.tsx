"use client";

import { Building2, UserRound } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { roles } from "#lib/domain/contacts/contact.ts";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { languages } from "#lib/messages/languages.ts";
import { cardClass } from "../account/part.tsx";
import { ContactPicker } from "../interventions/contact-picker.tsx";
import { OwnFields } from "../own-fields/own-fields.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Tick } from "../ui/tick.tsx";
import { PartTheirs } from "./part-theirs.tsx";
import { PointsField } from "./points-field.tsx";
import { SitesField } from "./sites-field.tsx";
import type { PersonDraft } from "./use-person-draft.ts";

type PersonFieldsProps = {
  draft: PersonDraft;
  /** Undefined for a new person, and while it is on its way. */
  person: PersonDetails | undefined;
  nameError: string | null;
  pointErrors: ReadonlyMap<string, string>;
  /** By path of the API, of what has no line of its own. */
  fieldErrors: ReadonlyMap<string, string>;
};

/** Who it is, and how to be reached. */
export function PersonFields({ draft, person, nameError, pointErrors, fieldErrors }: PersonFieldsProps) {
  const { t, locale } = useTexts();
  const { body: organization } = useAnswer<OrganizationSettings>("/api/organization");
  const { values, change } = draft;
  const own = [...(organization?.languages ?? []), ...languages.map(({ tag }) => tag), values.language];
  const tags = [...new Set(own)].filter((tag) => tag !== "");
  const nameOf = (tag: string) => new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  const list = new Intl.ListFormat(locale);
  const saved = new Set(draft.base?.contact_points.map(({ value }) => value));
  return (
    <div className={`${cardClass} grid grid-cols-1 gap-5 py-5`}>
      <TextField
        label={t("people.name")}
        value={values.name}
        dir="auto"
        maxLength={300}
        autoComplete="off"
        error={nameError}
        onChange={({ target }) => change({ name: target.value })}
      />
      <PartTheirs part="name" draft={draft} />
      <div className="grid gap-1.5">
        <p aria-hidden="true" className="font-medium">
          {t("people.kind")}
        </p>
        <Choice
          label={t("people.kind")}
          chosen={values.kind}
          options={[
            { value: "person", label: t("people.person"), icon: <UserRound aria-hidden="true" className="size-4.5" /> },
            {
              value: "company",
              label: t("people.company"),
              icon: <Building2 aria-hidden="true" className="size-4.5" />,
            },
          ]}
          onChoose={(kind) => change({ kind })}
        />
        <PartTheirs part="kind" draft={draft} />
      </div>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">{t("people.roles")}</legend>
        <div className="flex flex-wrap gap-x-6">
          {roles.map((role) => (
            <Tick
              key={role}
              isTicked={values.roles.includes(role)}
              onChange={(isTicked) =>
                change({ roles: isTicked ? [...values.roles, role] : values.roles.filter((one) => one !== role) })
              }
            >
              {t(`people.role_${role}`)}
            </Tick>
          ))}
        </div>
        <p className="text-small text-soft">{t("people.roles_hint")}</p>
        <PartTheirs part="roles" draft={draft} />
      </fieldset>
      <PointsField
        part="emails"
        points={values.emails}
        errors={pointErrors}
        suppressions={person?.suppressions ?? []}
        saved={saved}
        onChange={(emails) => change({ emails })}
      />
      {person?.shared_addresses.map(({ address, contacts }) => (
        <p key={address} className="text-small text-soft wrap-anywhere">
          {t("people.shared", { address, names: list.format(contacts.map(({ name }) => name)) })}
        </p>
      ))}
      <PartTheirs part="emails" draft={draft} />
      <PointsField
        part="phones"
        points={values.phones}
        errors={pointErrors}
        suppressions={person?.suppressions ?? []}
        saved={saved}
        onChange={(phones) => change({ phones })}
      />
      <PartTheirs part="phones" draft={draft} />
      {fieldErrors.get("contact_points") && (
        <p role="alert" className="text-small font-medium text-danger">
          {fieldErrors.get("contact_points")}
        </p>
      )}
      <div className="grid gap-1.5">
        <p aria-hidden="true" className="font-medium">
          {t("people.sites")}
        </p>
        <SitesField
          sites={values.sites}
          country={organization?.phone_country ?? "IT"}
          onChange={(sites) => change({ sites })}
        />
        <PartTheirs part="sites" draft={draft} />
      </div>
      <TextField
        label={t("people.code")}
        hint={t("people.code_hint")}
        value={values.code}
        dir="auto"
        maxLength={100}
        autoComplete="off"
        error={fieldErrors.get("code")}
        onChange={({ target }) => change({ code: target.value })}
      />
      <PartTheirs part="code" draft={draft} />
      {values.kind === "person" && (
        <ContactPicker
          label={t("people.company_of")}
          contactId={values.company}
          error={fieldErrors.get("company_id")}
          onChange={(company) => change({ company })}
        />
      )}
      <PartTheirs part="company" draft={draft} />
      <OwnFields values={values.own_fields} errors={fieldErrors} onChange={(own_fields) => change({ own_fields })} />
      <PartTheirs part="own_fields" draft={draft} />
      <TextArea
        label={t("people.note")}
        hint={t("people.note_hint")}
        value={values.note}
        dir="auto"
        rows={2}
        maxLength={20_000}
        onChange={({ target }) => change({ note: target.value })}
      />
      <PartTheirs part="note" draft={draft} />
      <Select
        label={t("people.language")}
        hint={t("people.language_hint")}
        value={values.language}
        options={[
          { value: "", label: t("people.language_default") },
          ...tags.map((tag) => ({ value: tag, label: nameOf(tag) })),
        ]}
        onChange={({ target }) => change({ language: target.value })}
      />
      <PartTheirs part="language" draft={draft} />
    </div>
  );
}
