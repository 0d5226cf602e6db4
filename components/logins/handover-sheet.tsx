"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import type { HandedOver } from "#lib/domain/people/handover.ts";
import type { Person, PersonDetails } from "#lib/domain/people/person.ts";
import { Shown } from "../app/failure.tsx";
import { useFailureText } from "../app/failure-text.ts";
import { useTask } from "../app/use-task.ts";
import { contactPath, openWorkPath, showChangedWork, techniciansPath } from "../contacts/paths.ts";
import { Foot } from "../ui/foot.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Tick } from "../ui/tick.tsx";
import { setActive } from "./login-changes.ts";
import { loginWords } from "./login-words.ts";

/** Why the work is handed over: by itself, before the login is deactivated, or after the role was taken. */
export type Purpose = "handover" | "deactivate" | "role";

type HandoverSheetProps = { person: PersonDetails; purpose: Purpose; onClose: () => void };

const NOBODY = "nobody";
const KEEP = "keep";

/** The open work of somebody who leaves: who takes over all of it, or some. */
export default function HandoverSheet({ person, purpose, onClose }: HandoverSheetProps) {
  const { t } = useTexts();
  const times = useTimes();
  const failureText = useFailureText();
  const work = useAnswer<Page<Intervention>>(openWorkPath(person.id));
  const technicians = useAnswer<Page<Person>>(techniciansPath);
  const [to, setTo] = useState("");
  /** Those that are left out. Without any, all go, also what is beyond the page; else what was seen on it. */
  const [left, setLeft] = useState<readonly number[]>([]);
  const task = useTask();
  const { name, open_interventions: count, login } = person;
  const others = (technicians.body?.items ?? []).filter(({ id }) => id !== person.id);
  const chosen = left.length === 0 ? count : (work.body?.items.length ?? 0) - left.length;
  const isWanted = count > 0 && to !== KEEP && chosen > 0;

  async function run(): Promise<void> {
    if (count > 0 && to === "") return task.setFailure(t("people.choose_missing"));
    await task.run(async () => {
      const said = isWanted ? await handOver() : null;
      if (purpose === "deactivate" && login.account_id) await deactivate(login.account_id, said !== null);
      else if (said) toast(said);
      onClose();
    });
    showChangedWork();
  }

  async function handOver(): Promise<string> {
    const numbers = work.body?.items.map(({ number }) => number).filter((number) => !left.includes(number));
    const body = {
      to_contact_id: to === NOBODY ? null : Number(to),
      ...(left.length > 0 ? { intervention_numbers: numbers } : {}),
    };
    const done = await ask<HandedOver>(`${contactPath(person.id)}/handover`, { method: "POST", body });
    const successor = others.find(({ id }) => String(id) === to)?.name;
    const given = { count: done.handed_over.length };
    return [
      successor ? t("people.handed_over", { ...given, name: successor }) : t("people.left_unassigned", given),
      ...(done.left.length > 0 ? [t("people.left_alone", { count: done.left.length })] : []),
    ].join(" ");
  }

  async function deactivate(accountId: string, hasHandedOver: boolean): Promise<void> {
    try {
      await setActive(accountId, false);
    } catch (error) {
      if (!hasHandedOver) throw error;
      toast(t("people.handed_not_deactivated", { failure: failureText(error) }), { tone: "failed" });
      return;
    }
    const again = () =>
      void setActive(accountId, true).then(showChangedWork, (error) => toast(failureText(error), { tone: "failed" }));
    toast(t("people.deactivated", { name }), { action: { label: t("common.undo"), run: again } });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(`people.${purpose}_title`, { name })}
      description={purpose === "deactivate" ? t("people.deactivate_hint", { name }) : t("people.open_work", { count })}
      closeLabel={t("common.close")}
      footer={
        <Foot
          failure={task.failure}
          look={purpose === "deactivate" ? "danger" : "primary"}
          isBusy={task.isBusy}
          disabled={purpose !== "deactivate" && chosen === 0}
          onClick={() => void run()}
        >
          {buttonText()}
        </Foot>
      }
    >
      {count === 0 ? (
        <p>{t("people.no_open_work")}</p>
      ) : (
        <div className="grid grid-cols-1 gap-4">
          {purpose === "deactivate" && <p className="font-medium">{t("people.open_work", { count })}</p>}
          <Select
            label={t("people.handover_to")}
            hint={t("people.handover_text")}
            value={to}
            options={[
              { value: "", label: t("people.choose") },
              ...others.map((other) => ({ value: String(other.id), label: labelOf(other) })),
              { value: NOBODY, label: t("people.nobody") },
              ...(purpose === "handover" ? [] : [{ value: KEEP, label: t("people.keep_work", { name }) }]),
            ]}
            onChange={({ target }) => setTo(target.value)}
          />
          {to !== KEEP && (
            <Shown answer={work} skeleton={<Skeleton className="h-40 w-full rounded-2xl" />}>
              {({ items }) => <WorkList items={items} left={left} onChange={setLeft} />}
            </Shown>
          )}
          {to !== KEEP && (
            <p role="status" className="text-small text-soft">
              {left.length === 0
                ? t("people.all_work")
                : t("people.chosen_work", { chosen: String(chosen), count: String(count) })}
            </p>
          )}
        </div>
      )}
    </Sheet>
  );

  function labelOf(other: Person): string {
    return other.login.state === "active" ? other.name : `${other.name} · ${loginWords(other.login, times, t)}`;
  }

  function buttonText(): string {
    if (purpose === "deactivate")
      return t(isWanted && to !== "" ? "people.hand_over_and_deactivate" : "people.deactivate_only");
    if (to === KEEP) return t("people.keep_work", { name });
    return t(to === NOBODY ? "people.leave_count" : "people.hand_over_count", { count: chosen });
  }
}

type WorkListProps = { items: Intervention[]; left: readonly number[]; onChange: (left: number[]) => void };

function WorkList({ items, left, onChange }: WorkListProps) {
  const { t } = useTexts();
  const times = useTimes();
  return (
    <ul className="divide-y divide-line rounded-2xl border border-line">
      {items.map(({ number, title, starts_at }) => (
        <li key={number}>
          <Tick
            isTicked={!left.includes(number)}
            onChange={(isTicked) => onChange(isTicked ? left.filter((one) => one !== number) : [...left, number])}
            className="min-h-14 px-4 py-2 hover:bg-sunken"
          >
            <span className="grid min-w-0">
              <span dir="auto" className="font-medium wrap-anywhere">
                {title}
              </span>
              <span className="text-small text-soft">
                <span className="number">#{number}</span> ·{" "}
                {starts_at === null ? (
                  t("people.no_date")
                ) : (
                  <time dateTime={starts_at}>{times.dateTime(new Date(starts_at))}</time>
                )}
              </span>
            </span>
          </Tick>
        </li>
      ))}
    </ul>
  );
}
