"use client";

import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { type Texts, useTexts } from "#lib/browser/texts.tsx";
import { type Times, useTimes } from "#lib/browser/times.ts";
import type { Attachment, Note, WorkLine } from "#lib/domain/interventions/entries.ts";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { StatusKind } from "#lib/domain/notifications/message.ts";
import { AttachmentPicture } from "../gathering/attachment-picture.tsx";
import { StatusChip } from "./status-chip.tsx";
import { workInWords } from "./work-in-words.ts";

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
export function FactLines({ number, facts }: { number: number; facts: Fact[] }) {
  const texts = useTexts();
  const times = useTimes({ isInSentence: true });
  if (facts.length > 1 && facts.every(isPhoto)) return <Photos number={number} facts={facts} />;
  return facts.map((fact) => (
    <div key={fact.id} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      {isPhoto(fact) ? <Photos number={number} facts={[fact]} /> : lineOf(fact, texts, times)}
    </div>
  ));
}

function isPhoto({ kind, to }: Fact): boolean {
  return kind === "intervention.file_added" && (to as Attachment).media_type !== "application/pdf";
}

/** Photos that were added are seen, not named. */
function Photos({ number, facts }: { number: number; facts: Fact[] }) {
  const { t } = useTexts();
  return (
    <div className="grid gap-1.5">
      <span className="text-soft">{t("interventions.fact_photos_added", { count: facts.length })}</span>
      <span className="flex flex-wrap gap-1.5">
        {facts.map(({ id, to }) => (
          <span key={id} className="size-14 overflow-hidden rounded-lg bg-sunken">
            <AttachmentPicture
              number={number}
              file={{ ...(to as Attachment), has_thumbnail: true }}
              isSmall
              className="size-full object-cover"
            />
          </span>
        ))}
      </span>
    </div>
  );
}

function lineOf(fact: Fact, texts: Texts, times: Times): ReactNode {
  const { t } = texts;
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
    case "intervention.assignment_accepted":
      return t("interventions.fact_accepted", { name: nameOf(fact.to) });
    case "intervention.assignment_declined":
      return t("interventions.fact_declined", { name: nameOf(fact.to), reason: reasonOf(fact.to) });
    case "intervention.note_added":
    case "intervention.note_changed":
    case "intervention.note_removed":
      return <EntryChange label={labelOf(fact.kind, t)} {...between(fact, (note) => (note as Note).text)} />;
    case "intervention.work_added":
    case "intervention.work_changed":
    case "intervention.work_removed":
      return (
        <EntryChange
          label={labelOf(fact.kind, t)}
          {...between(fact, (line) => workInWords(line as WorkLine, texts, times))}
        />
      );
    case "intervention.file_added":
    case "intervention.file_removed":
      return <EntryChange label={labelOf(fact.kind, t)} {...between(fact, (file) => (file as Attachment).name)} />;
    default:
      return fact.kind satisfies never;
  }
}

type EntryKind = Extract<Fact["kind"], `intervention.${"note" | "work" | "file"}_${string}`>;

function labelOf(kind: EntryKind, t: Texts["t"]): string {
  return t(`interventions.fact_${kind.slice("intervention.".length) as "note_added"}`);
}

/** What stood there and what stands there, in words. */
function between({ from, to }: Fact, inWords: (entry: unknown) => string) {
  return { from: from ? inWords(from) : null, to: to ? inWords(to) : null };
}

/** What somebody wrote, beside its label; what it was before is crossed out. */
function EntryChange({ label, from, to }: { label: string; from: string | null; to: string | null }) {
  return (
    <p className="w-full min-w-0">
      <span className="text-soft">{label}:</span>{" "}
      {from !== null && (
        <>
          <del dir="auto" className="line-clamp-2 text-soft">
            {from}
          </del>{" "}
        </>
      )}
      {to !== null && (
        <ins dir="auto" className="line-clamp-6 whitespace-pre-wrap no-underline">
          {to}
        </ins>
      )}
    </p>
  );
}

function reasonOf(value: unknown): string {
  return (value as { reason?: string } | null)?.reason ?? "";
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
