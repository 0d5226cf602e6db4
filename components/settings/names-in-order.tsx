"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useRef } from "react";
import { putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useFailureText } from "../app/failure-text.ts";
import { IconButton } from "../ui/button.tsx";
import { NameChip } from "./name-chip.tsx";
import { isStatus, listPath, type Named, type NamedPage, type Noun, showChangedNames } from "./named.ts";

type InOrderProps = { noun: Noun; items: Named[]; onOpen: (named: Named) => void };

/** What is offered, in its order. A step up or down is seen at once, and steps reach the server one after the other. */
export function NamesInOrder({ noun, items, onOpen }: InOrderProps) {
  const { t } = useTexts();
  const move = useMoves(noun, items);
  return (
    <ol className="divide-y divide-line rounded-2xl border border-line bg-raised">
      {items.map((named, place) => (
        <li key={named.id} className="flex min-h-16 items-center gap-1 pe-2">
          <button
            type="button"
            onClick={() => onOpen(named)}
            className="flex min-h-16 min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1 rounded-2xl px-5 py-2 text-start -outline-offset-2 hover:bg-sunken/60"
          >
            <NameChip name={named.name} color={named.color} kind={isStatus(named) ? named.kind : null} />
            {isStatus(named) && (
              <span className="text-small text-soft">
                {t(`names.${named.kind}`)}
                {named.is_default && ` · ${t("names.is_default")}`}
              </span>
            )}
          </button>
          <IconButton
            label={t("names.move_up", { name: named.name })}
            disabled={place === 0}
            className="disabled:invisible"
            onClick={() => move(named, place - 1)}
          >
            <ChevronUp aria-hidden="true" className="size-5" />
          </IconButton>
          <IconButton
            label={t("names.move_down", { name: named.name })}
            disabled={place === items.length - 1}
            className="disabled:invisible"
            onClick={() => move(named, place + 1)}
          >
            <ChevronDown aria-hidden="true" className="size-5" />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}

function useMoves(noun: Noun, items: Named[]) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const last = useRef(Promise.resolve());

  async function save(ids: number[]): Promise<void> {
    try {
      await ask(`/api/${noun}/order`, { method: "PUT", body: { ids } });
    } catch (error) {
      const isOutdated = error instanceof Refused && error.problem.code === "version_conflict";
      toast(isOutdated ? t("names.list_moved") : failureText(error), { tone: "failed" });
    }
    showChangedNames(noun);
  }

  return (named: Named, place: number) => {
    const moved = items.toSpliced(items.indexOf(named), 1).toSpliced(place, 0, named);
    putAnswer<NamedPage>(listPath(noun), (page) => {
      if (!page) return page;
      const archived = page.items.filter(({ is_archived }) => is_archived);
      return { ...page, items: [...moved, ...archived] };
    });
    last.current = last.current.then(() => save(moved.map(({ id }) => id)));
  };
}
