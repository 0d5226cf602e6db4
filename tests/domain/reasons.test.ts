import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { whyOf } from "#lib/domain/input-reason.ts";
import { newIntervention } from "#lib/domain/interventions/intervention.ts";
import { isReason, reasons } from "#lib/domain/reasons.ts";
import { languages, translator } from "#lib/messages/index.ts";

const migrations = join(import.meta.dirname, "../../supabase/migrations");
/** Of what only SQL consoles and the Data API can run into. */
const notOverHttp = [
  "only seeds and imports tell nobody",
  "this transaction has begun its change already",
  "an assignment is not moved: delete it and insert another",
  "an intervention with a history is not deleted: give it a cancelled status",
];

test("every reason that SQL gives has words", () => {
  const sql = readdirSync(migrations).map((file) => readFileSync(join(migrations, file), "utf8"));
  const given = sql.flatMap((text) =>
    [...text.matchAll(/private\.refuse\('\w+', '((?:[^']|'')+)'/g)].map(([, reason = ""]) => reason),
  );
  expect(given.length).toBeGreaterThan(20);
  expect(given.filter((reason) => !isReason(reason) && !notOverHttp.includes(reason))).toEqual([]);
});

test.for(languages)("every reason is a sentence in $name", ({ tag }) => {
  const { reason } = translator(tag);
  const values = { minimum: 2, maximum: 10, allowed: "a, b", place: 3, text: "{x}" };
  for (const one of reasons) expect(reason(one, values)).toMatch(/^\p{Lu}.+\.$/u);
});

describe("what is wrong with input", () => {
  const wrong = (input: unknown) => {
    const { error } = newIntervention.safeParse(input, { reportInput: true });
    return error?.issues.map((issue) => [issue.path.join("."), whyOf(issue).reason]);
  };

  test.for([
    [{}, "title", "required"],
    [undefined, "", "body_required"],
    ["x", "", "not_an_object"],
    [{ title: 5 }, "title", "not_text"],
    [{ title: " " }, "title", "empty"],
    [{ title: "x", technician_ids: Array(201).fill(1) }, "technician_ids", "too_many"],
    [{ title: "x", starts_at: "tomorrow" }, "starts_at", "not_a_time"],
    [{ title: "x", priority: "soon" }, "priority", "not_one_of"],
    [{ title: "x", customer_id: 0 }, "customer_id", "too_small"],
    [{ title: "x", customer_id: 1.5 }, "customer_id", "not_a_whole_number"],
    [{ title: "x", technician_ids: [1, "2"] }, "technician_ids.1", "not_a_number"],
    [{ title: "x", notify_customer: "yes" }, "notify_customer", "not_true_or_false"],
  ] as const)("number %#", ([input, path, reason]) => {
    expect(wrong(input)).toEqual([[path, reason]]);
  });

  test("a key of a record that is wrong says what is wrong with it", () => {
    const { error } = z.record(z.string().max(2), z.string()).safeParse({ long: "x" }, { reportInput: true });
    expect(error?.issues.map((issue) => whyOf(issue))).toEqual([{ reason: "too_long", values: { maximum: 2 } }]);
  });
});
