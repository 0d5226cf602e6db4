import { describe, expect, test } from "vitest";
import { interventionChanges, newIntervention } from "#lib/domain/interventions/intervention.ts";
import { interventionQuery } from "#lib/domain/interventions/intervention-query.ts";

const paths = (input: unknown) => newIntervention.safeParse(input).error?.issues.map(({ path }) => path.join("."));

describe("a new intervention", () => {
  test("needs a title only; the customer is told unless somebody says no", () => {
    expect(newIntervention.parse({ title: " Caldaia\nin blocco " })).toEqual({
      title: "Caldaia in blocco",
      notify_customer: true,
    });
  });

  test.for([
    ["starts_at", "2026-11-23T10:00:00"],
    ["starts_at", "2026-02-29T10:00:00Z"],
    ["starts_at", "0000-01-01T00:00:00Z"],
    ["starts_at", 1_700_000_000],
    ["duration_minutes", 1.5],
    ["duration_minutes", 525_601],
    ["priority", "asap"],
    ["customer_id", "1"],
    ["customer_id", 0],
    ["customer_id", 2 ** 53],
    ["technician_ids", [1, "2"]],
    ["notify_customer", "no"],
  ] as const)("refuses %s: %o", ([field, value]) => {
    expect(paths({ title: "x", [field]: value })?.[0]).toMatch(new RegExp(`^${field}`));
  });

  test("keeps the lines of a description, without what PostgreSQL cannot store", () => {
    expect(newIntervention.parse({ title: "x", description: "uno\ndue\0\ud800" }).description).toBe("uno\ndue\ufffd");
  });
});

test("changes tell null (empty it) from absence (leave it)", () => {
  expect(interventionChanges.parse({ customer_id: null })).toEqual({ customer_id: null, notify_customer: true });
  expect(interventionChanges.safeParse({ title: null }).success).toBe(false);
});

describe("a query for interventions", () => {
  test("has an order and a length of its own", () => {
    expect(interventionQuery.parse({})).toEqual({ limit: 50, sort: "-starts_at" });
    expect(interventionQuery.parse({ limit: "200", is_open: "true", status_id: "3" })).toMatchObject({
      limit: 200,
      is_open: true,
      status_id: 3,
    });
  });

  test.for([
    { limit: "0" },
    { limit: "201" },
    { limit: "1e1" },
    { sort: "title" },
    { status_id: "0" },
    { is_open: "1" },
  ])("refuses %o", (query) => {
    expect(interventionQuery.safeParse(query).success).toBe(false);
  });
});
