"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactFilter } from "#lib/domain/contacts/filter.ts";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { type ContactQuery, contactsAddress, tidied } from "./contact-query.ts";
import { ownFieldsPath } from "./paths.ts";

type ContactFiltersSheetProps = { query: ContactQuery; onClose: () => void };

/** What narrows and orders the list; it applies when one says so. */
export default function ContactFiltersSheet({ query, onClose }: ContactFiltersSheetProps) {
  const { t } = useTexts();
  const [chosen, setChosen] = useState(query);
  const { filter, sort } = chosen;
  const choose = (changes: ContactFilter) => setChosen({ ...chosen, filter: tidied({ ...filter, ...changes }) });
  const { q, state } = filter;

  function apply(next: ContactQuery): void {
    onClose();
    go(contactsAddress(next), { isReplacing: true });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("contacts.filters")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button size="wide" onClick={() => apply(chosen)}>
            {t("contacts.apply")}
          </Button>
          <Button look="quiet" onClick={() => apply({ filter: tidied({ q, state }), sort: "name" })}>
            {t("contacts.clear")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <Select
          label={t("contacts.role")}
          value={filter.roles?.[0] ?? ""}
          onChange={({ target }) => choose({ roles: target.value ? [target.value as "customer"] : undefined })}
          options={options("role", ["customer", "technician"])}
        />
        <Select
          label={t("contacts.login")}
          value={filter.login ?? ""}
          onChange={({ target }) => choose({ login: (target.value || undefined) as ContactFilter["login"] })}
          options={options("login", ["any", "administrator", "none"])}
        />
        <Select
          label={t("contacts.channel")}
          value={filter.channels?.join("+") ?? ""}
          onChange={({ target }) =>
            choose({ channels: target.value ? (target.value.split("+") as ["email"]) : undefined })
          }
          options={[
            { value: "", label: t("contacts.any") },
            { value: "email", label: t("contacts.channel_email") },
            { value: "phone", label: t("contacts.channel_phone") },
            { value: "email+phone", label: t("contacts.channel_both") },
          ]}
        />
        <Select
          label={t("contacts.kind")}
          value={filter.kind ?? ""}
          onChange={({ target }) => choose({ kind: (target.value || undefined) as ContactFilter["kind"] })}
          options={options("kind", ["person", "company"])}
        />
        <TextField
          label={t("contacts.city")}
          value={filter.city ?? ""}
          maxLength={200}
          dir="auto"
          autoComplete="off"
          onChange={({ target }) => choose({ city: target.value })}
        />
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,11.5rem),1fr))] gap-3">
          <TextField
            type="date"
            label={t("contacts.added_from")}
            value={filter.created_from ?? ""}
            onChange={({ target }) => choose({ created_from: target.value })}
          />
          <TextField
            type="date"
            label={t("contacts.added_to")}
            value={filter.created_to ?? ""}
            onChange={({ target }) => choose({ created_to: target.value })}
          />
        </div>
        <OwnFieldFilters filter={filter} onChange={(own_fields) => choose({ own_fields })} />
        <Select
          label={t("contacts.sort")}
          value={sort}
          onChange={({ target }) => setChosen({ ...chosen, sort: target.value as ContactQuery["sort"] })}
          options={[
            { value: "name", label: t("contacts.sort_name") },
            { value: "-name", label: t("contacts.sort_name_down") },
            { value: "-created_at", label: t("contacts.sort_newest") },
            { value: "created_at", label: t("contacts.sort_oldest") },
            { value: "code", label: t("contacts.sort_code") },
          ]}
        />
      </div>
    </Sheet>
  );

  function options<Value extends "customer" | "technician" | "any" | "administrator" | "none" | "person" | "company">(
    part: "role" | "login" | "kind",
    values: readonly Value[],
  ) {
    return [
      { value: "", label: t("contacts.any") },
      ...values.map((value) => ({ value, label: t(`contacts.${part}_${value}` as "contacts.role_customer") })),
    ];
  }
}

type Conditions = ContactFilter["own_fields"];

/** Text by part of it, numbers and dates as they are. */
function OwnFieldFilters({ filter, onChange }: { filter: ContactFilter; onChange: (own: Conditions) => void }) {
  const { body } = useAnswer<Page<OwnField>>(ownFieldsPath);
  return (body?.items ?? []).map((field) => {
    const condition = filter.own_fields?.find(({ key }) => key === field.key);
    return (
      <TextField
        key={field.key}
        type={field.type}
        label={field.name}
        value={String(condition?.value ?? "")}
        step={field.type === "number" ? "any" : undefined}
        dir={field.type === "text" ? "auto" : undefined}
        maxLength={200}
        autoComplete="off"
        onChange={({ target }) => onChange(withCondition(field, target.value))}
      />
    );
  });

  function withCondition({ key, type }: OwnField, typed: string): Conditions {
    const others = (filter.own_fields ?? []).filter((one) => one.key !== key);
    const value = type === "number" ? Number(typed) : typed;
    const next =
      typed === "" || Number.isNaN(value)
        ? others
        : [...others, { key, value, test: type === "text" ? ("contains" as const) : ("is" as const) }];
    return next.length > 0 ? next : undefined;
  }
}
