import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();

describe("GET /api/interventions/:number/status-preview", () => {
  let admin: Client;
  let marco: Client;
  let sara: Client;
  let closed: number;
  let number: number;

  beforeAll(async () => {
    [admin, marco, sara] = await Promise.all([
      here.service.admin(),
      here.service.technician(0),
      here.service.technician(1),
    ]);
    const statuses = (await admin.get("/api/statuses")).body.items as { id: number; kind: string }[];
    closed = statuses.find(({ kind }) => kind === "done")?.id ?? 0;
    const technician_ids = [await here.service.contactIdOf(marco)];
    number = (await admin.post("/api/interventions", { title: "Caldaia in blocco", technician_ids })).body.number;
  });

  const preview = (as: Client, query = `status_id=${closed}`) =>
    as.get(`/api/interventions/${number}/status-preview?${query}`);

  test("names the people of each channel, and changes nothing", async () => {
    const before = (await admin.get(`/api/interventions/${number}`)).body;
    const { status, body } = await preview(admin);
    expect(status).toBe(200);
    expect(body.items).toContainEqual({
      recipient: null,
      audiences: ["customer"],
      channel: "email",
      reason: "no_customer",
    });
    expect(
      body.items.map((item: { audiences: string[]; channel: string }) => `${item.audiences} ${item.channel}`),
    ).toEqual(expect.arrayContaining(["technician email", "technician push", "admin email", "admin push"]));
    expect((await admin.get(`/api/interventions/${number}`)).body).toEqual(before);
  });

  test("the status that it has tells nobody", async () => {
    const { id } = (await admin.get(`/api/interventions/${number}`)).body.status;
    expect((await preview(admin, `status_id=${id}`)).body).toEqual({ items: [] });
  });

  test("the technician of the job may ask, another one learns nothing", async () => {
    expect((await preview(marco)).status).toBe(200);
    expect((await preview(sara)).status).toBe(404);
  });

  test.for(["", "status_id=", "status_id=x", "status_id=999999999", `status_id=1&status_id=2&what=3`])(
    "refuses ?%s with a problem document",
    async (query) => {
      const { status, body } = await preview(admin, query);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body.code).toBeTypeOf("string");
    },
  );
});
