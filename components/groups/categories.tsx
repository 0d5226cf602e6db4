"use client";

import { Pencil, Plus, Tags, Trash2 } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Category, Group } from "#lib/domain/contacts/group.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { firstReason, useTask } from "../app/use-task.ts";
import { contactsAddress } from "../contacts/contact-query.ts";
import { categoriesPath, groupsPath, showChangedGroups } from "../contacts/paths.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";

/** What groups are arranged by, and which are of each [CT-60 … CT-65]. */
export default function Categories() {
  const { t } = useTexts();
  const answer = useAnswer<Page<Category>>(categoriesPath);
  const { body: groups } = useAnswer<Page<Group>>(groupsPath);
  const failureText = useFailureText();
  const [open, setOpen] = useState<Category | "new" | null>(null);

  async function remove({ id, name }: Category): Promise<void> {
    const former = (groups?.items ?? []).filter(({ category }) => category?.id === id);
    try {
      await ask(`${categoriesPath}/${id}`, { method: "DELETE" });
      toast(t("groups.category_removed", { name }), {
        action: { label: t("common.undo"), run: () => void again(name, former) },
      });
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    }
    showChangedGroups();
  }

  /** With the groups that were of it. */
  async function again(name: string, former: readonly Group[]): Promise<void> {
    try {
      const { id } = await ask<Category>(categoriesPath, { method: "POST", body: { name } });
      for (const group of former) await ask(`/api/groups/${group.id}`, { method: "PATCH", body: { category_id: id } });
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    }
    showChangedGroups();
  }

  return (
    <Screen
      title={t("groups.categories")}
      backTo="/contacts/groups"
      actions={
        <Button size="compact" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setOpen("new")}>
          {t("groups.add")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4 px-4">
        <p className="max-w-prose text-soft">{t("groups.categories_intro")}</p>
        <Shown answer={answer} skeleton={<Skeleton className="h-40 w-full rounded-2xl" />}>
          {({ items }) =>
            items.length === 0 ? (
              <Notice icon={<Tags aria-hidden="true" className="size-7" />} title={t("groups.no_categories")} />
            ) : (
              <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
                {items.map((category) => (
                  <li key={category.id} className="flex items-center gap-1 py-2 ps-5 pe-2">
                    <span className="grid min-w-0 grow">
                      <span dir="auto" className="font-medium wrap-anywhere">
                        {category.name}
                      </span>
                      <span className="text-small wrap-anywhere text-soft">
                        {namesOf(category) ? namesOf(category) : t("groups.count", { count: category.groups })}
                        {category.groups > 0 && (
                          <>
                            {" · "}
                            <Link
                              href={contactsAddress({ filter: { category_ids: [category.id] }, sort: "name" })}
                              className="text-petrol underline underline-offset-2"
                            >
                              {t("groups.show_contacts")}
                            </Link>
                          </>
                        )}
                      </span>
                    </span>
                    <IconButton label={t("groups.edit_one", { name: category.name })} onClick={() => setOpen(category)}>
                      <Pencil aria-hidden="true" className="size-5" />
                    </IconButton>
                    <IconButton
                      label={t("groups.remove_category", { name: category.name })}
                      onClick={() => void remove(category)}
                    >
                      <Trash2 aria-hidden="true" className="size-5" />
                    </IconButton>
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      </div>
      {open && <CategorySheet category={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </Screen>
  );

  function namesOf({ id }: Category): string {
    const own = (groups?.items ?? []).filter(({ category }) => category?.id === id);
    return own.map(({ name }) => name).join(", ");
  }
}

function CategorySheet({ category, onClose }: { category: Category | null; onClose: () => void }) {
  const { t } = useTexts();
  const [name, setName] = useState(category?.name ?? "");
  const task = useTask();

  async function save(): Promise<void> {
    if (name.trim() === "") return task.setFailure(t("groups.category_missing"));
    await task.run(async () => {
      if (category) await ask(`${categoriesPath}/${category.id}`, { method: "PATCH", body: { name } });
      else await ask(categoriesPath, { method: "POST", body: { name } });
      showChangedGroups();
      onClose();
    }, firstReason);
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(category ? "groups.edit_category" : "groups.new_category_title")}
      closeLabel={t("common.close")}
      footer={
        <Button size="wide" isBusy={task.isBusy} onClick={() => void save()}>
          {t("common.save")}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!task.isBusy) void save();
        }}
      >
        <TextField
          label={t("groups.category_name")}
          value={name}
          maxLength={100}
          dir="auto"
          autoComplete="off"
          error={task.failure}
          onChange={({ target }) => setName(target.value)}
        />
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
