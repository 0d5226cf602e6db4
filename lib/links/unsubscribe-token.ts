import { createHmac, timingSafeEqual } from "node:crypto";

/** A key that signs public links; the newest signs, all verify, so that old mails keep working. */
export type LinkKey = { id: string; secret: Buffer };

/** What one link unsubscribes: an address, for good, from messages of one scope. */
export type Unsubscription = { addressId: number; scope: "status_mail" };

const VERSION = "1";

/**
 * An opaque token that names an address row and a scope, without expiry and without personal data (RFC 8058 asks for a
 * URI that is hard to forge): `<version>.<key id>.<address id>.<scope>.<HMAC-SHA256, base64url>`.
 */
export function signUnsubscription({ addressId, scope }: Unsubscription, keys: readonly LinkKey[]): string {
  const [newest] = keys;
  if (!newest) throw new Error("There is no key to sign links with.");
  const claim = [VERSION, newest.id, addressId, scope].join(".");
  return `${claim}.${mac(claim, newest)}`;
}

/** What a token unsubscribes; null when it is not ours. */
export function verifyUnsubscription(token: string, keys: readonly LinkKey[]): Unsubscription | null {
  const [, claim = "", version, keyId, address, scope, signature = ""] =
    /^(([^.]+)\.([\w-]+)\.([0-9]{1,15})\.(status_mail))\.([\w-]+)$/.exec(token) ?? [];
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key || version !== VERSION || scope !== "status_mail") return null;
  const [given, expected] = [Buffer.from(signature), Buffer.from(mac(claim, key))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { addressId: Number(address), scope };
}

function mac(claim: string, key: LinkKey): string {
  return createHmac("sha256", key.secret).update(`unsubscribe:${claim}`).digest("base64url");
}
