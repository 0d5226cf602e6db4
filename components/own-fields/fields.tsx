"use client";

import { CalendarDays, Hash, Plus, Type } from "lucide-react";
import { useState } from "react";
import { changed, useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { mostOwnFields, type OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { MoveButtons, useMoves } from "../app/in-order.tsx";
import { Screen } from "../app/screen.tsx";
import { ownFieldsPath } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { FieldMapping } from "./field-mapping.tsx";
import { FieldSheet, type NewFieldStart } from "./field-sheet.tsx";
import { RecommendedFields } from "./recommended-fields.tsx";

const icons = { text: Type, number: Hash, date: CalendarDays };

/** What the company keeps of its contacts besides what every contact has [CT-78 … CT-83]. */
export default function ContactFields() {
  const { t } = useTexts();
  const answer = useAnswer<Page<OwnField>>(ownFieldsPath);
  /** What is changed, or how a new one begins; null: nothing is open. */
  const [open, setOpen] = useState<OwnField | NewFieldStart | null>(null);
  return (
    <Screen title={t("fields.title")} backTo="/contacts">
      <div className="grid grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">{t("fields.intro", { most: String(mostOwnFields) })}</p>
        <Shown answer={answer} skeleton={<Skeleton className="h-40 w-full rounded-2xl" />}>
          {({ items }) => (
            <>
              {items.length > 0 && <FieldsInOrder items={items} onOpen={setOpen} />}
              {items.length < mostOwnFields ? (
                <section className="grid gap-3">
                  <h2 className="font-semibold">{t(items.length > 0 ? "fields.add_more" : "fields.add_first")}</h2>
                  <RecommendedFields known={items} onChoose={setOpen} />
                  <Button
                    look="secondary"
                    className="justify-self-start"
                    icon={<Plus aria-hidden="true" className="size-5" />}
                    onClick={() => setOpen({ name: "", type: "text" })}
                  >
                    {t("fields.other")}
                  </Button>
                </section>
              ) : (
                <p className="font-medium">{t("fields.full", { most: String(mostOwnFields) })}</p>
              )}
              <FieldMapping fields={items} />
            </>
          )}
        </Shown>
      </div>
      {open && <FieldSheet field={open} onClose={() => setOpen(null)} />}
    </Screen>
  );
}

function FieldsInOrder({ items, onOpen }: { items: OwnField[]; onOpen: (field: OwnField) => void }) {
  const { move, said } = useMoves<OwnField>({
    items,
    listPath: ownFieldsPath,
    orderPath: `${ownFieldsPath}/order`,
    onSaved: () => changed((path) => path.startsWith(ownFieldsPath)),
  });
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ol className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
        {items.map((field, place) => (
          <li key={field.id} className="flex items-center gap-1 pe-2">
            <FieldRow field={field} onOpen={() => onOpen(field)} />
            <MoveButtons name={field.name} place={place} count={items.length} onMove={(to) => move(field, to)} />
          </li>
        ))}
      </ol>
    </>
  );
}

function FieldRow({ field, onOpen }: { field: OwnField; onOpen: () => void }) {
  const { t } = useTexts();
  const Icon = icons[field.type];
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex min-h-16 min-w-0 grow items-center gap-3 px-5 py-3 text-start -outline-offset-2 hover:bg-sunken"
    >
      <Icon aria-hidden="true" className="size-5 shrink-0 text-petrol" />
      <span className="grid min-w-0 grow">
        <span dir="auto" className="font-medium wrap-anywhere">
          {field.name}
        </span>
        <span className="text-small text-soft">
          {t(`fields.type_${field.type}`)} · {t("fields.uses", { count: field.contacts })}
        </span>
      </span>
    </button>
  );
}
