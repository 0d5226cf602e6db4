"use client";

import { useState } from "react";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { type ApiScope, apiScopes, type MadeApiKey } from "#lib/domain/api-keys/api-key.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { Tick } from "../ui/tick.tsx";
import { apiKeysPath, scopeText, showChangedKeys } from "./scopes.ts";

const expiries = ["never", "90", "365"] as const;
type Expiry = (typeof expiries)[number];

/** A key is made, and shown this once. */
export default function NewKeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ApiScope[]>([]);
  const [expiry, setExpiry] = useState<Expiry>("never");
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const [nameError, setNameError] = useState<string | null>(null);
  const task = useTask();

  async function make(): Promise<void> {
    const hasName = name.trim() !== "";
    setNameError(hasName ? null : t("api_keys.name_missing"));
    task.setFailure(scopes.length > 0 ? null : t("api_keys.scopes_missing"));
    if (!hasName || scopes.length === 0) return;
    await task.run(async () => {
      const body = { name, scopes, expires_at: endOf(expiry) };
      setMade(await ask<MadeApiKey>(apiKeysPath, { method: "POST", body }));
      showChangedKeys();
    });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(made ? "api_keys.made_title" : "api_keys.add")}
      closeLabel={t("common.close")}
      footer={
        made ? (
          <Button size="wide" look="secondary" onClick={onClose}>
            {t("common.close")}
          </Button>
        ) : (
          <Foot failure={task.failure} isBusy={task.isBusy} onClick={() => void make()}>
            {t("api_keys.make")}
          </Foot>
        )
      }
    >
      {made ? (
        <Made token={made.token} />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!task.isBusy) void make();
          }}
          className="grid grid-cols-1 gap-5"
        >
          <TextField
            label={t("api_keys.name")}
            hint={t("api_keys.name_hint")}
            value={name}
            maxLength={100}
            dir="auto"
            autoComplete="off"
            error={nameError}
            onChange={({ target }) => setName(target.value)}
          />
          <fieldset className="grid gap-1">
            <legend className="font-medium">{t("api_keys.scopes")}</legend>
            {apiScopes.map((scope) => (
              <Tick
                key={scope}
                isTicked={scopes.includes(scope)}
                onChange={(isTicked) =>
                  setScopes(isTicked ? [...scopes, scope] : scopes.filter((other) => other !== scope))
                }
              >
                {t(scopeText(scope))}
              </Tick>
            ))}
          </fieldset>
          <div className="grid gap-2">
            <p className="font-medium">{t("api_keys.expiry")}</p>
            <Choice
              label={t("api_keys.expiry")}
              chosen={expiry}
              onChoose={setExpiry}
              options={expiries.map((value) => ({ value, label: t(`api_keys.expiry_${value}`) }))}
            />
          </div>
          <button type="submit" hidden />
        </form>
      )}
    </Sheet>
  );
}

function Made({ token }: { token: string }) {
  const { t } = useTexts();

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(token);
      toast(t("api_keys.copied"));
    } catch {
      // Without https, or where the person does not allow it.
      toast(t("api_keys.copy_failed"), { tone: "failed" });
    }
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="font-medium text-brass-ink">{t("api_keys.made_text")}</p>
      <TextField
        label={t("api_keys.key")}
        value={token}
        readOnly
        dir="ltr"
        translate="no"
        className="font-mono text-small"
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button onClick={() => void copy()}>{t("api_keys.copy")}</Button>
      <div className="grid gap-1.5">
        <p className="text-small text-soft">{t("api_keys.example")}</p>
        <pre dir="ltr" translate="no" className="overflow-x-auto rounded-xl bg-sunken p-4 font-mono text-small">
          {`curl ${window.location.origin}/api/contacts \\\n  -H "Authorization: Bearer ${token}"`}
        </pre>
      </div>
    </div>
  );
}

function endOf(expiry: Expiry): string | null {
  return expiry === "never" ? null : new Date(Date.now() + Number(expiry) * 86_400_000).toISOString();
}
