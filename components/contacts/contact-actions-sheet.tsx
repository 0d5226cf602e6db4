"use client";

import { Lock, LockOpen, type LucideIcon, Trash2, UserPen, UsersRound } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Person, PersonDetails } from "#lib/domain/people/person.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { contactPath, personPath } from "./paths.ts";

const LockSheet = lazy(() => import("../removed/lock-sheet.tsx"));

type ContactActionsSheetProps = { person: Person; onGroup: () => void; onRemove: () => void; onClose: () => void };

/** What can be done with one contact of the list [CT-9 … CT-11]: where nothing hovers, and for all of its addresses. */
export default function ContactActionsSheet({ person, onGroup, onRemove, onClose }: ContactActionsSheetProps) {
  const { t } = useTexts();
  const contact = useAnswer<Contact>(contactPath(person.id));
  const details = useAnswer<PersonDetails>(personPath(person.id));
  const [locking, setLocking] = useState<Omit<ComponentProps<typeof LockSheet>, "onClose"> | null>(null);
  if (locking)
    return (
      <Suspense>
        <LockSheet {...locking} onClose={onClose} />
      </Suspense>
    );
  const waiting = <Skeleton className="mx-2 my-1 h-11 rounded-xl" />;
  const then = (next: () => void) => () => {
    onClose();
    next();
  };
  return (
    <Sheet isOpen onClose={onClose} title={person.name} closeLabel={t("common.close")}>
      <ul className="-mx-2 grid grid-cols-1">
        <li>
          <Link href={`/contacts/${person.id}`} className={actionClass}>
            <UserPen aria-hidden="true" className="size-5 shrink-0 text-soft" />
            {t("contacts.edit")}
          </Link>
        </li>
        <Shown answer={details} skeleton={waiting}>
          {({ suppressions }) => (
            <Shown answer={contact} skeleton={waiting}>
              {({ contact_points }) =>
                contact_points.map((point) => {
                  const said = suppressions.filter(({ address }) => address === point.value);
                  return (
                    <li key={`${point.channel} ${point.value}`}>
                      <Action
                        icon={said.length > 0 ? Lock : LockOpen}
                        text={t(said.length > 0 ? "removed.unlock" : "removed.lock", { address: point.value })}
                        onClick={() => setLocking({ address: point.value, channel: point.channel, suppressions: said })}
                      />
                    </li>
                  );
                })
              }
            </Shown>
          )}
        </Shown>
        <li>
          <Action icon={UsersRound} text={t("groups.title")} onClick={then(onGroup)} />
        </li>
        <li>
          <Action icon={Trash2} text={t("contacts.remove")} isDanger onClick={then(onRemove)} />
        </li>
      </ul>
    </Sheet>
  );
}

const actionClass =
  "flex min-h-12 w-full items-center gap-3 rounded-xl px-2 py-2 text-start font-medium wrap-anywhere hover:bg-sunken";

type ActionProps = { icon: LucideIcon; text: string; isDanger?: boolean; onClick: () => void };

function Action({ icon: Icon, text, isDanger = false, onClick }: ActionProps) {
  return (
    <button type="button" onClick={onClick} className={`${actionClass} ${isDanger ? "text-danger" : ""}`}>
      <Icon aria-hidden="true" className={`size-5 shrink-0 ${isDanger ? "" : "text-soft"}`} />
      {text}
    </button>
  );
}
