import { expect, test } from "vitest";
import { maskedEmail } from "#lib/domain/deliveries/masked-email.ts";

test.for([
  ["mario.rossi@example.it", "m…@example.it"],
  ["m@example.it", "m…@example.it"],
  ["🔔x@example.it", "🔔…@example.it"],
  ["broken", "…"],
  ["", "…"],
])("%o is shown as %o", ([address, masked]) => {
  expect(maskedEmail(address ?? "")).toBe(masked);
});
