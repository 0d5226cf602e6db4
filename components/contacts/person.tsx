"use client";

import { ArrowRightLeft } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { Part } from "../account/part.tsx";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { SaveBar } from "../settings/save-bar.tsx";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { FormNotes } from "./form-notes.tsx";
import type { Purpose } from "./handover-sheet.tsx";
import { Login } from "./login.tsx";
import { contactPath, personPath } from "./paths.ts";
import { PersonFields } from "./person-fields.tsx";
import { Told } from "./told.tsx";
import { usePersonForm } from "./use-person-form.ts";

const HandoverSheet = lazy(() => import("./handover-sheet.tsx"));

/** Everything about somebody on one page: who, how to be reached, what they may do, what they are told and why. */
export default function Person({ id }: { id: number }) {
  const { t } = useTexts();
  const contact = useAnswer<Contact>(contactPath(id));
  return (
    <Screen title={contact.body?.name ?? t("people.title")} backTo="/contacts">
      <div className="grid grid-cols-1 gap-8 px-4">
        <Shown answer={contact} skeleton={<Skeleton className="h-96 w-full rounded-2xl" />}>
          {(known) => <Page contact={known} />}
        </Shown>
      </div>
    </Screen>
  );
}

function Page({ contact }: { contact: Contact }) {
  const { t } = useTexts();
  const { id, name } = contact;
  const person = useAnswer<PersonDetails>(personPath(id));
  const form = usePersonForm(contact);
  const [purpose, setPurpose] = useState<Purpose | null>(null);

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
        />
        <FormNotes form={form} />
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
