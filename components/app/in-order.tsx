"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused, Unreachable } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Page } from "#lib/domain/page.ts";
import { IconButton } from "../ui/button.tsx";

type Item = { id: number; name: string };
type Moves<Thing> = { move: (thing: Thing, place: number) => void; said: string };

type MovesOptions<Thing> = {
  items: readonly Thing[];
  listPath: string;
  orderPath: string;
  /** What the list has besides, in no order. */
  others?: (thing: Thing) => boolean;
  onSaved: () => void;
};

/** A step up or down is seen at once, and steps reach the server one after the other. */
export function useMoves<Thing extends Item>(options: MovesOptions<Thing>): Moves<Thing> {
  const { items, listPath, orderPath, others = () => false, onSaved } = options;
  const { t } = useTexts();
  const last = useRef(Promise.resolve());
  const [said, setSaid] = useState("");

  async function save(ids: number[], before: Page<Thing> | undefined): Promise<void> {
    try {
      await ask(orderPath, { method: "PUT", body: { ids } });
    } catch (error) {
      putAnswer<Page<Thing>>(listPath, () => before);
      const isOutdated = error instanceof Refused && error.problem.code === "version_conflict";
      toast(isOutdated ? t("names.list_moved") : t("names.not_moved"), { tone: "failed" });
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    }
    onSaved();
  }

  function move(thing: Thing, place: number): void {
    let before: Page<Thing> | undefined;
    const moved = items.toSpliced(items.indexOf(thing), 1).toSpliced(place, 0, thing);
    putAnswer<Page<Thing>>(listPath, (page) => {
      before = page;
      return page && { ...page, items: [...moved, ...page.items.filter(others)] };
    });
    setSaid(t("names.moved", { name: thing.name, place: String(place + 1), count: String(moved.length) }));
    last.current = last.current.then(() =>
      save(
        moved.map(({ id }) => id),
        before,
      ),
    );
  }

  return { move, said };
}

type MoveButtonsProps = { name: string; place: number; count: number; onMove: (place: number) => void };

/** One step up, one step down. */
export function MoveButtons({ name, place, count, onMove }: MoveButtonsProps) {
  const { t } = useTexts();
  return (
    <>
      <MoveButton label={t("names.move_up", { name })} isOff={place === 0} onMove={() => onMove(place - 1)}>
        <ChevronUp aria-hidden="true" className="size-5" />
      </MoveButton>
      <MoveButton label={t("names.move_down", { name })} isOff={place === count - 1} onMove={() => onMove(place + 1)}>
        <ChevronDown aria-hidden="true" className="size-5" />
      </MoveButton>
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
