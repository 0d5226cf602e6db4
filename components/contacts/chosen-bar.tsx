"use client";

import { FileOutput, Trash2, UsersRound, X } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactChoice } from "#lib/domain/contacts/filter.ts";
import { Button, IconButton } from "../ui/button.tsx";
import type { Chosen } from "./use-chosen.ts";

type ChosenBarProps = {
  chosen: Chosen;
  /** How many fit the filter, as far as that is known. */
  fitting: number | undefined;
  onExport: (choice: ContactChoice, count: number) => void;
  onRemove: (choice: ContactChoice) => void;
  onGroup: (choice: ContactChoice, count: number) => void;
};

/** At the bottom edge while some are chosen: how many, all that fit, and what can be done with them [CT-12 … CT-14]. */
export function ChosenBar({ chosen, fitting, onExport, onRemove, onGroup }: ChosenBarProps) {
  const { t } = useTexts();
  const count = chosen.isAll ? (fitting ?? chosen.count) : chosen.count;
  return (
    <div className="sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] z-10 mt-3 border-t border-line bg-ground/95 px-4 py-2.5 backdrop-blur desk:bottom-0">
      <div className="mx-auto flex max-w-3xl flex-wrap items-center gap-x-2 gap-y-1">
        <p role="status" className="number grow font-medium">
          {t("contacts.chosen", { count })}
        </p>
        {!chosen.isAll && chosen.count < chosen.shown && (
          <Button look="quiet" size="compact" onClick={chosen.togglePage}>
            {t("contacts.choose_shown", { count: chosen.shown })}
          </Button>
        )}
        {!chosen.isAll && chosen.count === chosen.shown && (fitting ?? 0) > chosen.shown && (
          <Button look="quiet" size="compact" onClick={chosen.chooseAll}>
            {t("contacts.choose_fitting", { count: fitting ?? 0 })}
          </Button>
        )}
        <IconButton label={t("common.export")} disabled={count === 0} onClick={() => onExport(chosen.choice, count)}>
          <FileOutput aria-hidden="true" className="size-5" />
        </IconButton>
        <Button
          look="secondary"
          size="compact"
          disabled={count === 0}
          icon={<UsersRound aria-hidden="true" className="size-5" />}
          onClick={() => onGroup(chosen.choice, count)}
        >
          {t("groups.title")}
        </Button>
        <Button
          look="secondary"
          size="compact"
          disabled={count === 0}
          icon={<Trash2 aria-hidden="true" className="size-5" />}
          onClick={() => onRemove(chosen.choice)}
        >
          {t("contacts.remove")}
        </Button>
        <IconButton label={t("contacts.end_choosing")} className="-me-2" onClick={chosen.end}>
          <X aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
    </div>
  );
}
