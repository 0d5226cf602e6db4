"use client";

import { X } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { useFailureText } from "../app/failure-text.ts";
import { groupsPath, showChangedGroups } from "../contacts/paths.ts";
import { IconButton } from "../ui/button.tsx";
import { inputClass } from "../ui/field.tsx";

type GroupsPartProps = { contactId: number; groups: PersonDetails["groups"] };

/** The fixed groups that a contact is in [CT-17, CT-18]: saved as they are chosen, and undone as easily. */
export function GroupsPart({ contactId, groups }: GroupsPartProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body: all } = useAnswer<Page<Group>>(groupsPath);
  const mine = new Set(groups.map(({ id }) => id));
  const others = (all?.items ?? []).filter(({ id, filter }) => filter === null && !mine.has(id));

  async function move(group: { id: number; name: string }, how: "add" | "remove"): Promise<void> {
    try {
      await ask("/api/groups/members", { method: "POST", body: { group_ids: [group.id], ids: [contactId], how } });
      if (how === "remove")
        toast(t("groups.left", { name: group.name }), {
          action: { label: t("common.undo"), run: () => void move(group, "add") },
        });
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    }
    showChangedGroups();
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {groups.map((group) => (
        <span
          key={group.id}
          className="flex min-h-12 max-w-full items-center rounded-xl border border-edge ps-3.5 compact:min-h-10"
        >
          <bdi className="min-w-0 wrap-anywhere">{group.name}</bdi>
          <IconButton label={t("groups.take_out", { name: group.name })} onClick={() => void move(group, "remove")}>
            <X aria-hidden="true" className="size-4.5" />
          </IconButton>
        </span>
      ))}
      {others.length > 0 && (
        <select
          aria-label={t("groups.put_into")}
          value=""
          onChange={({ target }) => {
            const group = others.find(({ id }) => String(id) === target.value);
            if (group) void move(group, "add");
          }}
          className={`${inputClass} w-auto max-w-full font-medium text-petrol`}
        >
          <option value="" disabled>
            {t("groups.put_into")}
          </option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {groups.length === 0 && others.length === 0 && <p className="text-soft">{t("groups.in_none")}</p>}
    </div>
  );
}
