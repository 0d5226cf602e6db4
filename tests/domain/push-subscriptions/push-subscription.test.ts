import { createECDH, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { pushSubscriptionInput } from "#lib/domain/push-subscriptions/push-subscription.ts";

const ecdh = createECDH("prime256v1");
ecdh.generateKeys();
const good = {
  endpoint: "https://fcm.googleapis.com/fcm/send/x",
  expirationTime: null,
  keys: { p256dh: ecdh.getPublicKey().toString("base64url"), auth: randomBytes(16).toString("base64url") },
};

describe("a push subscription", () => {
  test("is what browsers make of it, with or without a name", () => {
    expect(pushSubscriptionInput.parse(good)).toMatchObject({ ...good, label: "" });
    expect(pushSubscriptionInput.parse({ ...good, label: " Telefono\n" }).label).toBe("Telefono");
  });

  test.for([
    { p256dh: ecdh.getPublicKey("base64url", "compressed") },
    { p256dh: randomBytes(64).toString("base64url") },
    { p256dh: `A${good.keys.p256dh.slice(1)}` },
    { auth: randomBytes(15).toString("base64url") },
    { auth: `${good.keys.auth}==` },
    { auth: undefined },
  ])("is none with the keys %o", (keys) => {
    expect(pushSubscriptionInput.safeParse({ ...good, keys: { ...good.keys, ...keys } }).success).toBe(false);
  });
});
