"use client";

import { Checkbox } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { useTask } from "../app/use-task.ts";
import { Foot } from "../ui/foot.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { isConflict } from "./conflict.ts";
import { interventionPath, showChanged } from "./paths.ts";
import { Initials } from "./technicians-block.tsx";
import { between, effectOf, isChosen, toggled, type Wishes } from "./technicians-draft.ts";
import { useNames } from "./theirs.tsx";
import { useTechniciansMoved } from "./use-technicians-moved.ts";

/** Who works on it. Whoever is new is told at once, whatever the rules say. */
export default function TechniciansSheet({ job, onClose }: { job: Intervention; onClose: () => void }) {
  const { t } = useTexts();
  const people = useAnswer<Page<Contact>>("/api/contacts?role=technician&limit=200");
  const [wishes, setWishes] = useState<Wishes>(new Map());
  const task = useTask();
  const moved = useTechniciansMoved(job);
  const { added, removed } = effectOf(wishes, job.technicians);

  async function save(): Promise<void> {
    if (added + removed === 0) return onClose();
    await task.run(
      async () => {
        showChanged(await send(job));
        onClose();
      },
      // The list, the button and a sentence show what has become of it.
      (error) => (isConflict(error) ? null : undefined),
    );
  }

  /** Another status or date is no reason to ask twice; other technicians are. */
  async function send(seen: Intervention, tries = 3): Promise<Intervention> {
    try {
      const body = { contact_ids: effectOf(wishes, seen.technicians).contactIds, version: seen.version };
      return await ask(`${interventionPath(job.number)}/technicians`, { method: "PUT", body });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const current = error.problem.current as Intervention;
      showChanged(current);
      const { came, went } = between(seen.technicians, current.technicians);
      if (came.length + went.length > 0 || tries === 0) throw error;
      return send(current, tries - 1);
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
          {moved && <Moved {...moved} />}
          <Foot failure={task.failure} isBusy={task.isBusy} onClick={() => void save()}>
            {added > 0
              ? t("interventions.assign_technicians", { count: added })
              : t(removed > 0 ? "common.save" : "interventions.done")}
          </Foot>
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
                      checked={isChosen(wishes, job.technicians, id)}
                      onCheckedChange={() => setWishes(toggled(wishes, job.technicians, id))}
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

function Moved({ came, went, who }: { came: string[]; went: string[]; who: string[] }) {
  const { t, locale } = useTexts();
  const by = useNames(who);
  const list = (names: string[]) => new Intl.ListFormat(locale).format(names);
  return (
    <div role="status" className="grid gap-1 text-small font-medium text-brass-ink">
      {came.length > 0 && (
        <p>{t("interventions.assigned_meanwhile", { who: by, names: list(came), count: came.length })}</p>
      )}
      {went.length > 0 && (
        <p>{t("interventions.unassigned_meanwhile", { who: by, names: list(went), count: went.length })}</p>
      )}
    </div>
  );
}
