"use client";

import { Lock, Mail, Phone, Trash2 } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Person, Reach } from "#lib/domain/people/person.ts";
import { Link } from "../app/link.tsx";
import { Initials } from "../interventions/technicians-block.tsx";
import { loginWords, roleWords } from "../logins/login-words.ts";
import { IconButton } from "../ui/button.tsx";

type ContactRowProps = {
  person: Person;
  isChosen: boolean;
  /** Shown on a phone, too. */
  isChoosing: boolean;
  onToggle: () => void;
  onRemove: () => void;
};

/** Columns of the list at the desk; its head has the same. */
export const columnsClass = "desk:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)_6.5rem]";

/** Who it is, how to be reached, and since when; brass where somebody who works here cannot be told. */
export function ContactRow({ person, isChosen, isChoosing, onToggle, onRemove }: ContactRowProps) {
  const { t } = useTexts();
  const times = useTimes();
  const { id, name, code, email, phone, created_at } = person;
  return (
    <div className={`group flex items-stretch ${isChosen ? "bg-petrol-wash" : "hover:bg-sunken"}`}>
      <label className={`w-12 shrink-0 cursor-pointer place-items-center ${isChoosing ? "grid" : "hidden desk:grid"}`}>
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onToggle}
          aria-label={t("contacts.choose_row", { name })}
          className="size-5 accent-petrol"
        />
      </label>
      <Link
        href={`/contacts/${id}`}
        className={`flex min-h-16 min-w-0 grow items-center gap-3 py-2.5 pe-4 -outline-offset-2 desk:ps-0 ${isChoosing ? "" : "ps-4"}`}
      >
        <Initials name={name} />
        <span className={`grid min-w-0 grow gap-x-4 ${columnsClass}`}>
          <span className="grid min-w-0 content-center">
            <span dir="auto" className="font-medium wrap-anywhere">
              {name}
            </span>
            <span className="text-small wrap-anywhere text-soft">
              {[code, ...roleWords(person, t)].filter(Boolean).join(" · ")}
            </span>
            <LoginNote person={person} />
          </span>
          <Means reach={email} channel="email" isWanted={person.roles.includes("technician")} />
          <Means reach={phone} channel="phone" />
          <time
            dateTime={created_at}
            title={times.exact(new Date(created_at))}
            className="number hidden content-center self-center text-small text-soft desk:block"
          >
            {times.shortDay(new Date(created_at))}
          </time>
        </span>
      </Link>
      <span className="hidden items-center pe-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 desk:flex">
        <IconButton label={t("contacts.remove_one", { name })} onClick={onRemove}>
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      </span>
    </div>
  );
}

function LoginNote({ person: { login, roles } }: { person: Person }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const isTechnician = roles.includes("technician");
  const isWanting =
    login.state === "expired" || login.state === "no_profile" || (isTechnician && login.state === "none");
  if (login.state === "none" && !isTechnician) return null;
  return (
    <span className={`text-small wrap-anywhere ${isWanting ? "font-medium text-brass-ink" : "text-soft"}`}>
      {loginWords(login, times, t)}
    </span>
  );
}

const icons = { email: Mail, phone: Phone };

/** A means of contact, and whether it may be used [CT-5, CT-6]. */
function Means({ reach, channel, isWanted = false }: { reach: Reach; channel: "email" | "phone"; isWanted?: boolean }) {
  const { t } = useTexts();
  const Icon = icons[channel];
  if (!reach)
    return (
      <span
        className={`self-center text-small ${isWanted ? "font-medium text-brass-ink" : "hidden text-soft desk:block"}`}
      >
        {isWanted ? t("people.no_email") : <span aria-hidden="true">–</span>}
      </span>
    );
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-small text-soft">
      {reach.is_blocked ? (
        <Lock aria-label={t("contacts.is_blocked")} className="size-4 shrink-0 text-ink" />
      ) : (
        <Icon aria-hidden="true" className="size-4 shrink-0" />
      )}
      <bdi dir="ltr" className="min-w-0 wrap-anywhere">
        {reach.value}
      </bdi>
    </span>
  );
}
