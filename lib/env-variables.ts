import { z } from "zod";

// Each message continues the sentence that starts with the variable's name. A wrong value is not repeated: most of
// these hold passwords.

export const text = (purpose: string) => z.string({ error: `is missing: ${purpose}` });

/** An origin without a path; http only where the browser trusts it too, on this machine. */
export const origin = (purpose: string) =>
  text(purpose).transform((value, context) => {
    const url = urlOf(value);
    const isLocal = url !== null && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    const isSecure = url?.protocol === "https:" || (url?.protocol === "http:" && isLocal);
    if (url && isSecure && url.pathname === "/" && !url.search && !url.username) return url.origin;
    return refuse(context, "has to be an https address without a path (http only for localhost)");
  });

/** An address that only servers call, so plain http within one's own network is the owner's choice. */
export const serviceUrl = (purpose: string) =>
  text(purpose).transform((value, context) => {
    const url = urlOf(value);
    if ((url?.protocol === "https:" || url?.protocol === "http:") && url.pathname === "/") return url.origin;
    return refuse(context, "has to be an http or https address without a path");
  });

export const postgresUrl = (purpose: string) =>
  text(`the database URL for ${purpose}`).transform((value, context) => {
    const url = urlOf(value);
    const isPostgres = url?.protocol === "postgres:" || url?.protocol === "postgresql:";
    if (!isPostgres || !url.hostname || !url.username || url.pathname.length < 2)
      return refuse(context, "has to look like postgresql://login:password@host:5432/database");
    if (isOnThisMachine(url) || isEncrypted(url)) return value;
    return refuse(
      context,
      "would send passwords in the clear: add ?sslmode=verify-full&sslrootcert=<file with the certificate of the server's authority>",
    );
  });

/** `host` in the query replaces the one before it (pg-connection-string). */
function isOnThisMachine(url: URL): boolean {
  const hosts = [url.hostname, ...url.searchParams.getAll("host")];
  return hosts.every((host) => ["localhost", "127.0.0.1", "[::1]"].includes(host));
}

/** Modes in which neither pg nor the Supabase CLI ever speaks in the clear; pg itself verifies in all three. */
function isEncrypted(url: URL): boolean {
  const modes = url.searchParams.getAll("sslmode");
  return modes.length > 0 && modes.every((mode) => ["require", "verify-ca", "verify-full"].includes(mode));
}

export const smtpUrl = () =>
  text("the mail server, such as smtps://login:password@mail.example.com:465").transform((value, context) => {
    const url = urlOf(value);
    if ((url?.protocol === "smtp:" || url?.protocol === "smtps:") && url.hostname) return value;
    return refuse(context, "has to look like smtps://login:password@mail.example.com:465 (or smtp://)");
  });

/** Keys of a P-256 pair as web-push makes them: a point of 65 bytes, a number of 32. */
export const vapidKey = (which: "public" | "private", bytes: number) =>
  text(`the ${which} key of a pair made by npx web-push generate-vapid-keys`).transform((value, context) => {
    if (isBase64url(value) && Buffer.from(value, "base64url").length === bytes) return value;
    return refuse(context, `has to be the ${which} key of a VAPID pair: ${bytes} bytes in base64url`);
  });

/** RFC 8292, 2.1: how push services reach whoever runs this server. */
export const vapidSubject = () =>
  text("an address for push services to complain to, such as mailto:it@example.com").refine(
    (value) => /^mailto:[^@\s]+@[^@\s]+$/.test(value) || urlOf(value)?.protocol === "https:",
    "has to be a mailto: or https: address",
  );

export const secret = () => z.string().min(32, "has to be a secret of at least 32 characters");

/** `host:port` pairs that are exempt from the guard on push endpoints. */
export const hosts = () =>
  z
    .string()
    .default("")
    .transform((value, context) => {
      const list = parts(value).map((host) => host.toLowerCase());
      if (list.every((host) => /^(\[[0-9a-f:]+\]|[^\s:/]+):\d{1,5}$/.test(host))) return list;
      return refuse(context, "has to be a comma-separated list of host:port");
    });

/** Newest first: the first key signs, all of them verify. */
export const linkKeys = () =>
  text(
    "the keys that sign public links, newest first: name:secret[,name:secret], secrets of 32 bytes in base64url",
  ).transform((value, context) => {
    const keys = parts(value).map((part) => {
      const [id = "", encoded = ""] = part.split(":");
      return { id, secret: Buffer.from(isBase64url(encoded) ? encoded : "", "base64url") };
    });
    const areSound = keys.every(({ id, secret }) => /^[\w-]+$/.test(id) && secret.length >= 32);
    const areDistinct = new Set(keys.map(({ id }) => id)).size === keys.length;
    if (keys.length > 0 && areSound && areDistinct) return keys;
    return refuse(context, "has to be name:secret[,name:secret], each secret at least 32 bytes in base64url");
  });

export const wholeNumber = (least: number, most: number) => {
  const message = `has to be a whole number from ${least} to ${most}`;
  return z.string().regex(/^\d+$/, message).transform(Number).pipe(z.number().min(least, message).max(most, message));
};

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}

function urlOf(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

function parts(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function isBase64url(value: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(value);
}
