import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { webEnv } from "../env.ts";
import { cookieName, readCookie, writeCookie } from "./session-cookie.ts";

/**
 * A device that has proved to be the owner's keeps a cookie that says so (OWASP, "device cookies"): what strangers try
 * elsewhere does not shut it out. `<id>.<HMAC-SHA256 of id and address, base64url>`; it outlives the session.
 */
export function deviceCookie(email: string): string {
  const [newest] = webEnv().LINK_KEYS;
  if (!newest) throw new Error("LINK_KEYS is empty");
  const id = randomUUID();
  return writeCookie(name(), `${id}.${mac(id, email, newest.secret)}`);
}

/** The id of a device that is known for this account; null when it is not. */
export function knownDevice(request: Request, email: string): string | null {
  const [, id, signature] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(readCookie(request, name()) ?? "") ?? [];
  if (!id || !signature) return null;
  const isOurs = webEnv().LINK_KEYS.some(({ secret }) =>
    timingSafeEqual(Buffer.from(signature), Buffer.from(mac(id, email, secret))),
  );
  return isOurs ? id : null;
}

function name(): string {
  return `${cookieName()}-device`;
}

function mac(id: string, email: string, secret: Buffer): string {
  return createHmac("sha256", secret).update(`known-device|${id}|${email}`).digest("base64url");
}
