"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ContactChoice } from "#lib/domain/contacts/filter.ts";
import type { Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import { useTask } from "../app/use-task.ts";
import { groupsPath, showChangedGroups } from "../contacts/paths.ts";
import { Choice } from "../ui/choice.tsx";
import { Foot } from "../ui/foot.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Tick } from "../ui/tick.tsx";

type IntoGroupSheetProps = { choice: ContactChoice; count: number; onDone: () => void; onClose: () => void };

/** Several contacts are put into groups, or taken out of them. */
export default function IntoGroupSheet({ choice, count, onDone, onClose }: IntoGroupSheetProps) {
  const { t } = useTexts();
  const { body } = useAnswer<Page<Group>>(groupsPath);
  const [how, setHow] = useState<"add" | "remove">("add");
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const task = useTask();
  const fixed = body?.items.filter(({ filter }) => filter === null);

  const run = () =>
    task.run(async () => {
      const { moved } = await ask<{ moved: number }>("/api/groups/members", {
        method: "POST",
        body: { ...choice, group_ids: chosen, how },
      });
      toast(t(how === "add" ? "groups.put_in" : "groups.taken_out", { count: moved }));
      showChangedGroups();
      onDone();
    });

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("groups.into_title", { count })}
      closeLabel={t("common.close")}
      footer={
        <Foot failure={task.failure} disabled={chosen.length === 0} isBusy={task.isBusy} onClick={() => void run()}>
          {t(how === "add" ? "groups.into" : "groups.out_of")}
        </Foot>
      }
    >
      <div className="grid gap-4">
        <Choice
          label={t("groups.into_how")}
          chosen={how}
          options={[
            { value: "add", label: t("groups.into") },
            { value: "remove", label: t("groups.out_of") },
          ]}
          onChoose={setHow}
        />
        {!fixed && <Skeleton className="h-24 w-full rounded-xl" />}
        {fixed?.length === 0 && <p className="text-soft">{t("groups.none_title")}</p>}
        <div className="grid">
          {fixed?.map(({ id, name }) => (
            <Tick
              key={id}
              isTicked={chosen.includes(id)}
              onChange={(isTicked) => setChosen(isTicked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              {name}
            </Tick>
          ))}
        </div>
      </div>
    </Sheet>
  );
}
