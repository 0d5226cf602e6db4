import { sql } from "kysely";
import type { Type, TypeChanges } from "../domain/types/type.ts";
import type { CallerTransaction } from "./caller.ts";
import { named, nameOf, namesOf } from "./names.ts";

type TypeRow = Omit<Type, "name">;

const columns = sql`id, names, color, position, archived_at is not null as is_archived`;

/** In the company's own order. */
export async function listTypes(transaction: CallerTransaction, archived: boolean, language: string) {
  const { rows } = await sql<TypeRow>`
    select ${columns} from intervention_types where ${archived} or archived_at is null order by position, id
  `.execute(transaction);
  return rows.map((row) => named(row, language));
}

export async function createType(transaction: CallerTransaction, given: TypeChanges, language: string) {
  const { rows } = await sql<TypeRow>`
    insert into intervention_types (names, color, position)
    values (${namesOf(given, language)}, coalesce(${given.color ?? null}, '#5b6770'),
            coalesce(${given.position ?? null}, (select coalesce(max(position), 0) + 1 from intervention_types)))
    returning ${columns}
  `.execute(transaction);
  if (!rows[0]) throw new Error("The insert returned no row");
  return named(rows[0], language);
}

/** Null when there is no such type. */
export async function changeType(
  transaction: CallerTransaction,
  id: number,
  changes: TypeChanges,
  language: string,
): Promise<Type | null> {
  const { rows } = await sql<TypeRow>`
    update intervention_types
    set names = coalesce(${changes.names ? JSON.stringify(changes.names) : null}::jsonb, names) || ${nameOf(changes, language)}::jsonb,
        color = coalesce(${changes.color ?? null}, color),
        position = coalesce(${changes.position ?? null}, position),
        archived_at = case ${changes.is_archived ?? null}::boolean
                        when true then coalesce(archived_at, now()) when false then null else archived_at end
    where id = ${id}
    returning ${columns}
  `.execute(transaction);
  return rows[0] ? named(rows[0], language) : null;
}
