"use client";

import { useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { GroupsStep } from "./groups-step.tsx";
import { Outcome } from "./outcome.tsx";
import { PlanStep } from "./plan-step.tsx";
import { Progress } from "./progress.tsx";
import { type Step, Steps } from "./steps.tsx";
import { Unreadable } from "./unreadable.tsx";
import { useImport } from "./use-import.ts";

/** An import on its way: what its columns are, whom it puts into which groups, what it would do, what it has done. */
export default function Import({ id, query }: { id: number; query: URLSearchParams }) {
  const { t } = useTexts();
  const answer = useImport(id);
  const name = answer.body?.file_name || t("imports.pasted");
  return (
    <Screen title={answer.body ? <bdi>{name}</bdi> : t("imports.title")} windowTitle={name} backTo="/contacts/import">
      <div className="grid grid-cols-1 gap-6 px-4">
        <Shown answer={answer} skeleton={<Skeleton className="h-96 w-full rounded-2xl" />}>
          {(job) => <Stages key={job.id} job={job} group={query.get("group")} />}
        </Shown>
      </div>
    </Screen>
  );
}

function Stages({ job, group }: { job: ContactImport; group: string | null }) {
  /** Of an import that is open; one that is checked may go back to it. */
  const [step, setStep] = useState<"columns" | "groups" | null>(null);
  return (
    <>
      <Steps current={stepOf(job, step)} />
      {stage()}
    </>
  );

  function stage() {
    switch (job.state) {
      case "reading":
      case "checking":
      case "running":
      case "undoing":
        return <Progress job={job} />;
      case "unreadable":
        return <Unreadable job={job} />;
      case "open":
        return step === "groups" ? groups() : columns();
      case "checked":
        if (step === "columns") return columns();
        if (step === "groups") return groups();
        return <PlanStep job={job} onBack={() => setStep("columns")} />;
      default:
        return <Outcome job={job} />;
    }
  }

  function columns() {
    return <ColumnsStep job={job} onGroups={() => setStep("groups")} onChecked={() => setStep(null)} />;
  }

  function groups() {
    return <GroupsStep job={job} group={group} onBack={() => setStep("columns")} onChecked={() => setStep(null)} />;
  }
}

function stepOf({ state }: ContactImport, step: "columns" | "groups" | null): Step {
  if (state === "unreadable" || state === "reading") return "load";
  if (state === "open") return step ?? "columns";
  if (state === "checked" && step !== null) return step;
  return "result";
}
