"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { type RemovalAnswer, readColumn } from "#lib/domain/contacts/removed-address.ts";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { useWhoAndWhy, WhoAndWhy, WhoAndWhyFoot } from "./who-and-why.tsx";

/** A column of addresses and numbers is pasted, and gets nothing any more [CT-73 … CT-75]. */
export default function LoadSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { body: organization } = useAnswer<OrganizationSettings>("/api/organization");
  const [lines, setLines] = useState("");
  const [answer, setAnswer] = useState<RemovalAnswer | null>(null);
  const read = readColumn(lines, organization?.phone_country ?? "IT");
  const count = read.addresses.length;
  const form = useWhoAndWhy(async (said) => {
    setAnswer(await ask<RemovalAnswer>("/api/suppressions", { method: "POST", body: { lines, ...said } }));
  });
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(answer ? "removed.loaded_title" : "removed.load_title")}
      closeLabel={t("common.close")}
      footer={
        answer ? (
          <Button size="wide" onClick={onClose}>
            {t("common.close")}
          </Button>
        ) : (
          <WhoAndWhyFoot form={form}>{t("removed.remove_count", { count })}</WhoAndWhyFoot>
        )
      }
    >
      {answer ? (
        <Outcome answer={answer} />
      ) : (
        <div className="grid grid-cols-1 gap-5">
          <TextArea
            label={t("removed.lines")}
            hint={t("removed.lines_hint")}
            value={lines}
            rows={6}
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            error={form.errors.lines}
            onChange={({ target }) => setLines(target.value)}
          />
          {lines.trim() !== "" && (
            <p role="status" className="text-small">
              {t("removed.read", {
                emails: read.addresses.filter(({ channel }) => channel === "email").length,
                phones: read.addresses.filter(({ channel }) => channel === "phone").length,
              })}
              {read.rejected.length > 0 && (
                <span className="block font-medium text-brass-ink">
                  {t("removed.unread", { count: read.rejected.length })}{" "}
                  <bdi>
                    {read.rejected
                      .slice(0, 5)
                      .map(({ line, typed }) => `${line}: ${typed}`)
                      .join(" · ")}
                  </bdi>
                </span>
              )}
            </p>
          )}
          <WhoAndWhy form={form} />
        </div>
      )}
    </Sheet>
  );
}

function Outcome({ answer: { removed, already, rejected } }: { answer: RemovalAnswer }) {
  const { t } = useTexts();
  return (
    <div className="grid grid-cols-1 gap-4">
      <p>{t("removed.done", { count: removed })}</p>
      {already > 0 && <p className="text-soft">{t("removed.already", { count: already })}</p>}
      {rejected.length > 0 && (
        <TextArea
          label={t("removed.rejected", { count: rejected.length })}
          hint={t("removed.rejected_hint")}
          value={rejected.map(({ typed }) => typed).join("\n")}
          rows={4}
          dir="ltr"
          readOnly
        />
      )}
    </div>
  );
}
