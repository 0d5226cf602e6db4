"use client";

import { useState } from "react";
import { changed, useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ContactFilter } from "#lib/domain/contacts/filter.ts";
import type { Category, Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import { useFailureText } from "../app/failure-text.ts";
import { atField, useTask } from "../app/use-task.ts";
import { categoriesPath, groupsPath, showChangedGroups } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Switch } from "../ui/switch.tsx";

/** Not an id. */
const NEW = "new";

type GroupSheetProps = {
  group: Group | null;
  /** Makes a new group a smart one, or is what a smart one follows from now on. */
  filter: ContactFilter | null;
  onClose: () => void;
};

/** A group's name and category, which may be made on the way [CT-55, CT-56]. */
export default function GroupSheet({ group: given, filter, onClose }: GroupSheetProps) {
  const { t } = useTexts();
  const { body: groups } = useAnswer<Page<Group>>(filter ? groupsPath : null);
  const smart = (groups?.items ?? []).filter((one) => one.filter !== null);
  const [group, setGroup] = useState(given);
  const { body: categories } = useAnswer<Page<Category>>(categoriesPath);
  const [name, setName] = useState(group?.name ?? "");
  const [category, setCategory] = useState(group?.category ? String(group.category.id) : "");
  const [newCategory, setNewCategory] = useState("");
  const task = useTask();
  const [errors, setErrors] = useState<{ name?: string; category?: string }>({});

  /** @param isImporting goes on to the import for this group [CT-58] */
  async function save(isImporting = false): Promise<void> {
    const missing = {
      ...(name.trim() === "" && { name: t("groups.name_missing") }),
      ...(category === NEW && newCategory.trim() === "" && { category: t("groups.category_missing") }),
    };
    setErrors(missing);
    task.setFailure(null);
    if (Object.keys(missing).length > 0) return;
    await task.run(
      async () => {
        const body = { name, category_id: await categoryId(), ...(filter && { filter }) };
        const saved = group
          ? await ask<Group>(`/api/groups/${group.id}`, { method: "PATCH", body: { ...body, version: group.version } })
          : await ask<Group>(groupsPath, { method: "POST", body });
        toast(t("groups.saved", { name: saved.name }));
        showChangedGroups();
        onClose();
        if (isImporting) go(`/contacts/import?group=${encodeURIComponent(saved.name)}`);
      },
      atField("name", (message) => setErrors({ name: message })),
    );
  }

  /** Whose filter this becomes; without one a new group is made. */
  function choose(id: string): void {
    const chosen = smart.find((one) => String(one.id) === id) ?? null;
    setGroup(chosen);
    setName(chosen?.name ?? "");
    setCategory(chosen?.category ? String(chosen.category.id) : "");
    setErrors({});
  }

  async function categoryId(): Promise<number | null> {
    if (category !== NEW) return category === "" ? null : Number(category);
    const { id } = await ask<Category>(categoriesPath, { method: "POST", body: { name: newCategory } });
    changed((path) => path.startsWith(categoriesPath));
    setCategory(String(id));
    return id;
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(filter ? "groups.new_smart" : group ? "groups.edit" : "groups.new")}
      description={filter ? t("groups.smart_text") : undefined}
      closeLabel={t("common.close")}
      footer={
        <>
          <Foot failure={task.failure} isBusy={task.isBusy} onClick={() => void save()}>
            {t("common.save")}
          </Foot>
          {!group && !filter && (
            <Button look="quiet" disabled={task.isBusy} onClick={() => void save(true)}>
              {t("imports.create_and_import")}
            </Button>
          )}
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!task.isBusy) void save();
        }}
        className="grid grid-cols-1 gap-5"
      >
        {filter && smart.length > 0 && (
          <Select
            label={t("groups.keep_as")}
            value={group ? String(group.id) : ""}
            onChange={({ target }) => choose(target.value)}
            options={[
              { value: "", label: t("groups.new") },
              ...smart.map((one) => ({ value: String(one.id), label: one.name })),
            ]}
          />
        )}
        <TextField
          label={t("groups.name")}
          value={name}
          maxLength={100}
          dir="auto"
          autoComplete="off"
          error={errors.name}
          onChange={({ target }) => setName(target.value)}
        />
        <Select
          label={t("groups.category")}
          value={category}
          onChange={({ target }) => setCategory(target.value)}
          options={[
            { value: "", label: t("groups.no_category") },
            ...(categories?.items ?? []).map(({ id, name: label }) => ({ value: String(id), label })),
            { value: NEW, label: t("groups.new_category") },
          ]}
        />
        {category === NEW && (
          <TextField
            label={t("groups.category_name")}
            value={newCategory}
            maxLength={100}
            dir="auto"
            autoComplete="off"
            error={errors.category}
            onChange={({ target }) => setNewCategory(target.value)}
          />
        )}
        {group && !group.filter && <Watching group={group} />}
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}

/** One's own choice, saved as it is made [CT-57]. */
function Watching({ group }: { group: Group }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [isOn, setIsOn] = useState(group.is_watched);

  async function change(isWatched: boolean): Promise<void> {
    setIsOn(isWatched);
    try {
      await ask(`/api/groups/${group.id}/watching`, { method: "PUT", body: { is_watched: isWatched } });
      showChangedGroups();
    } catch (error) {
      setIsOn(!isWatched);
      toast(failureText(error), { tone: "failed" });
    }
  }

  return (
    <Switch
      label={t("groups.watch")}
      hint={t("groups.watch_hint")}
      isOn={isOn}
      onChange={(next) => void change(next)}
    />
  );
}
