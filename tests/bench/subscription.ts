import { createECDH, randomBytes, randomUUID } from "node:crypto";

export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** As a browser would have made it; its private key is thrown away. */
export function selfMadeSubscription(origin = "https://push.example"): Subscription {
  return {
    endpoint: `${origin}/push/${randomUUID()}`,
    p256dh: createECDH("prime256v1").generateKeys().toString("base64url"),
    auth: randomBytes(16).toString("base64url"),
  };
}
