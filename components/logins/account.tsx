"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { ProfileRecord } from "#lib/domain/accounts/profile.ts";
import type { PersonDetails } from "#lib/domain/people/person.ts";
import { useFailureText } from "../app/failure-text.ts";
import { showChangedPeople } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { setActive } from "./login-changes.ts";

type AccountProps = {
  person: PersonDetails;
  accountId: string;
  profiles: readonly ProfileRecord[];
  onDeactivate: () => void;
};

/** Somebody's login: what it may do, and whether it is on. Nobody changes their own. */
export function Account({ person, accountId, profiles, onDeactivate }: AccountProps) {
  const { t } = useTexts();
  const { account } = useSession();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const { name, login } = person;
  const isOwn = account.id === accountId;

  async function attempt(change: () => Promise<void>): Promise<void> {
    setIsBusy(true);
    try {
      await change();
      showChangedPeople();
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    } finally {
      setIsBusy(false);
    }
  }

  const give = (profileId: number | null, before: number | null | undefined) =>
    attempt(async () => {
      await ask(`/api/accounts/${accountId}`, { method: "PATCH", body: { profile_id: profileId } });
      const profile = profiles.find(({ id }) => id === profileId)?.name;
      const text = profile ? t("people.profile_saved", { name, profile }) : t("people.profile_taken", { name });
      const undo = { label: t("common.undo"), run: () => void give(before ?? null, undefined) };
      toast(text, before === undefined ? {} : { action: undo });
    });
  const activate = () =>
    attempt(async () => {
      await setActive(accountId, true);
      toast(t("people.activated", { name }));
    });

  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="wrap-anywhere">{t("people.signs_in_with", { email: login.email ?? "" })}</p>
      {login.state === "inactive" && (
        <p className="font-medium text-brass-ink">{t("people.inactive_text", { name })}</p>
      )}
      {login.state === "no_profile" && <p className="font-medium text-brass-ink">{t("people.no_profile_text")}</p>}
      {isOwn && <p className="text-soft">{t("people.own_login")}</p>}
      <Select
        label={t("people.profile")}
        hint={login.profile ? t(`people.profile_${login.profile.level}`) : undefined}
        value={String(login.profile?.id ?? "")}
        disabled={isOwn || isBusy}
        options={[
          { value: "", label: t("people.no_profile_choice") },
          ...profiles.map(({ id, name: label }) => ({ value: String(id), label })),
        ]}
        onChange={({ target }) => void give(Number(target.value) || null, login.profile?.id ?? null)}
      />
      {!isOwn && login.state === "inactive" && (
        <Button className="justify-self-start" isBusy={isBusy} onClick={() => void activate()}>
          {t("people.activate")}
        </Button>
      )}
      {!isOwn && login.state !== "inactive" && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4">
          <p className="min-w-0 grow basis-60 text-small text-soft">{t("people.deactivate_hint", { name })}</p>
          <Button look="secondary" onClick={onDeactivate}>
            {t("people.deactivate")}
          </Button>
        </div>
      )}
    </div>
  );
}
