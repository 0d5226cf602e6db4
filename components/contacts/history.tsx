"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { type Texts, useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { ContactEvent } from "#lib/domain/contacts/contact-event.ts";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { contactEventsPath, ownFieldsPath } from "./paths.ts";

/** So many lines are seen at first. */
const FIRST = 8;

/** What happened to a contact, newest first: by whom, and what was said about its addresses and why [CT-22]. */
export function History({ id }: { id: number }) {
  const { t } = useTexts();
  const answer = useAnswer<{ items: ContactEvent[] }>(contactEventsPath(id));
  const [isLong, setIsLong] = useState(false);
  return (
    <Shown answer={answer} skeleton={<Skeleton className="h-24 w-full rounded-2xl" />}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="text-soft">{t("people.history_none")}</p>
        ) : (
          <>
            <ol className="grid gap-4 border-s-2 border-line ps-4">
              {(isLong ? items : items.slice(0, FIRST)).map((event) => (
                <Line key={event.id} event={event} />
              ))}
            </ol>
            {!isLong && items.length > FIRST && (
              <Button look="quiet" className="justify-self-start" onClick={() => setIsLong(true)}>
                {t("people.history_all", { count: items.length })}
              </Button>
            )}
          </>
        )
      }
    </Shown>
  );
}

function Line({ event }: { event: ContactEvent }) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow();
  const { body: fields } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const at = new Date(event.created_at);
  const changes = Object.entries(event.changes ?? {});
  return (
    <li className="grid gap-0.5">
      <p className="font-medium wrap-anywhere">{whatHappened(event, t)}</p>
      {changes.map(([field, { from, to }]) => (
        <p key={field} className="text-small wrap-anywhere">
          <span className="inline-block text-soft first-letter:uppercase">
            {fieldName(field, fields?.items ?? [], t)}:
          </span>{" "}
          {from !== null && <del className="text-soft">{shownAs(field, from, t)}</del>}{" "}
          {to !== null && <ins className="no-underline">{shownAs(field, to, t)}</ins>}
        </p>
      ))}
      {event.reason && (
        <p className="text-small wrap-anywhere">
          <q>{event.reason}</q>
        </p>
      )}
      <p className="text-small text-soft">
        <time dateTime={event.created_at} title={times.exact(at)}>
          {times.dateTime(at, now)}
        </time>
        {` · ${event.actor_name ?? t(event.origin === "link" ? "people.by_link" : "people.by_system")}`}
      </p>
    </li>
  );
}

function whatHappened({ kind, group, address, scope }: ContactEvent, t: Texts["t"]): string {
  switch (kind) {
    case "contact.created":
      return t("people.event_created");
    case "contact.changed":
      return t("people.event_changed");
    case "contact.anonymised":
      return t("people.event_anonymised");
    case "contact.joined_group":
      return t("people.event_joined", { group: group?.name ?? "" });
    case "contact.left_group":
      return t("people.event_left", { group: group?.name ?? "" });
    case "address.suppressed":
      return t(`people.event_blocked_${scope ?? "everything"}`, { address: address ?? "" });
    case "address.lifted":
      return t("people.event_lifted", { address: address ?? "" });
    default:
      return kind satisfies never;
  }
}

const names = ["name", "kind", "code", "company", "language", "note", "sites"] as const;

function fieldName(field: string, own: readonly OwnField[], t: Texts["t"]): string {
  const key = field.startsWith("own_fields.") ? field.slice("own_fields.".length) : null;
  if (key !== null) return own.find((one) => one.key === key)?.name ?? key;
  switch (field) {
    case "is_customer":
      return t("people.role_customer");
    case "is_technician":
      return t("people.role_technician");
    case "email":
      return t("people.emails");
    case "phone":
      return t("people.phones");
    case "email_default":
    case "phone_default":
      return t(field === "email_default" ? "people.event_default_email" : "people.event_default_phone");
    default: {
      const known = names.find((name) => name === field);
      return known ? t(`people.part_${known}`) : field;
    }
  }
}

function shownAs(field: string, value: unknown, t: Texts["t"]): string {
  if (Array.isArray(value)) return value.join(", ") || "–";
  if (typeof value === "boolean") return t(value ? "people.yes" : "people.no");
  if (field === "kind") return t(value === "company" ? "people.company" : "people.person");
  if (typeof value === "object") return String((value as { name?: unknown } | null)?.name ?? "");
  return String(value);
}
