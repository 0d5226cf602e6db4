"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { useIdempotencyKey } from "#lib/browser/idempotency-key.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ProfileRecord } from "#lib/domain/accounts/profile.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { firstReason, useTask } from "../app/use-task.ts";
import { showChangedPeople } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";

type Typed = { email?: string; profileId?: number };
type InviteFormProps = { person: PersonDetails; profiles: readonly ProfileRecord[] };

/** Whereto the link is sent, and what it will let the person do. */
export function InviteForm({ person, profiles }: InviteFormProps) {
  const { t } = useTexts();
  const keyFor = useIdempotencyKey();
  const { login, default_email } = person;
  const draft = `invitation.${person.id}`;
  /** What was typed and chosen; what is absent is as it would be anyway. */
  const [typed, setTyped] = useState(() => readDraft<Typed>(draft) ?? {});
  const task = useTask();
  const email = typed.email ?? login.email ?? default_email ?? "";
  const usual = profiles.find(({ key }) => key === "Technician-Default") ?? profiles[0];
  const profileId = typed.profileId ?? login.profile?.id ?? usual?.id ?? 0;

  const level = profiles.find(({ id }) => id === profileId)?.level;
  const hint = level && t(`people.profile_${level}`);

  function change(changes: Typed): void {
    setTyped({ ...typed, ...changes });
    writeDraft(draft, { ...typed, ...changes });
  }

  async function invite(): Promise<void> {
    await task.run(async () => {
      const body = { contact_id: person.id, profile_id: profileId, email };
      await ask("/api/invitations", { method: "POST", body, idempotencyKey: keyFor(body) });
      dropDraft(draft);
      showChangedPeople();
      toast(t("people.invited", { email }));
    }, firstReason);
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.isBusy) void invite();
      }}
      className="grid grid-cols-1 gap-4"
    >
      <TextField
        type="email"
        label={t("people.invite_email")}
        dir="ltr"
        value={email}
        maxLength={320}
        autoComplete="off"
        error={task.failure}
        onChange={({ target }) => change({ email: target.value })}
      />
      <Select
        label={t("people.profile")}
        value={String(profileId)}
        options={profiles.map(({ id, name }) => ({ value: String(id), label: name }))}
        hint={hint}
        onChange={({ target }) => change({ profileId: Number(target.value) })}
      />
      <Button type="submit" isBusy={task.isBusy} className="justify-self-start">
        {t("people.invite")}
      </Button>
    </form>
  );
}
