"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused, Unreachable } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { IconButton } from "../ui/button.tsx";
import { NameChip } from "./name-chip.tsx";
import { isStatus, listPath, type Named, type NamedPage, type Noun, showChangedNames } from "./named.ts";

type InOrderProps = { noun: Noun; items: Named[]; onOpen: (named: Named) => void };

/** What is offered, in its order. A step up or down is seen at once, and steps reach the server one after the other. */
export function NamesInOrder({ noun, items, onOpen }: InOrderProps) {
  const { t } = useTexts();
  const { move, said } = useMoves(noun, items);
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
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
            <MoveButton
              label={t("names.move_up", { name: named.name })}
              isOff={place === 0}
              onMove={() => move(named, place - 1)}
            >
              <ChevronUp aria-hidden="true" className="size-5" />
            </MoveButton>
            <MoveButton
              label={t("names.move_down", { name: named.name })}
              isOff={place === items.length - 1}
              onMove={() => move(named, place + 1)}
            >
              <ChevronDown aria-hidden="true" className="size-5" />
            </MoveButton>
          </li>
        ))}
      </ol>
    </>
  );
}

type MoveButtonProps = { label: string; isOff: boolean; onMove: () => void; children: ReactNode };

/** Keeps the focus, wherever its row goes. A double click is one step: the next row has come under the pointer. */
function MoveButton({ label, isOff, onMove, children }: MoveButtonProps) {
  return (
    <IconButton
      label={label}
      aria-disabled={isOff}
      className="aria-disabled:opacity-30"
      onClick={({ currentTarget, detail }) => {
        if (isOff || detail > 1) return;
        onMove();
        window.requestAnimationFrame(() => currentTarget.focus());
      }}
    >
      {children}
    </IconButton>
  );
}

function useMoves(noun: Noun, items: Named[]) {
  const { t } = useTexts();
  const last = useRef(Promise.resolve());
  const [said, setSaid] = useState("");

  async function save(ids: number[], before: NamedPage | undefined): Promise<void> {
    try {
      await ask(`/api/${noun}/order`, { method: "PUT", body: { ids } });
    } catch (error) {
      putAnswer<NamedPage>(listPath(noun), () => before);
      const isOutdated = error instanceof Refused && error.problem.code === "version_conflict";
      toast(isOutdated ? t("names.list_moved") : t("names.not_moved"), { tone: "failed" });
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    }
    showChangedNames(noun);
  }

  function move(named: Named, place: number): void {
    let before: NamedPage | undefined;
    const moved = items.toSpliced(items.indexOf(named), 1).toSpliced(place, 0, named);
    putAnswer<NamedPage>(listPath(noun), (page) => {
      before = page;
      if (!page) return page;
      const archived = page.items.filter(({ is_archived }) => is_archived);
      return { ...page, items: [...moved, ...archived] };
    });
    setSaid(t("names.moved", { name: named.name, place: String(place + 1), count: String(moved.length) }));
    last.current = last.current.then(() =>
      save(
        moved.map(({ id }) => id),
        before,
      ),
    );
  }

  return { move, said };
}
