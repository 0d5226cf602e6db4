"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Group } from "#lib/domain/contacts/group.ts";
import type { ContactImport, ImportSettings } from "#lib/domain/imports/import.ts";
import type { Page } from "#lib/domain/page.ts";
import { useFailureText } from "../app/failure-text.ts";
import { groupsPath } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Select } from "../ui/select.tsx";
import { move } from "./paths.ts";
import { useChoices } from "./use-choices.ts";

type Way = "none" | "known" | "new";
type GroupsStepProps = { job: ContactImport; group: string | null; onBack: () => void; onChecked: () => void };

/** Which group everybody in the file joins: a new one, one that there is, or none [CT-37]. */
export function GroupsStep(props: GroupsStepProps) {
  return props.job.settings ? <Groups {...props} settings={props.job.settings} /> : null;
}

function Groups({ job, settings, group, onBack, onChecked }: GroupsStepProps & { settings: ImportSettings }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body: groups } = useAnswer<Page<Group>>(groupsPath);
  const fixed = (groups?.items ?? []).filter(({ filter }) => filter === null);
  const { choose, failure, setFailure, saved } = useChoices(job, settings);
  const first = settings.groups[0] ?? group ?? "";
  const [name, setName] = useState(first);
  const [picked, setPicked] = useState<Way | null>(first === "" ? "none" : null);
  const way = picked ?? (fixed.some((one) => one.name === first) ? "known" : "new");
  const [isBusy, setIsBusy] = useState(false);

  async function goOn(): Promise<void> {
    const joined = way === "none" ? "" : name.trim();
    if (way !== "none" && joined === "") {
      setFailure(t(way === "new" ? "imports.group_name_missing" : "imports.group_missing"));
      return;
    }
    setIsBusy(true);
    try {
      choose({ groups: joined === "" ? [] : [joined] });
      await saved();
      await move(job.id, "check", {});
      onChecked();
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <div className="grid grid-cols-1 gap-5">
      <h2 className="text-large font-semibold">{t("imports.groups_title")}</h2>
      <Choice<Way>
        label={t("imports.groups_title")}
        isWide
        chosen={way}
        onChoose={(next) => {
          setPicked(next);
          setFailure(null);
        }}
        options={[
          { value: "none", label: t("imports.group_none") },
          ...(fixed.length > 0 ? [{ value: "known" as const, label: t("imports.group_known") }] : []),
          { value: "new", label: t("imports.group_new") },
        ]}
      />
      {way === "known" && (
        <Select
          label={t("imports.group_known")}
          value={fixed.some((one) => one.name === name) ? name : ""}
          onChange={({ target }) => setName(target.value)}
          options={[
            { value: "", label: t("imports.group_choose") },
            ...fixed.map((one) => ({ value: one.name, label: one.name })),
          ]}
        />
      )}
      {way === "new" && (
        <TextField
          label={t("imports.group_name")}
          value={name}
          maxLength={100}
          dir="auto"
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
      )}
      <Foot failure={failure} isBusy={isBusy} onClick={() => void goOn()}>
        {t("imports.check")}
      </Foot>
      <Button look="quiet" onClick={onBack}>
        {t("imports.back_to_columns")}
      </Button>
    </div>
  );
}
