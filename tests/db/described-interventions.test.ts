import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { CallerTransaction } from "#lib/db/caller.ts";
import { assign, type Person, useWorld } from "../support/world.ts";

type Described = { id: number; customer: unknown; site: unknown; place: unknown; technicians: unknown[] };

/** What private.described_for_me answers in one look, asked of the tables by their policies. */
const byPolicies = (transaction: CallerTransaction, ids: readonly number[]) =>
  sql<Described>`
    select i.id, wanted.place_in_list,
      (select jsonb_build_object('id', t.id, 'names', t.names, 'color', t.color) from intervention_types t where t.id = i.type_id) as type,
      (select jsonb_build_object('id', s.id, 'names', s.names, 'color', s.color, 'kind', s.kind)
       from intervention_statuses s where s.id = i.status_id) as status,
      (select jsonb_build_object('id', c.id, 'name', c.name) from contacts c where c.id = i.customer_id) as customer,
      (select jsonb_build_object('id', c.id, 'name', c.name) from contacts c where c.id = i.contact_person_id) as contact_person,
      (select jsonb_build_object('id', s.id, 'name', s.name) from sites s where s.id = i.site_id) as site,
      (select jsonb_build_object('street', s.street, 'postal_code', s.postal_code, 'city', s.city) from sites s
       where s.id = i.site_id or (i.site_id is null and s.contact_id = i.customer_id and s.is_default)) as place,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name, c.id), '[]')
       from intervention_technicians w join contacts c on c.id = w.contact_id where w.intervention_id = i.id) as technicians,
      (select coalesce(jsonb_agg(jsonb_build_object('technician_id', w.contact_id, 'response', w.response, 'reason', w.decline_reason) order by w.contact_id), '[]')
       from intervention_technicians w where w.intervention_id = i.id and w.response is not null) as responses
    from unnest(${ids}::bigint[]) with ordinality wanted (id, place_in_list)
    join interventions i on i.id = wanted.id
    order by wanted.place_in_list`
    .execute(transaction)
    .then(({ rows }) => rows);

const inOneLook = (transaction: CallerTransaction, ids: readonly number[]) =>
  sql<Described>`select * from private.described_for_me(${ids}::bigint[]) order by place_in_list`
    .execute(transaction)
    .then(({ rows }) => rows);

describe("what interventions are shown with", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;
  let ugo: Person;
  let rossi: number;
  let all: { full: number; elsewhere: number; archived: number; bare: number };

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna");
    tom = await world.technician("Tom");
    ugo = await world.technician("Ugo");
    rossi = await world.customer("Rossi");
    const secretary = await world.contact({ name: "Secretary", companyId: rossi });
    const site = async (name: string, isDefault: boolean) => {
      const { rows } = await sql<{ id: number }>`
        insert into sites (contact_id, name, street, postal_code, city, is_default)
        values (${rossi}, ${name}, ${`Via ${name} 1`}, '20121', 'Milano', ${isDefault}) returning id`.execute(
        world.owner,
      );
      return rows[0]?.id ?? 0;
    };
    await site("Sede", true);
    const [workshop, closed] = [await site("Officina", false), await site("Chiusa", false)];
    const { rows: types } = await sql<{ id: number }>`
      insert into intervention_types (names) values ('{"en": "Repair", "it": "Riparazione"}') returning id`.execute(
      world.owner,
    );
    const job = (technicians: Person[]) => world.intervention({ status: "Open", customerId: rossi, technicians });
    all = {
      full: await world.intervention({
        status: "Open",
        customerId: rossi,
        contactPersonId: secretary,
        technicians: [ugo, tom],
      }),
      elsewhere: await job([ugo]),
      archived: await job([tom]),
      bare: await world.intervention(),
    };
    await sql`update interventions set type_id = ${types[0]?.id} where id = ${all.full}`.execute(world.owner);
    await sql`update interventions set site_id = ${workshop} where id = ${all.elsewhere}`.execute(world.owner);
    await sql`update interventions set site_id = ${closed} where id = ${all.archived}`.execute(world.owner);
    await world.as(ugo, (transaction) =>
      sql`update intervention_technicians set response = 'declined', decline_reason = 'Ill' where intervention_id = ${all.full}`.execute(
        transaction,
      ),
    );
    await sql`update sites set archived_at = now() where id = ${closed}`.execute(world.owner);
  });

  const look = async (person: Person): Promise<Described[]> => {
    const ids = [all.archived, 999_999, all.full, all.elsewhere, all.bare];
    return here.world.as(person, async (transaction) => {
      const shown = await inOneLook(transaction, ids);
      expect(shown).toEqual(await byPolicies(transaction, ids));
      return shown;
    });
  };

  test("an administrator sees everything, in the order asked for", async () => {
    const shown = await look(anna);
    expect(shown.map(({ id }) => id)).toEqual([all.archived, all.full, all.elsewhere, all.bare]);
    expect(shown[1]).toMatchObject({
      type: { names: { it: "Riparazione" } },
      status: { kind: "open" },
      customer: { id: rossi, name: "Rossi" },
      contact_person: { name: "Secretary" },
      site: null,
      place: { street: "Via Sede 1" },
      technicians: [{ name: "Tom" }, { name: "Ugo" }],
    });
    expect(shown[0]).toMatchObject({ site: { name: "Chiusa" }, place: { street: "Via Chiusa 1" } });
    expect(shown[3]).toMatchObject({ type: null, customer: null, site: null, place: null, technicians: [] });
  });

  test("a technician sees what they work on with all that belongs to it, and nothing else", async () => {
    expect((await look(tom)).map(({ id }) => id)).toEqual([all.archived, all.full]);
    expect((await look(ugo)).map(({ id }) => id)).toEqual([all.full, all.elsewhere]);
  });

  test("another technician, an account without a profile, an inactive one and one whose contact is only a customer see nothing", async () => {
    const { world } = here;
    for (const person of [
      await world.technician("Vito"),
      await world.technician("Zeno", { profile: "none" }),
      await world.technician("Rita", { isActive: false }),
      await world.technician("Carla", { isTechnician: false, isCustomer: true }),
    ])
      expect(await look(person)).toEqual([]);
  });

  test("whoever has lost profile or account sees nothing of what they still work on", async () => {
    const { world } = here;
    for (const lost of [{ profile: "none" as const }, { isActive: false }]) {
      const former = await world.technician(`Former ${Object.keys(lost)}`, lost);
      await assign(world.owner, all.bare, former);
      expect(await look(former)).toEqual([]);
    }
  });

  test("whoever creates one sees it in that very transaction, before anybody works on it and after", async () => {
    await here.world.as(tom, async (transaction) => {
      const { id } = await transaction
        .insertInto("interventions")
        .values({ title: "Visto sul posto", customer_id: rossi })
        .returning("id")
        .executeTakeFirstOrThrow();
      for (const technicians of [[], [{ id: tom.contactId, name: "Tom" }]]) {
        const shown = await inOneLook(transaction, [id, all.elsewhere]);
        expect(shown).toEqual(await byPolicies(transaction, [id, all.elsewhere]));
        expect(shown).toMatchObject([
          { id, customer: { name: "Rossi" }, place: { street: "Via Sede 1" }, technicians },
        ]);
        if (technicians.length === 0) await assign(transaction, id, tom);
      }
    });
  });
});
