"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { MoveButtons, useMoves } from "../app/in-order.tsx";
import { NameChip } from "./name-chip.tsx";
import { isStatus, listPath, type Named, type Noun, showChangedNames } from "./named.ts";

type InOrderProps = { noun: Noun; items: Named[]; onOpen: (named: Named) => void };

/** What is offered, in its order. */
export function NamesInOrder({ noun, items, onOpen }: InOrderProps) {
  const { t } = useTexts();
  const { move, said } = useMoves<Named>({
    items,
    listPath: listPath(noun),
    orderPath: `/api/${noun}/order`,
    others: ({ is_archived }) => is_archived,
    onSaved: () => showChangedNames(noun),
  });
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
            <MoveButtons name={named.name} place={place} count={items.length} onMove={(to) => move(named, to)} />
          </li>
        ))}
      </ol>
    </>
  );
}
