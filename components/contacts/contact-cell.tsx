"use client";

import { Lock, Mail, Phone } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Person, Reach } from "#lib/domain/people/person.ts";
import type { Column } from "./columns.ts";

/** What a column says of a contact; on a phone only how it is reached. */
export function ContactCell({ person, column: { name, type } }: { person: Person; column: Column }) {
  switch (name) {
    case "email":
      return <Means reach={person.email} channel="email" isWanted={person.roles.includes("technician")} />;
    case "phone":
      return <Means reach={person.phone} channel="phone" />;
    case "company":
      return <Words text={person.company?.name} />;
    case "city":
      return <Words text={person.city} />;
    case "groups":
      return <Words text={person.groups.map((group) => group.name).join(", ")} />;
    case "language":
      return <Words text={person.language} />;
    case "created_at":
    case "last_mailed_at":
      return <Day at={person[name]} />;
    default: {
      const value = person.own_fields[name.slice("own_fields.".length)];
      if (type === "date") return <Day at={value === undefined ? null : `${value}T12:00:00Z`} isWholeDay />;
      return <Words text={value} />;
    }
  }
}

const icons = { email: Mail, phone: Phone };

type MeansProps = { reach: Reach; channel: "email" | "phone"; isWanted?: boolean };

/** A means of contact, and whether it may be used [CT-5, CT-6]. */
export function Means({ reach, channel, isWanted = false }: MeansProps) {
  const { t } = useTexts();
  const Icon = icons[channel];
  if (!reach)
    return isWanted ? (
      <span className="self-center text-small font-medium text-brass-ink">{t("people.no_email")}</span>
    ) : (
      <Nothing />
    );
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-small text-soft">
      {reach.is_blocked ? (
        <Lock aria-label={t("contacts.is_blocked")} className="size-4 shrink-0 text-ink" />
      ) : (
        <Icon aria-hidden="true" className="size-4 shrink-0" />
      )}
      <bdi dir="ltr" title={reach.value} className="min-w-0 wrap-anywhere desk:truncate">
        {reach.value}
      </bdi>
    </span>
  );
}

function Words({ text }: { text: string | number | null | undefined }) {
  if (text === undefined || text === null || text === "") return <Nothing />;
  return (
    <span dir="auto" className="line-clamp-2 hidden min-w-0 self-center text-small wrap-anywhere text-soft desk:block">
      {text}
    </span>
  );
}

function Day({ at, isWholeDay = false }: { at: string | null; isWholeDay?: boolean }) {
  const times = useTimes();
  if (at === null) return <Nothing />;
  return (
    <time
      dateTime={isWholeDay ? at.slice(0, 10) : at}
      title={isWholeDay ? undefined : times.exact(new Date(at))}
      className="number hidden self-center text-small text-soft desk:block"
    >
      {times.shortDay(new Date(at))}
    </time>
  );
}

function Nothing() {
  return (
    <span aria-hidden="true" className="hidden self-center text-small text-soft desk:block">
      –
    </span>
  );
}
