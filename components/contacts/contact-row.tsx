"use client";

import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import type { CSSProperties } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Person } from "#lib/domain/people/person.ts";
import { Link } from "../app/link.tsx";
import { Initials } from "../interventions/technicians-block.tsx";
import { loginWords, roleWords } from "../logins/login-words.ts";
import { IconButton, iconClass } from "../ui/button.tsx";
import { type Column, gridOf } from "./columns.ts";
import { ContactCell, Means } from "./contact-cell.tsx";

type ContactRowProps = {
  person: Person;
  isChosen: boolean;
  /** Shown on a phone, too. */
  isChoosing: boolean;
  columns: readonly Column[];
  onToggle: () => void;
  /** What can be done with the contact. */
  onAct: () => void;
  onRemove: () => void;
};

/** Columns of the list at the desk; its head has the same. */
export const columnsClass = "desk:grid-cols-(--columns)";

/** Who it is, how to be reached, and what the columns say; what can be done is at the end. Brass where somebody who works here cannot be told. */
export function ContactRow({ person, isChosen, isChoosing, columns, onToggle, onAct, onRemove }: ContactRowProps) {
  const { t } = useTexts();
  const { id, name, code } = person;
  return (
    <div className={`group relative flex items-stretch ${isChosen ? "bg-petrol-wash" : "hover:bg-sunken"}`}>
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
        <span
          style={{ "--columns": gridOf(columns) } as CSSProperties}
          className={`grid min-w-0 grow gap-x-4 ${columnsClass}`}
        >
          <span className="grid min-w-0 content-center">
            <span dir="auto" className="font-medium wrap-anywhere">
              {name}
            </span>
            <span className="text-small wrap-anywhere text-soft">
              {[code, ...roleWords(person, t)].filter(Boolean).join(" · ")}
            </span>
            <LoginNote person={person} />
          </span>
          {columns.map((column) => (
            <ContactCell key={column.name} person={person} column={column} />
          ))}
          {/* A phone has no columns to choose, and always says how to reach somebody. */}
          {unshownMeans(columns).map((channel) => (
            <span key={channel} className="desk:hidden">
              <Means reach={person[channel]} channel={channel} />
            </span>
          ))}
        </span>
      </Link>
      {!isChoosing && (
        <IconButton label={t("contacts.act_on", { name })} className="self-center desk:hidden" onClick={onAct}>
          <EllipsisVertical aria-hidden="true" className="size-5" />
        </IconButton>
      )}
      <span className="absolute inset-y-0 end-0 hidden items-center rounded-s-xl bg-sunken ps-1 pe-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 desk:flex">
        {/* The row leads there, too: whoever hears or tabs through it needs no second link. */}
        <Link
          href={`/contacts/${id}`}
          aria-hidden="true"
          tabIndex={-1}
          title={t("contacts.edit_one", { name })}
          className={iconClass()}
        >
          <Pencil aria-hidden="true" className="size-5" />
        </Link>
        <IconButton label={t("contacts.act_on", { name })} onClick={onAct}>
          <EllipsisVertical aria-hidden="true" className="size-5" />
        </IconButton>
        <IconButton label={t("contacts.remove_one", { name })} onClick={onRemove}>
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      </span>
    </div>
  );
}

function unshownMeans(columns: readonly Column[]): ("email" | "phone")[] {
  return (["email", "phone"] as const).filter((channel) => !columns.some(({ name }) => name === channel));
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
