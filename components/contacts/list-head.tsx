"use client";

import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { CSSProperties } from "react";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { PersonSort } from "#lib/domain/people/person.ts";
import { type Column, gridOf } from "./columns.ts";
import { type ContactQuery, contactsAddress } from "./contact-query.ts";
import { columnsClass } from "./contact-row.tsx";
import type { Chosen } from "./use-chosen.ts";

type ListHeadProps = { query: ContactQuery; chosen: Chosen; columns: readonly Column[] };

/** The heads of the columns at the desk: all on the page, and the order [CT-8, CT-12]. */
export function ListHead({ query, chosen, columns }: ListHeadProps) {
  const { t } = useTexts();
  return (
    <div className="hidden items-center border-b border-line desk:flex">
      <label className="grid h-12 w-12 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          checked={chosen.count > 0 && chosen.count === chosen.shown}
          ref={(box) => {
            if (box) box.indeterminate = chosen.count > 0 && chosen.count < chosen.shown;
          }}
          onChange={chosen.togglePage}
          aria-label={t("contacts.choose_page")}
          className="size-5 accent-petrol"
        />
      </label>
      <div
        style={{ "--columns": gridOf(columns) } as CSSProperties}
        className={`grid min-w-0 grow gap-x-4 ps-11 pe-4 ${columnsClass}`}
      >
        <SortHead query={query} by="name" name={t("contacts.name")} />
        {columns.map(({ name, label }) =>
          name === "created_at" ? (
            <SortHead key={name} query={query} by={name} name={label} />
          ) : (
            <span
              key={name}
              dir="auto"
              className="line-clamp-2 self-center text-small font-medium wrap-anywhere text-soft"
            >
              {label}
            </span>
          ),
        )}
      </div>
    </div>
  );
}

function SortHead({ query, by, name }: { query: ContactQuery; by: "name" | "created_at"; name: string }) {
  const { t } = useTexts();
  const isSorted = query.sort.replace("-", "") === by;
  const isDown = query.sort.startsWith("-");
  const next: PersonSort = isSorted ? (isDown ? by : `-${by}`) : by === "name" ? "name" : "-created_at";
  const Arrow = !isSorted ? ArrowUpDown : isDown ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => go(contactsAddress({ ...query, sort: next }), { isReplacing: true })}
      aria-label={t(next.startsWith("-") ? "contacts.sort_down" : "contacts.sort_up", { column: name })}
      className={`-ms-2 flex min-h-12 items-center gap-1.5 rounded-lg px-2 text-start text-small font-medium hover:text-ink compact:min-h-10 ${isSorted ? "text-petrol" : "text-soft"}`}
    >
      {name}
      <Arrow aria-hidden="true" className="size-4 shrink-0" />
    </button>
  );
}
