import webPush from "web-push";

/** `publicKey` and `privateKey` base64url; `subject` a `mailto:` or `https:` URL under which we can be reached. */
export type VapidSettings = { subject: string; publicKey: string; privateKey: string };

const lifetimeSeconds = 12 * 60 * 60;
const renewedAfterSeconds = lifetimeSeconds / 2;

/**
 * The Authorization header for a push service (RFC 8292), signed once for each audience and used for half of its life:
 * signing costs half as much as everything else that a push needs. Push services refuse tokens that are valid for more
 * than 24 hours.
 *
 * @param now milliseconds since 1970
 * @throws when the keys or the subject are not valid, already here, before anything is sent
 */
export function vapidAuthorization(vapid: VapidSettings, now: () => number): (audience: string) => string {
  const signed = new Map<string, { header: string; renewAt: number }>();
  sign("https://push.example");
  return authorizationFor;

  function authorizationFor(audience: string): string {
    const seconds = Math.floor(now() / 1000);
    const known = signed.get(audience);
    if (known && seconds < known.renewAt) return known.header;
    const header = sign(audience);
    signed.set(audience, { header, renewAt: seconds + renewedAfterSeconds });
    return header;
  }

  function sign(audience: string): string {
    const expiration = Math.floor(now() / 1000) + lifetimeSeconds;
    const { subject, publicKey, privateKey } = vapid;
    return webPush.getVapidHeaders(audience, subject, publicKey, privateKey, "aes128gcm", expiration).Authorization;
  }
}
