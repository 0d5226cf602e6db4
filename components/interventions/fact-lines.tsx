"use client";

import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { type Texts, useTexts } from "#lib/browser/texts.tsx";
import { type Times, useTimes } from "#lib/browser/times.ts";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { StatusKind } from "#lib/domain/notifications/message.ts";
import { StatusChip } from "./status-chip.tsx";

type Status = { name: string; kind: StatusKind; color: string };
type Plan = { starts_at: string | null; duration_minutes: number | null };

const fieldNames = [
  "title",
  "description",
  "note",
  "answer",
  "type",
  "priority",
  "customer",
  "contact_person",
  "site",
  "due_at",
] as const;

/** What happened, a line for each fact, with what things were called then. */
export function FactLines({ facts }: { facts: Fact[] }) {
  const texts = useTexts();
  const times = useTimes({ isInSentence: true });
  return facts.map((fact) => (
    <div key={fact.id} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      {lineOf(fact, texts, times)}
    </div>
  ));
}

function lineOf(fact: Fact, { t }: Texts, times: Times): ReactNode {
  switch (fact.kind) {
    case "intervention.created":
      return t("interventions.fact_created");
    case "intervention.status_changed":
      return <Change from={statusOf(fact.from)} to={statusOf(fact.to)} />;
    case "intervention.assigned":
      return t("interventions.fact_assigned", { name: nameOf(fact.to) });
    case "intervention.unassigned":
      return t("interventions.fact_unassigned", { name: nameOf(fact.from) });
    case "intervention.rescheduled":
      return t("interventions.fact_rescheduled", { from: planOf(fact.from, times, t), to: planOf(fact.to, times, t) });
    case "intervention.updated":
      return fieldNames
        .filter((field) => fact.fields?.[field])
        .map((field) => <FieldChange key={field} field={field} {...fact.fields?.[field]} />);
    default:
      return fact.kind satisfies never;
  }
}

function statusOf(value: unknown): ReactNode {
  return value ? <StatusChip status={value as Status} /> : null;
}

function Change({ from, to }: { from: ReactNode; to: ReactNode }) {
  return (
    <>
      {from}
      {from && to && <ArrowRight aria-hidden="true" className="size-4 text-soft rtl:-scale-x-100" />}
      {to}
    </>
  );
}

type FieldChangeProps = { field: (typeof fieldNames)[number]; from?: unknown; to?: unknown };

function FieldChange({ field, from, to }: FieldChangeProps) {
  const { t } = useTexts();
  const times = useTimes();
  const shown = (value: unknown) => shownAs(field, value, times, t);
  return (
    <p className="w-full min-w-0">
      <span className="text-soft">{t(`interventions.${field === "answer" ? "outcome" : field}`)}:</span>{" "}
      {from !== null && from !== "" && (
        <>
          <del className="line-clamp-2 text-soft">{shown(from)}</del>{" "}
        </>
      )}
      <ins dir="auto" className="line-clamp-4 no-underline">
        {shown(to) || t("interventions.emptied")}
      </ins>
    </p>
  );
}

function shownAs(field: FieldChangeProps["field"], value: unknown, times: Times, t: Texts["t"]): string {
  if (value === null || value === undefined) return "";
  if (field === "due_at") return times.dateTime(new Date(String(value)));
  if (field === "priority") return t(`jobs.priority_${value as "low" | "normal" | "high" | "urgent"}`);
  if (typeof value === "object") {
    const { name, address } = value as { name?: string; address?: string };
    return [name, address].filter(Boolean).join(", ");
  }
  return String(value);
}

function nameOf(value: unknown): string {
  return (value as { name?: string } | null)?.name ?? "–";
}

function planOf(value: unknown, times: Times, t: Texts["t"]): string {
  const plan = value as Plan | null;
  if (!plan?.starts_at) return t("jobs.no_date");
  return times.range(new Date(plan.starts_at), plan.duration_minutes);
}
