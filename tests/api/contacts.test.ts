import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContactFilter } from "#lib/domain/contacts/filter.ts";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
});

const asked = (filter: ContactFilter) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const create = async (body: object) => (await admin.post("/api/contacts", { contact_points: byPhone, ...body })).body;

describe("the registry over HTTP", () => {
  test("CT-45: without any means of contact there is no contact, but for a contact person", async () => {
    const before = await here.service.digest();
    const refused = await admin.post("/api/contacts", { name: "Senza niente" });
    expect([refused.status, refused.body.errors]).toMatchObject([
      400,
      [{ path: "contact_points", code: "no_means_of_contact" }],
    ]);
    expect(await here.service.digest()).toEqual(before);
    const company = await create({ name: "Ditta", kind: "company" });
    expect((await admin.post("/api/contacts", { name: "Referente", company_id: company.id })).status).toBe(201);
  });

  test("CT-7 CT-12: the list, the count and the deletion mean the same people by a filter", async () => {
    const mark = randomUUID().slice(0, 8);
    const made = await Promise.all(["uno", "due", "tre"].map((name) => create({ name: `${name} ${mark}` })));
    const { items, is_similar } = (await admin.get(`/api/people?${asked({ q: mark })}&sort=-name`)).body;
    expect(items.map(({ name }: { name: string }) => name)).toEqual(
      ["uno", "tre", "due"].map((name) => `${name} ${mark}`),
    );
    expect(is_similar).toBe(false);
    expect((await admin.get(`/api/people/count?${asked({ q: mark })}`)).body).toMatchObject({
      all: 3,
      by_state: { active: 3 },
    });
    await admin.post("/api/interventions", { title: "Aperto", customer_id: (await customerOf(made[0])).id });
    const choice = { filter: { q: mark } };
    const preview = (await admin.post("/api/contacts/removal/preview", choice)).body;
    expect(preview).toMatchObject({
      all: 3,
      going: 2,
      stayed: 1,
      staying: [{ id: made[0].id, reason: "contact_has_open_work" }],
    });
    const outcome = (await admin.post("/api/contacts/removal", choice)).body;
    expect(outcome).toMatchObject({ deleted: 2, anonymised: 0, stayed: 1 });
    expect((await admin.get(`/api/people?${asked({ q: mark })}`)).body.items).toMatchObject([{ id: made[0].id }]);
    expect((await admin.get(`/api/contacts/${made[1].id}`)).status).toBe(404);
  });

  async function customerOf({ id }: { id: number }) {
    return (await admin.patch(`/api/contacts/${id}`, { roles: ["customer"] })).body;
  }

  test("own fields stand in the order that the company gives them; an outdated order changes nothing", async () => {
    const make = async (name: string) => (await admin.post("/api/contact-fields", { name, type: "text" })).body.id;
    const made = [await make("Ordine A"), await make("Ordine B")];
    const ids = async () => (await admin.get("/api/contact-fields")).body.items.map(({ id }: { id: number }) => id);
    const before = await ids();
    const turned = before.toReversed();
    expect((await admin.put("/api/contact-fields/order", { ids: turned })).status).toBe(200);
    expect(await ids()).toEqual(turned);
    const outdated = await admin.put("/api/contact-fields/order", { ids: made.slice(1) });
    expect([outdated.status, outdated.body.code]).toEqual([409, "version_conflict"]);
    expect(await ids()).toEqual(turned);
    expect((await marco.put("/api/contact-fields/order", { ids: before })).status).toBe(403);
    for (const id of made) await admin.delete(`/api/contact-fields/${id}`);
  });

  test("CT-80 … CT-83: own fields are made, filled key by key, found by, and removed with their values", async () => {
    const field = (await admin.post("/api/contact-fields", { name: "Scadenza contratto", type: "date" })).body;
    expect(field).toMatchObject({ key: "scadenza_contratto", type: "date", contacts: 0 });
    const { id } = await create({ name: "Con contratto", own_fields: { scadenza_contratto: "2027-03-01" } });
    const wrong = await admin.patch(`/api/contacts/${id}`, { own_fields: { scadenza_contratto: "2027-02-30" } });
    expect(wrong.body.errors).toMatchObject([{ path: "own_fields.scadenza_contratto", code: "not_a_date" }]);
    const query = asked({ own_fields: [{ key: "scadenza_contratto", test: "at_most", value: "2027-12-31" }] });
    expect((await admin.get(`/api/people?${query}`)).body.items).toMatchObject([{ id }]);
    expect((await admin.get(`/api/contacts/${id}/events`)).body.items).toMatchObject([{ kind: "contact.created" }]);
    expect((await admin.delete(`/api/contact-fields/${field.id}`)).status).toBe(204);
    expect((await admin.get(`/api/contacts/${id}`)).body.own_fields).toEqual({});
  });

  test.for(["nonsense", "[]", '{"q":""}', '{"state":"asleep"}', '{"unknown":1}', `{"q":"${"x".repeat(201)}"}`])(
    "the filter %s is refused",
    async (filter) => {
      expect((await admin.get(`/api/people?filter=${encodeURIComponent(filter)}`)).body.code).toBe("invalid_input");
    },
  );

  test("CT-69 CT-73 … CT-77: a pasted column is removed, a wrong line costs that line, and a lift needs who and why", async () => {
    const mark = randomUUID().slice(0, 8);
    const said = { name: "Rita", reason: "hanno telefonato" };
    const lines = `${mark}@example.com\n035 99${mark.replace(/\D/g, "1").slice(0, 4)}\nnessuno\n${mark.toUpperCase()}@EXAMPLE.com`;
    expect((await admin.post("/api/suppressions", { lines, ...said })).body).toEqual({
      removed: 2,
      already: 0,
      rejected: [{ line: 3, typed: "nessuno" }],
    });
    const { items } = (await admin.get(`/api/suppressions?q=${mark}`)).body;
    expect(items).toMatchObject([{ value: `${mark}@example.com`, created_by: "Rita", source: "user", contacts: [] }]);
    const made = await create({ name: mark, contact_points: [{ channel: "email", value: `${mark}@example.com` }] });
    const blocked = (await admin.get(`/api/people?${asked({ q: mark, state: "blocked" })}`)).body.items;
    expect(blocked).toMatchObject([{ id: made.id, email: { is_blocked: true } }]);
    const lift = (body: object) => admin.post("/api/suppressions/lift", { ids: [items[0].id], ...body });
    expect((await lift({ name: "Rita", reason: " " })).body.code).toBe("invalid_input");
    expect((await lift(said)).body).toEqual({ lifted: 1 });
    expect(
      (await admin.get(`/api/contacts/${made.id}/events`)).body.items.map(({ kind }: { kind: string }) => kind),
    ).toEqual(["address.lifted", "contact.created", "address.suppressed"]);
    expect((await admin.post("/api/suppressions", { lines: " \n", ...said })).body.errors).toMatchObject([
      { path: "lines" },
    ]);
  });

  test("CT-49 … CT-52: groups and contacts are taken apart in four ways, in one step each", async () => {
    const build = async () => {
      const mark = randomUUID().slice(0, 8);
      const contacts = await Promise.all(["a", "b"].map((name) => create({ name: `${name} ${mark}` })));
      const { id } = (await admin.post("/api/groups", { name: mark })).body;
      const ids = contacts.map((contact) => contact.id);
      expect((await admin.post("/api/groups/members", { group_ids: [id], ids, how: "add" })).body).toEqual({
        moved: 2,
      });
      expect((await admin.get(`/api/people/${ids[0]}`)).body.groups).toEqual([{ id, name: mark }]);
      return { id, ids, mark };
    };
    const after = async ({ id, mark }: { id: number; mark: string }) => ({
      group: (await admin.get(`/api/groups/${id}`)).body.contacts ?? null,
      contacts: (await admin.get(`/api/people?${asked({ q: mark })}`)).body.items.length,
    });
    const expected = [
      ["groups", { groups: 1, deleted: 0 }, { group: null, contacts: 2 }],
      ["groups_and_contacts", { groups: 1, deleted: 2 }, { group: null, contacts: 0 }],
      ["contacts", { groups: 0, deleted: 2 }, { group: 0, contacts: 0 }],
      ["links", { groups: 0, deleted: 0 }, { group: 0, contacts: 2 }],
    ] as const;
    for (const [how, outcome, left] of expected) {
      const built = await build();
      const preview = await admin.post("/api/groups/removal/preview", { ids: [built.id] });
      expect(preview.body, how).toEqual({ all: 2, going: 2, stayed: 0 });
      const dissolve = () => admin.post("/api/groups/removal", { ids: [built.id], how });
      expect((await dissolve()).body, how).toMatchObject({ ...outcome, stayed: 0 });
      expect(await after(built), how).toEqual(left);
      expect((await dissolve()).body, `${how} again`).toMatchObject({ groups: 0, deleted: 0 });
    }
  });

  test("CT-50 CT-51: before contacts of groups are deleted, each is counted once, and who has to stay apart", async () => {
    const people = [await create({ name: "Uno" }), await create({ name: "Due" })];
    await admin.post("/api/interventions", { title: "Aperto", customer_id: (await customerOf(people[0])).id });
    const made = async (name: string) => (await admin.post("/api/groups", { name })).body.id;
    const group_ids = [await made("Caldaie"), await made("Condizionatori")];
    await admin.post("/api/groups/members", { group_ids, ids: people.map(({ id }) => id), how: "add" });
    const preview = await admin.post("/api/groups/removal/preview", { ids: group_ids });
    expect(preview.body).toEqual({ all: 2, going: 1, stayed: 1 });
    const outcome = await admin.post("/api/groups/removal", { ids: group_ids, how: "contacts" });
    expect(outcome.body).toEqual({ groups: 0, deleted: 1, anonymised: 0, stayed: 1 });
  });

  test("a smart group goes alone: nobody put its contacts into it", async () => {
    const { id } = (await admin.post("/api/groups", { name: "Clienti", filter: { roles: ["customer"] } })).body;
    for (const how of ["groups_and_contacts", "contacts", "links"]) {
      const refused = await admin.post("/api/groups/removal", { ids: [id], how });
      expect(refused.body.errors, how).toMatchObject([{ path: "ids", code: "group_is_smart" }]);
    }
    expect((await admin.post("/api/groups/removal", { ids: [id], how: "groups" })).body).toMatchObject({ groups: 1 });
  });

  test("CT-54 … CT-65: two groups become one with a new name; a category is made, named and removed", async () => {
    const made = async (name: string) => (await admin.post("/api/groups", { name })).body;
    const [one, other] = [await made("Alta valle"), await made("Bassa valle")];
    const merged = await admin.post("/api/groups/merge", { kept_id: one.id, merged_id: other.id, name: "Bassa valle" });
    expect(merged.body).toMatchObject({ id: one.id, name: "Bassa valle" });
    expect((await admin.get(`/api/groups/${other.id}`)).status).toBe(404);
    expect((await admin.post("/api/groups", { name: "bassa VALLE" })).body.errors).toMatchObject([{ path: "name" }]);
    const category = (await admin.post("/api/group-categories", { name: "Zone" })).body;
    const changed = await admin.patch(`/api/groups/${one.id}`, {
      category_id: category.id,
      version: merged.body.version,
    });
    expect(changed.body.category).toEqual({ id: category.id, name: "Zone" });
    const late = await admin.patch(`/api/groups/${one.id}`, { name: "Tardi", version: merged.body.version });
    expect([late.status, late.body.current.name]).toEqual([409, "Bassa valle"]);
    const watch = (is_watched: boolean) => admin.put(`/api/groups/${one.id}/watching`, { is_watched });
    expect((await watch(true)).body.is_watched).toBe(true);
    expect((await watch(false)).body.is_watched).toBe(false);
    const smart = (await admin.post("/api/groups", { name: "Dinamico", filter: { roles: ["customer"] } })).body;
    const refused = await admin.put(`/api/groups/${smart.id}/watching`, { is_watched: true });
    expect(refused.body.errors).toMatchObject([{ path: "is_watched", code: "group_is_smart" }]);
    expect((await admin.delete(`/api/group-categories/${category.id}`)).status).toBe(204);
    expect((await admin.get(`/api/groups/${one.id}`)).body.category).toBeNull();
  });

  test("nothing of it is a technician's", async () => {
    const { id } = await create({ name: "Riservato" });
    const before = await here.service.digest();
    const calls = [
      () => marco.get("/api/people/count"),
      () => marco.get(`/api/contacts/${id}/events`),
      () => marco.post("/api/contacts/removal", { ids: [id] }),
      () => marco.post("/api/contacts/removal/preview", { ids: [id] }),
      () => marco.post("/api/contact-fields", { name: "Mio", type: "text" }),
      () => marco.patch("/api/contact-fields/1", { name: "Mio" }),
      () => marco.get("/api/suppressions"),
      () => marco.get("/api/groups"),
      () => marco.get("/api/group-categories"),
      () => marco.post("/api/groups", { name: "Mio" }),
      () => marco.post("/api/groups/removal/preview", { ids: [1] }),
      () => marco.post("/api/groups/removal", { ids: [1], how: "groups_and_contacts" }),
      () => marco.post("/api/groups/members", { group_ids: [1], ids: [id], how: "add" }),
      () => marco.post("/api/suppressions", { lines: "a@example.com", name: "x", reason: "x" }),
      () => marco.post("/api/suppressions/lift", { ids: [1], name: "x", reason: "x" }),
      () => marco.delete("/api/contact-fields/1"),
    ];
    for (const call of calls) expect((await call()).body.code).toBe("forbidden");
    expect(await here.service.digest()).toEqual(before);
  });
});
