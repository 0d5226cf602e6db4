"use client";

import { useEffect, useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { useIdempotencyKey } from "#lib/browser/idempotency-key.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { levels, type NewProfile, type ProfileRecord } from "#lib/domain/accounts/profile.ts";
import { useFailureText } from "../app/failure-text.ts";
import { atField, useTask } from "../app/use-task.ts";
import { profilesPath, showChangedPeople } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";

type ProfileSheetProps = {
  /** Null: a new one. */
  profile: ProfileRecord | null;
  onClose: () => void;
};

/** What a profile is called, and which rights it gives. */
export function ProfileSheet({ profile, onClose }: ProfileSheetProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const keyFor = useIdempotencyKey();
  const draft = `profile.${profile?.id ?? "new"}`;
  const [before] = useState<NewProfile>({ name: profile?.name ?? "", level: profile?.level ?? "technician" });
  const [values, setValues] = useState<NewProfile>(() => ({ ...before, ...readDraft<NewProfile>(draft) }));
  const task = useTask();
  const [nameError, setNameError] = useState<string | null>(null);
  const isUsed = profile !== null && profile.accounts + profile.invitations > 0;
  const levelFixed = profile?.is_shipped ? t("profiles.level_shipped") : isUsed ? t("profiles.level_in_use") : null;

  function change(changes: Partial<NewProfile>): void {
    const next = { ...values, ...changes };
    setValues(next);
    writeDraft(draft, next);
  }
  useEffect(() => {
    if (values.name === before.name && values.level === before.level) dropDraft(draft);
  }, [values, before, draft]);

  async function save(): Promise<void> {
    setNameError(null);
    if (values.name.trim() === "") return setNameError(t("profiles.name_missing"));
    await attempt(async () => {
      const saved = profile
        ? await ask<ProfileRecord>(`${profilesPath}/${profile.id}`, { method: "PATCH", body: changes() })
        : await ask<ProfileRecord>(profilesPath, { method: "POST", body: values, idempotencyKey: keyFor(values) });
      toast(t("profiles.saved", { name: saved.name }));
    });
  }

  /** Only what differs, so that what somebody else has changed meanwhile stays. */
  function changes(): Partial<NewProfile> {
    const { name, level } = values;
    return { ...(name === before.name ? {} : { name }), ...(level === before.level ? {} : { level }) };
  }

  const remove = (removed: ProfileRecord) =>
    attempt(async () => {
      await ask(`${profilesPath}/${removed.id}`, { method: "DELETE" });
      const { name, level } = removed;
      const again = () =>
        void ask(profilesPath, { method: "POST", body: { name, level } }).then(showChangedPeople, (error) =>
          toast(failureText(error), { tone: "failed" }),
        );
      toast(t("profiles.removed", { name }), { action: { label: t("common.undo"), run: again } });
    });

  async function attempt(run: () => Promise<void>): Promise<void> {
    await task.run(
      async () => {
        await run();
        dropDraft(draft);
        onClose();
      },
      atField("name", setNameError),
    );
    showChangedPeople();
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(profile ? "profiles.edit" : "profiles.new")}
      closeLabel={t("common.close")}
      footer={
        <Foot failure={task.failure} isBusy={task.isBusy} onClick={() => void save()}>
          {t("common.save")}
        </Foot>
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
        <TextField
          label={t("profiles.name")}
          value={values.name}
          dir="auto"
          maxLength={100}
          autoComplete="off"
          error={nameError}
          onChange={({ target }) => change({ name: target.value })}
        />
        <div className="grid gap-1.5">
          <p aria-hidden="true" className="font-medium">
            {t("profiles.level")}
          </p>
          {levelFixed ? (
            <p>{t(`profiles.${values.level}`)}</p>
          ) : (
            <Choice
              isWide
              label={t("profiles.level")}
              chosen={values.level}
              options={levels.map((value) => ({ value, label: t(`profiles.${value}`) }))}
              onChoose={(level) => change({ level })}
            />
          )}
          <p className="text-small text-soft">{levelFixed ?? t(`profiles.${values.level}_text`)}</p>
          {profile?.key !== "Admin-Default" && values.level === "administrator" && (
            <p className="text-small text-soft">{t("profiles.not_told")}.</p>
          )}
        </div>
        {profile && !profile.is_shipped && (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4">
            <p className="min-w-0 grow basis-60 text-small text-soft">
              {t(isUsed ? "profiles.remove_in_use" : "profiles.remove_hint")}
            </p>
            <Button look="secondary" disabled={isUsed || task.isBusy} onClick={() => void remove(profile)}>
              {t("profiles.remove")}
            </Button>
          </div>
        )}
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}
