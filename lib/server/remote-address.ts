import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { webEnv } from "../env.ts";

const header = "x-campanella-socket";

// Kept beside the modules: Next loads this file again in a bundle of its own.
const kept = globalThis as typeof globalThis & { campanellaNamesSockets?: true };

/**
 * Makes a request say which socket it came by, over whatever a client has written there. Next itself tells its routes
 * nothing of the socket, and leaves an X-Forwarded-For as the client has made it up. Called before Next sees a request.
 */
export function nameSocket(request: IncomingMessage): void {
  kept.campanellaNamesSockets = true;
  request.headers[header] = request.socket.remoteAddress ?? "";
}

/**
 * Where a request comes from: the socket's address, or with TRUSTED_PROXY_HOPS what that many proxies have handed on.
 * Null when nothing trustworthy says so: without hops, in a process that `nameSocket` is not called in (`next dev`,
 * a serverless host).
 */
export function remoteAddress({ headers }: Request): string | null {
  const socket = kept.campanellaNamesSockets ? headers.get(header) : null;
  return trustedAddress(headers.get("x-forwarded-for"), socket, webEnv().TRUSTED_PROXY_HOPS);
}

/** Whose tries are counted together: one IPv4 address, or the /64 of IPv6 that a single customer has the whole of. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4" ? parsed.toString() : ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`).toString();
}

/** Every proxy appends whom it was called by, so the entry to believe is as many from the right as there are proxies. */
export function trustedAddress(forwardedFor: string | null, socket: string | null, hops: number): string | null {
  if (hops === 0) return socket || null;
  const entries = (forwardedFor ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return entries.at(-hops) ?? (socket || null);
}
