import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { keepView, keptView } from "#lib/browser/device-settings.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { ownFieldsPath } from "./paths.ts";

/** What the list can show beside the name; `own_fields.<key>` is one of the company's own. */
export const givenColumns = [
  "email",
  "phone",
  "company",
  "city",
  "groups",
  "language",
  "created_at",
  "last_mailed_at",
] as const;
export type GivenColumn = (typeof givenColumns)[number];
export type Column = { name: GivenColumn | `own_fields.${string}`; label: string; type?: OwnField["type"] };

const shownFirst: readonly string[] = ["email", "phone", "created_at"];
/** As many as have room on a small desk. */
export const mostColumns = 5;

export type Columns = {
  /** All that there are. */
  all: readonly Column[];
  shown: readonly Column[];
  choose: (names: readonly string[]) => void;
};

/** The columns of the list at the desk, as this person has chosen them on this device. */
export function useColumns(): Columns {
  const { t } = useTexts();
  const { account } = useSession();
  const { body } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const [names, setNames] = useState(() => keptView(account.id, "contacts")?.split(",") ?? shownFirst);
  const all: Column[] = [
    ...givenColumns.map((name) => ({ name, label: t(`contact_columns.${name}`) })),
    ...(body?.items ?? []).map(({ key, name, type }) => ({ name: `own_fields.${key}` as const, label: name, type })),
  ];
  return {
    all,
    // A field may have been removed since.
    shown: all.filter(({ name }) => names.includes(name)),
    choose: (chosen) => {
      setNames(chosen);
      keepView(account.id, "contacts", chosen.join(","));
    },
  };
}

/** For the grid of head and rows: the name, and then each column. */
export function gridOf(shown: readonly Column[]): string {
  return ["minmax(0, 5fr)", ...shown.map(({ name }) => widthOf(name))].join(" ");
}

function widthOf(name: Column["name"]): string {
  if (name === "email") return "minmax(0, 4fr)";
  // A number that breaks is misread.
  if (name === "phone") return "minmax(9rem, 3fr)";
  if (name === "created_at" || name === "last_mailed_at") return "6.5rem";
  if (name === "language") return "5.5rem";
  return "minmax(0, 3fr)";
}
