import { sql } from "kysely";
import { afterEach, beforeAll, beforeEach } from "vitest";
import { listImportRows } from "#lib/db/imports.ts";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { type Person, useWorld } from "../../support/world.ts";
import { ImportOffice } from "./office.ts";

export type Registered = {
  name: string;
  code: string | null;
  kind: string;
  is_customer: boolean;
  points: string[];
  sites: string[];
  groups: string[];
  own: Record<string, unknown>;
};

const emptied = ["contact_events", "contact_groups", "contact_fields", "imports", "notifications", "suppressions"];

/** Two administrators and a technician; for each test an empty registry, and an office that imports as Anna. */
export function useImportingCompany() {
  const here = useWorld();
  const people = {} as { anna: Person; bruno: Person; tea: Person };
  const holder = {} as { office: ImportOffice };

  beforeAll(async () => {
    people.anna = await here.world.admin("Anna");
    people.bruno = await here.world.admin("Bruno");
    people.tea = await here.world.technician("Tea");
  });
  beforeEach(() => {
    holder.office = new ImportOffice(here.world, people.anna);
  });
  afterEach(async () => {
    await holder.office.close();
    await sql`delete from contacts where id not in (select contact_id from accounts)`.execute(here.world.owner);
    for (const table of emptied) await sql`delete from ${sql.table(table)}`.execute(here.world.owner);
  });

  /** Everybody without a login, by name. */
  async function registry(): Promise<Registered[]> {
    const { rows } = await sql<Registered>`
      select c.name, c.code, c.kind, c.is_customer, c.own_fields as own,
             array(select a.value || case when p.is_default then '' else ' (other)' end from contact_points p join addresses a on a.id = p.address_id
                   where p.contact_id = c.id order by p.id) as points,
             array(select private.one_line_address(s) from sites s where s.contact_id = c.id and s.archived_at is null order by s.id) as sites,
             array(select g.name from contact_group_members m join contact_groups g on g.id = m.group_id where m.contact_id = c.id order by g.name) as groups
      from contacts c where c.id not in (select contact_id from accounts) order by c.name, c.id
    `.execute(here.world.owner);
    return rows;
  }

  async function claimOf(id: number): Promise<number> {
    const { rows } = await sql<{ claim: number }>`select claim_no as claim from imports where id = ${id}`.execute(
      here.world.owner,
    );
    return rows[0]?.claim ?? 0;
  }

  return {
    registry,
    claimOf,
    names: async () => (await registry()).map(({ name }) => name),
    rowsOf: ({ id }: ContactImport, outcome?: "new" | "changed" | "rejected") =>
      here.world.as(people.anna, (t) => listImportRows(t, id, { outcome, limit: 100 })),
    get world() {
      return here.world;
    },
    get office() {
      return holder.office;
    },
    get anna() {
      return people.anna;
    },
    get bruno() {
      return people.bruno;
    },
    get tea() {
      return people.tea;
    },
  };
}
