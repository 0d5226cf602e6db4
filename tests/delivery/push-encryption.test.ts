import { createECDH, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { encryptPush, largestPayloadBytes } from "#lib/delivery/push-encryption.ts";
import { decryptPush } from "#supabase/local/push-inbox/decrypt-push.ts";

// RFC 8291, appendix A.
const example = {
  body: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  senderPrivateKey: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  text: "When I grow up, I want to be a watermelon",
};

const keys = createECDH("prime256v1");
const p256dh = keys.generateKeys().toString("base64url");
const auth = randomBytes(16);
const phone = { p256dh, auth: auth.toString("base64url") };

test("the example of RFC 8291, byte for byte", () => {
  const sender = createECDH("prime256v1");
  sender.setPrivateKey(Buffer.from(example.senderPrivateKey, "base64url"));
  const secrets = { sender, senderKey: sender.getPublicKey(), salt: Buffer.from(example.salt, "base64url") };
  expect(encryptPush(example.text, example, secrets).toString("base64url")).toBe(example.body);
});

test.for([
  ["nothing", ""],
  ["text beyond ASCII", '{"title":"#1042 Chiuso · Caldaia 👩‍🔧"}'],
  ["as much as push services take", "x".repeat(largestPayloadBytes)],
])("the device reads %s", ([, text = ""]) => {
  const body = encryptPush(text, phone);
  expect(decryptPush(body, keys, auth).toString()).toBe(text);
  expect(body.length).toBeLessThanOrEqual(4096);
});

test("bytes are sent as they are", () => {
  const bytes = randomBytes(300);
  expect(decryptPush(encryptPush(bytes, phone), keys, auth)).toEqual(bytes);
});

test("no two messages share their salt or the sender's key, even if they say the same", () => {
  const bodies = Array.from({ length: 50 }, () => encryptPush("ciao", phone));
  expect(new Set(bodies.map((body) => body.subarray(0, 16).toString("hex"))).size).toBe(50);
  expect(new Set(bodies.map((body) => body.subarray(21, 86).toString("hex"))).size).toBe(50);
});

describe("keys that no browser gave", () => {
  const notOnTheCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString("base64url");
  const compressed = createECDH("prime256v1").generateKeys("base64url", "compressed");

  test.for([
    ["an empty p256dh", { p256dh: "" }, "p256dh"],
    ["one that is too short", { p256dh: phone.p256dh.slice(0, -4) }, "p256dh"],
    ["one that is compressed", { p256dh: compressed }, "p256dh"],
    ["a point that is not on the curve", { p256dh: notOnTheCurve }, "curve"],
    ["the point at infinity, padded", { p256dh: Buffer.alloc(65).toString("base64url") }, "curve"],
    ["an empty auth", { auth: "" }, "auth"],
    ["an auth of 15 bytes", { auth: randomBytes(15).toString("base64url") }, "auth"],
    ["an auth of 17 bytes", { auth: randomBytes(17).toString("base64url") }, "auth"],
  ] as const)("%s", ([, wrong, why]) => {
    expect(() => encryptPush("ciao", { ...phone, ...wrong })).toThrow(why);
  });
});
