"use client";

import { useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { NameChip } from "./name-chip.tsx";
import { isStatus, type Named, type Noun, setArchived } from "./named.ts";

/** What is offered no more, and can be again. */
export function ArchivedNames({ noun, items }: { noun: Noun; items: readonly Named[] }) {
  const { t } = useTexts();
  if (items.length === 0) return null;
  return (
    <section className="grid gap-3 pt-3">
      <h2 className="font-semibold">{t("names.archived_title")}</h2>
      <ul className="divide-y divide-line rounded-2xl border border-line bg-raised">
        {items.map((named) => (
          <ArchivedName key={named.id} noun={noun} named={named} />
        ))}
      </ul>
    </section>
  );
}

function ArchivedName({ noun, named }: { noun: Noun; named: Named }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);

  async function bringBack(): Promise<void> {
    setIsBusy(true);
    try {
      await setArchived(noun, named, false);
      toast(t("names.back_again", { name: named.name }));
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <li className="flex min-h-16 items-center justify-between gap-3 py-2 ps-5 pe-2">
      <NameChip name={named.name} color={named.color} kind={isStatus(named) ? named.kind : null} />
      <Button
        look="quiet"
        size="compact"
        className="shrink-0"
        aria-label={t("names.bring_back_name", { name: named.name })}
        isBusy={isBusy}
        onClick={() => void bringBack()}
      >
        {t("names.bring_back")}
      </Button>
    </li>
  );
}
