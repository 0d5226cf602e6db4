"use client";

import { useState } from "react";
import { changed, useAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ContactFilter } from "#lib/domain/contacts/filter.ts";
import type { Category, Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import { useFailureText } from "../app/failure-text.ts";
import { categoriesPath, showChangedGroups } from "../contacts/paths.ts";
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
  /** Makes a new group a smart one. */
  filter: ContactFilter | null;
  onClose: () => void;
};

/** A group's name and category, which may be made on the way [CT-55, CT-56]. */
export default function GroupSheet({ group, filter, onClose }: GroupSheetProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { body: categories } = useAnswer<Page<Category>>(categoriesPath);
  const [name, setName] = useState(group?.name ?? "");
  const [category, setCategory] = useState(group?.category ? String(group.category.id) : "");
  const [newCategory, setNewCategory] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [errors, setErrors] = useState<{ name?: string; category?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);

  /** @param isImporting goes on to the import for this group [CT-58] */
  async function save(isImporting = false): Promise<void> {
    const missing = {
      ...(name.trim() === "" && { name: t("groups.name_missing") }),
      ...(category === NEW && newCategory.trim() === "" && { category: t("groups.category_missing") }),
    };
    setErrors(missing);
    setFailure(null);
    if (Object.keys(missing).length > 0) return;
    setIsBusy(true);
    try {
      const body = { name, category_id: await categoryId() };
      const saved = group
        ? await ask<Group>(`/api/groups/${group.id}`, { method: "PATCH", body: { ...body, version: group.version } })
        : await ask<Group>("/api/groups", { method: "POST", body: { ...body, ...(filter && { filter }) } });
      toast(t("groups.saved", { name: saved.name }));
      showChangedGroups();
      onClose();
      if (isImporting) go(`/contacts/import?group=${encodeURIComponent(saved.name)}`);
    } catch (error) {
      const wrong = error instanceof Refused ? error.problem.errors?.[0] : undefined;
      if (wrong?.path === "name") setErrors({ name: wrong.message });
      else setFailure(failureText(error));
    } finally {
      setIsBusy(false);
    }
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
      title={t(group ? "groups.edit" : filter ? "groups.new_smart" : "groups.new")}
      description={filter ? t("groups.smart_text") : undefined}
      closeLabel={t("common.close")}
      footer={
        <>
          <Foot failure={failure} isBusy={isBusy} onClick={() => void save()}>
            {t("common.save")}
          </Foot>
          {!group && !filter && (
            <Button look="quiet" disabled={isBusy} onClick={() => void save(true)}>
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
          if (!isBusy) void save();
        }}
        className="grid grid-cols-1 gap-5"
      >
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
