"use client";

import { changed } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { refreshCopy } from "#lib/browser/offline/offline.ts";
import { admit, useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Session } from "#lib/domain/session/session.ts";
import { languages } from "#lib/messages/languages.ts";
import { Choice } from "../ui/choice.tsx";
import { Part } from "./part.tsx";
import { usePreferences } from "./use-preferences.ts";

const company = "company";

/** Of the screens and of the person's own messages. */
export function LanguageChoice() {
  const { t } = useTexts();
  const session = useSession();
  const { answer, change } = usePreferences();
  const { organization } = session;
  const nameOf = (tag: string) => languages.find((language) => language.tag === tag)?.name ?? tag;

  async function choose(value: string): Promise<void> {
    const language = value === company ? null : value;
    if (!(await change({ language }))) return;
    await admit({ ...session, account: { ...session.account, language: language ?? organization.language } });
    // What has names of the company's own is called otherwise now, also in what is not on screen.
    changed(() => true);
    refreshCopy();
    await ask<Session>("/api/session").then(admit, () => {});
  }

  return (
    <Part title={t("account.language_title")}>
      <Choice
        label={t("account.language_title")}
        chosen={answer.body ? (answer.body.language ?? company) : session.account.language}
        options={[
          { value: company, label: t("account.as_company", { language: nameOf(organization.language) }) },
          ...languages.map(({ tag, name }) => ({ value: tag, label: name })),
        ]}
        onChoose={(value) => void choose(value)}
      />
    </Part>
  );
}
