"use client";

import { Checkbox } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { interventionPath, showChanged } from "./paths.ts";
import { Initials } from "./technicians-block.tsx";

/** Who works on it. Whoever is new is told at once, whatever the rules say. */
export default function TechniciansSheet({ job, onClose }: { job: Intervention; onClose: () => void }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const people = useAnswer<Page<Contact>>("/api/contacts?role=technician&limit=200");
  const [chosen, setChosen] = useState(() => new Set(job.technicians.map(({ id }) => id)));
  const [version, setVersion] = useState(job.version);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const added = [...chosen].filter((id) => job.technicians.every((technician) => technician.id !== id)).length;
  const removed = job.technicians.filter(({ id }) => !chosen.has(id)).length;

  function toggle(id: number): void {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  async function save(): Promise<void> {
    if (added + removed === 0) return onClose();
    setIsBusy(true);
    setFailure(null);
    try {
      const body = { contact_ids: [...chosen], version };
      showChanged(await ask<Intervention>(`${interventionPath(job.number)}/technicians`, { method: "PUT", body }));
      onClose();
    } catch (error) {
      setFailure(failureText(error));
      setIsBusy(false);
      // What it is now is shown behind the sheet; saving again means it.
      if (error instanceof Refused && error.problem.code === "version_conflict") {
        const current = error.problem.current as Intervention;
        showChanged(current);
        setVersion(current.version);
      }
    }
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("interventions.technicians")}
      description={t("interventions.assignment_is_told")}
      closeLabel={t("common.close")}
      footer={
        <>
          {failure && (
            <p role="alert" className="font-medium text-danger">
              {failure}
            </p>
          )}
          <Button size="wide" isBusy={isBusy} onClick={() => void save()}>
            {added > 0
              ? t("interventions.assign_technicians", { count: added })
              : t(removed > 0 ? "common.save" : "interventions.done")}
          </Button>
        </>
      }
    >
      <Shown answer={people} skeleton={<Skeleton className="h-40 w-full" />}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice title={t("interventions.no_technicians_title")} text={t("interventions.no_technicians_text")} />
          ) : (
            <ul className="-mx-2">
              {items.map(({ id, name }) => (
                <li key={id}>
                  {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside, as Base UI draws it */}
                  <label className="flex min-h-14 items-center gap-3 rounded-xl px-2 hover:bg-sunken">
                    <Initials name={name} />
                    <span className="grow font-medium">{name}</span>
                    <Checkbox.Root
                      checked={chosen.has(id)}
                      onCheckedChange={() => toggle(id)}
                      className="grid size-6 place-items-center rounded-md border-2 border-edge data-checked:border-petrol data-checked:bg-petrol"
                    >
                      <Checkbox.Indicator className="text-on-petrol">
                        <Check aria-hidden="true" className="size-4.5" strokeWidth={3} />
                      </Checkbox.Indicator>
                    </Checkbox.Root>
                  </label>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Sheet>
  );
}
