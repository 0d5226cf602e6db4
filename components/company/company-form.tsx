"use client";

import { type ReactNode, useState } from "react";
import { changed, putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTextDraft } from "#lib/browser/text-draft.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import { useFailureText } from "../app/failure-text.ts";
import { isConflict } from "../interventions/conflict.ts";
import { goToUndecided, Theirs } from "../interventions/theirs.tsx";
import { SaveBar } from "../settings/save-bar.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Banner } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { BrandColor } from "./brand-color.tsx";
import { type CompanyField, changesOf, companyFields, companyPath, valuesOf } from "./company-values.ts";
import { countries, timeZones } from "./known-places.ts";
import { Languages } from "./languages.tsx";
import { LogoField } from "./logo-field.tsx";

/** Nothing applies before it is saved, but for the logo, which is saved as it is chosen. */
export function CompanyForm({ company }: { company: OrganizationSettings }) {
  const { t, locale } = useTexts();
  const failureText = useFailureText();
  const draft = useTextDraft("company", valuesOf(company));
  const [isSaving, setIsSaving] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});
  const { values } = draft;
  const languages = values.languages.split(",");
  const languageNames = new Intl.DisplayNames(locale, { type: "language" });

  async function save(): Promise<void> {
    if (companyFields.some((field) => draft.theirs[field] !== undefined)) return goToUndecided();
    setIsSaving(true);
    setRefused({});
    try {
      const body = { ...changesOf(values, draft.changed), version: company.version };
      show(await ask<OrganizationSettings>(companyPath, { method: "PATCH", body }));
      draft.discard();
      toast(t("company.saved"));
    } catch (error) {
      if (isConflict(error)) {
        show(error.problem.current as OrganizationSettings);
        toast(t("company.changed_meanwhile"));
      } else {
        if (error instanceof Refused) showRefused(error);
        toast(failureText(error), { tone: "failed" });
      }
    } finally {
      setIsSaving(false);
    }
  }

  /** At the fields, the first of them in view. */
  function showRefused({ problem }: Refused): void {
    const errors = problem.errors ?? [];
    setRefused(Object.fromEntries(errors.map(({ path, message }) => [path.split(".")[0] ?? path, message])));
    const first = companyFields.find((field) => errors.some(({ path }) => path.startsWith(field)));
    if (first) document.getElementById(idOf(first))?.focus();
  }

  function show(saved: OrganizationSettings): void {
    putAnswer<OrganizationSettings>(companyPath, () => saved);
    // The session says what the company is called, too.
    changed((path) => path === "/api/session");
  }

  function change(field: CompanyField, value: string): void {
    setRefused(({ [field]: _, ...others }) => others);
    draft.change(field, value);
  }

  /** What a field of text needs: its words, what is in it, and what is wrong with it. */
  function text(field: CompanyField, hint?: string) {
    return {
      id: idOf(field),
      label: t(`company.${field}`),
      hint,
      error: refused[field] ?? null,
      value: values[field],
      onChange: ({ target }: { target: { value: string } }) => change(field, target.value),
    };
  }

  function decision(field: CompanyField): ReactNode {
    const value = draft.theirs[field];
    if (value === undefined) return null;
    return (
      <Theirs
        who={[]}
        value={value}
        onMine={() => draft.decide(field, "mine")}
        onTheirs={() => draft.decide(field, "theirs")}
      />
    );
  }

  return (
    <>
      {draft.isFromBefore && <Banner tone="wanting">{t("company.kept")}</Banner>}
      <Part title={t("company.identity")}>
        <TextField {...text("name")} dir="auto" maxLength={200} autoComplete="organization" />
        {decision("name")}
        <LogoField company={company} onSaved={show} />
        <BrandColor color={values.color} error={refused.color ?? null} onChoose={(color) => change("color", color)} />
        {decision("color")}
      </Part>
      <Part title={t("company.sending")}>
        <TextField {...text("sender_name")} dir="auto" maxLength={200} autoComplete="off" />
        {decision("sender_name")}
        <TextField {...text("sender_email", t("company.sender_email_hint"))} {...address} />
        {decision("sender_email")}
        <TextField {...text("reply_to", t("company.reply_to_hint"))} {...address} />
        {decision("reply_to")}
        <TextArea {...text("signature", t("company.signature_hint"))} dir="auto" maxLength={2000} rows={4} />
        {decision("signature")}
      </Part>
      <Part title={t("company.place")}>
        <Languages
          chosen={languages}
          always={values.language}
          error={refused.languages ?? null}
          onChange={(chosen) => change("languages", chosen.join(","))}
        />
        {decision("languages")}
        <Select
          {...text("language", t("company.language_hint"))}
          options={languages.map((tag) => ({ value: tag, label: languageNames.of(tag) ?? tag }))}
        />
        {decision("language")}
        <Select {...text("time_zone", t("company.time_zone_hint"))} options={timeZones(values.time_zone)} />
        {decision("time_zone")}
        <Select {...text("phone_country", t("company.phone_country_hint"))} options={countries(locale)} />
        {decision("phone_country")}
      </Part>
      <SaveBar
        count={draft.changed.length}
        isBusy={isSaving}
        onSave={() => void save()}
        onDiscard={() => {
          draft.discard();
          setRefused({});
        }}
      />
    </>
  );
}

const address = { type: "email", inputMode: "email", dir: "ltr", autoComplete: "off", spellCheck: false } as const;

function idOf(field: CompanyField): string {
  return `company-${field}`;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-5 rounded-2xl border border-line bg-raised p-5">
      <h2 className="text-large font-semibold">{title}</h2>
      {children}
    </section>
  );
}
