import { describe, expect, test } from "vitest";
import { audiences, channels } from "#lib/domain/notifications/message.ts";
import { ruleChoice } from "#lib/domain/rules/rules.ts";

const isPossible = (rule: object) => ruleChoice.safeParse({ rules: [{ status_id: 1, ...rule }] }).success;

describe("a rule", () => {
  const matrix = audiences.flatMap((audience) => channels.map((channel) => ({ audience, channel })));
  test.for(matrix)("NT-23 $audience by $channel", ({ audience, channel }) => {
    expect(isPossible({ audience, channel })).toBe(!(audience === "customer" && channel === "push"));
  });

  test("knows no other audience and no other channel", () => {
    expect(isPossible({ audience: "everybody", channel: "email" })).toBe(false);
    expect(isPossible({ audience: "admin", channel: "fax" })).toBe(false);
  });
});
