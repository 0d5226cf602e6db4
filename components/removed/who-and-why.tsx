"use client";

import { type ReactNode, useState } from "react";
import { changed } from "#lib/browser/answers.ts";
import { Refused } from "#lib/browser/api.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTask } from "../app/use-task.ts";
import { showChangedPeople } from "../contacts/paths.ts";
import { TextArea, TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";

type Said = { name: string; reason: string };
type Form = {
  said: Said;
  change: (said: Partial<Said>) => void;
  errors: Partial<Record<string, string>>;
  failure: string | null;
  isBusy: boolean;
  save: () => void;
};

/** Who asks for it, which is oneself until one says otherwise, and why: neither may be empty [CT-75]. */
export function useWhoAndWhy(send: (said: Said) => Promise<void>): Form {
  const { t } = useTexts();
  const { account } = useSession();
  const [said, setSaid] = useState<Said>({ name: account.name, reason: "" });
  const [errors, setErrors] = useState<Form["errors"]>({});
  const task = useTask();
  return {
    ...{ said, errors, failure: task.failure, isBusy: task.isBusy },
    change: (changes) => setSaid({ ...said, ...changes }),
    save: () => void save(),
  };

  async function save(): Promise<void> {
    const missing = {
      ...(said.name.trim() === "" && { name: t("removed.name_missing") }),
      ...(said.reason.trim() === "" && { reason: t("removed.reason_missing") }),
    };
    setErrors(missing);
    task.setFailure(null);
    if (Object.keys(missing).length > 0) return;
    await task.run(async () => {
      await send(said);
      showChangedPeople();
      changed((path) => path.startsWith("/api/suppressions"));
    }, alsoAtFields);
  }

  function alsoAtFields(error: unknown): undefined {
    if (error instanceof Refused)
      setErrors(Object.fromEntries(error.problem.errors?.map(({ path, message }) => [path, message]) ?? []));
  }
}

export function WhoAndWhy({ form: { said, change, errors } }: { form: Form }) {
  const { t } = useTexts();
  return (
    <>
      <TextField
        label={t("removed.name")}
        value={said.name}
        maxLength={200}
        dir="auto"
        autoComplete="off"
        error={errors.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <TextArea
        label={t("removed.reason")}
        placeholder={t("removed.reason_hint")}
        value={said.reason}
        maxLength={1_000}
        rows={2}
        dir="auto"
        error={errors.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </>
  );
}

export function WhoAndWhyFoot({ form, children }: { form: Form; children: ReactNode }) {
  return (
    <Foot failure={form.failure} isBusy={form.isBusy} onClick={form.save}>
      {children}
    </Foot>
  );
}
