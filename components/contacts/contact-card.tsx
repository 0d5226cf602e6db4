"use client";

import { ArrowRightLeft, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { Part } from "../account/part.tsx";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { GroupsPart } from "../groups/groups-part.tsx";
import type { Purpose } from "../logins/handover-sheet.tsx";
import { Login } from "../logins/login.tsx";
import { SaveBar } from "../settings/save-bar.tsx";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { FormNotes } from "./form-notes.tsx";
import { History } from "./history.tsx";
import { contactPath, personPath } from "./paths.ts";
import { PersonFields } from "./person-fields.tsx";
import { Told } from "./told.tsx";
import { usePersonForm } from "./use-person-form.ts";

const HandoverSheet = lazy(() => import("../logins/handover-sheet.tsx"));
const RemovalSheet = lazy(() => import("./removal-sheet.tsx"));

/** Everything about somebody on one page: who, how to be reached, what they may do, what they are told and why. */
export default function ContactCard({ id }: { id: number }) {
  const { t } = useTexts();
  const contact = useAnswer<Contact>(contactPath(id));
  return (
    <Screen title={contact.body?.name ?? t("common.contacts")} backTo="/contacts">
      <div className="grid grid-cols-1 gap-8 px-4">
        <Shown answer={contact} skeleton={<Skeleton className="h-96 w-full rounded-2xl" />}>
          {(known) => <Card contact={known} />}
        </Shown>
      </div>
    </Screen>
  );
}

function Card({ contact }: { contact: Contact }) {
  const { t } = useTexts();
  const { id, name } = contact;
  const person = useAnswer<PersonDetails>(personPath(id));
  const form = usePersonForm(contact);
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [isGoing, setIsGoing] = useState(false);
  const times = useTimes({ isInSentence: true });

  async function save(): Promise<void> {
    const wasTechnician = form.draft.base?.roles.includes("technician");
    const saved = await form.save();
    if (!saved) return;
    toast(t("people.saved", { name: saved.name }));
    const isLeaving = wasTechnician && !saved.roles.includes("technician");
    if (isLeaving && (person.body?.open_interventions ?? 0) > 0) setPurpose("role");
  }

  return (
    <>
      <Part title={t("people.details")}>
        <PersonFields
          draft={form.draft}
          person={person.body}
          nameError={form.nameError}
          pointErrors={form.pointErrors}
          fieldErrors={form.fieldErrors}
        />
        <FormNotes form={form} />
      </Part>
      <Part title={t("groups.title")}>
        <Shown answer={person} skeleton={<Skeleton className="h-12 w-full rounded-xl" />}>
          {({ groups }) => <GroupsPart contactId={id} groups={groups} />}
        </Shown>
      </Part>
      <Part title={t("people.login")}>
        <Shown answer={person} skeleton={<Skeleton className="h-40 w-full rounded-2xl" />}>
          {(details) => (
            <>
              <Login person={details} onDeactivate={() => setPurpose("deactivate")} />
              {details.open_interventions > 0 && (
                <OpenWork count={details.open_interventions} onHandOver={() => setPurpose("handover")} />
              )}
            </>
          )}
        </Shown>
      </Part>
      <Part title={t("people.told")}>
        <Told id={id} name={name} login={person.body?.login.state ?? "none"} />
      </Part>
      {contact.kind === "company" && <ContactPersons id={id} />}
      <Part title={t("people.history")}>
        <p className="text-soft">
          {t("people.joined", { date: times.day(new Date(contact.created_at)) })}
          {person.body?.last_mailed_at && (
            <>
              {" · "}
              {t("people.last_mailed", { date: times.day(new Date(person.body.last_mailed_at)) })}
            </>
          )}
          {contact.roles.includes("customer") && (
            <>
              {" · "}
              <Link
                href={`/interventions?open=all&customer_id=${id}`}
                className="font-medium text-petrol underline underline-offset-2"
              >
                {t("people.all_interventions")}
              </Link>
            </>
          )}
        </p>
        <History id={id} />
      </Part>
      <Button
        look="secondary"
        className="justify-self-start text-danger"
        icon={<Trash2 aria-hidden="true" className="size-5" />}
        onClick={() => setIsGoing(true)}
      >
        {t("people.remove")}
      </Button>
      {form.draft.count > 0 && (
        <SaveBar
          count={form.draft.count}
          isBusy={form.isBusy}
          onSave={() => void save()}
          onDiscard={form.draft.discard}
        />
      )}
      <Suspense>
        {purpose && person.body && (
          <HandoverSheet person={person.body} purpose={purpose} onClose={() => setPurpose(null)} />
        )}
        {isGoing && (
          <RemovalSheet
            choice={{ ids: [id] }}
            name={name}
            onClose={() => setIsGoing(false)}
            onDone={() => {
              form.draft.discard();
              go("/contacts", { isReplacing: true });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

function OpenWork({ count, onHandOver }: { count: number; onHandOver: () => void }) {
  const { t } = useTexts();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-2xl border border-line bg-raised px-5 py-3">
      <p>{t("people.open_work", { count })}</p>
      <Button look="secondary" icon={<ArrowRightLeft aria-hidden="true" className="size-5" />} onClick={onHandOver}>
        {t("people.handover")}
      </Button>
    </div>
  );
}

/** Of a company: who is to be asked for there. */
function ContactPersons({ id }: { id: number }) {
  const { t } = useTexts();
  const { body } = useAnswer<Page<Contact>>(`/api/contacts?company_id=${id}&limit=50`);
  if (!body || body.items.length === 0) return null;
  return (
    <Part title={t("people.contact_persons")}>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
        {body.items.map((one) => (
          <li key={one.id}>
            <Link href={`/contacts/${one.id}`} className="flex min-h-12 items-center px-5 py-2 hover:bg-sunken">
              <bdi className="min-w-0 wrap-anywhere">{one.name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
