"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Group } from "#lib/domain/contacts/group.ts";
import { atField, useTask } from "../app/use-task.ts";
import { showChangedGroups } from "../contacts/paths.ts";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";

type MergeSheetProps = { groups: readonly [Group, Group]; onDone: () => void; onClose: () => void };

/** Two groups become one: which stays, and what it is called [CT-54]. */
export default function MergeSheet({ groups, onDone, onClose }: MergeSheetProps) {
  const { t } = useTexts();
  const larger = groups[0].contacts >= groups[1].contacts ? groups[0] : groups[1];
  const [keptId, setKeptId] = useState(String(larger.id));
  const [name, setName] = useState(larger.name);
  const [nameError, setNameError] = useState<string | null>(null);
  const task = useTask();
  const kept = groups.find(({ id }) => String(id) === keptId) ?? larger;
  const merged = groups.find((group) => group !== kept) ?? groups[1];

  const merge = () => {
    setNameError(null);
    return task.run(
      async () => {
        const body = { kept_id: kept.id, merged_id: merged.id, ...(name === kept.name ? {} : { name }) };
        const saved = await ask<Group>("/api/groups/merge", { method: "POST", body });
        toast(t("groups.merged", { name: saved.name, count: saved.contacts }));
        showChangedGroups();
        onDone();
      },
      atField("name", setNameError),
    );
  };

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("groups.merge_title")}
      closeLabel={t("common.close")}
      footer={
        <Foot failure={task.failure} isBusy={task.isBusy} onClick={() => void merge()}>
          {t("groups.merge")}
        </Foot>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <div className="grid gap-1.5">
          <p aria-hidden="true" className="font-medium">
            {t("groups.merge_into")}
          </p>
          <Choice
            isWide
            label={t("groups.merge_into")}
            chosen={keptId}
            options={groups.map(({ id, name: label }) => ({ value: String(id), label }))}
            onChoose={(id) => {
              setKeptId(id);
              if (name === kept.name) setName(groups.find((group) => String(group.id) === id)?.name ?? name);
            }}
          />
        </div>
        <TextField
          label={t("groups.name")}
          value={name}
          maxLength={100}
          dir="auto"
          autoComplete="off"
          error={nameError}
          onChange={({ target }) => setName(target.value)}
        />
        <p className="text-soft">{t("groups.merge_text", { kept: kept.name, merged: merged.name })}</p>
      </div>
    </Sheet>
  );
}
