import { createECDH } from "node:crypto";
import { expect, test } from "vitest";
import { decryptPush } from "#supabase/local/push-inbox/decrypt-push.ts";

// RFC 8291, appendix A.
const example = {
  body: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  privateKey: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  text: "When I grow up, I want to be a watermelon",
};

const keys = createECDH("prime256v1");
keys.setPrivateKey(Buffer.from(example.privateKey, "base64url"));
const auth = Buffer.from(example.auth, "base64url");

test("the tests' decoder reads the example of RFC 8291", () => {
  expect(decryptPush(Buffer.from(example.body, "base64url"), keys, auth).toString()).toBe(example.text);
});

test("it refuses a message that was touched, or was for another device", () => {
  const touched = Buffer.from(example.body, "base64url");
  touched[100] = (touched[100] ?? 0) ^ 1;
  expect(() => decryptPush(touched, keys, auth)).toThrow();
  const others = createECDH("prime256v1");
  others.generateKeys();
  expect(() => decryptPush(Buffer.from(example.body, "base64url"), others, auth)).toThrow();
});
