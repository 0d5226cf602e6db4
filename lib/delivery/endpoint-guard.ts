import dns from "node:dns";
import type { LookupFunction } from "node:net";
import type { ConnectionOptions } from "node:tls";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";
import { isAllowedHost } from "../domain/push/endpoint.ts";

/** A host name that leads somewhere where no push service lives: our own network, this machine, nowhere. */
export class AddressRefused extends Error {
  override name = "AddressRefused";
}

type GuardSettings = {
  /** `host:port` each; their addresses are not checked. */
  allowedHosts: readonly string[];
  connectTimeoutMs: number;
  tls?: Pick<ConnectionOptions, "ca">;
  /** How names become addresses; `dns.lookup` but for tests. */
  resolve?: typeof dns.lookup;
};

/**
 * Connects to public addresses only. The address that was checked is the one that is connected to, so a name that
 * answers differently a moment later (DNS rebinding) gains nothing.
 */
export function guardedConnector({
  allowedHosts,
  connectTimeoutMs,
  tls,
  resolve,
}: GuardSettings): buildConnector.connector {
  // HTTP/2 was measured and is no faster for one small request per message.
  const options = { ...tls, timeout: connectTimeoutMs, allowH2: false };
  const connectAnywhere = buildConnector(options);
  const connectToPublic = buildConnector({ ...options, lookup: publicLookup(resolve) });

  return (target, callback) => {
    if (isAllowedHost(target, allowedHosts)) return connectAnywhere(target, callback);
    // An address literal never reaches a lookup.
    if (ipaddr.isValid(target.hostname)) return callback(new AddressRefused("ip_address"), null);
    return connectToPublic(target, callback);
  };
}

/** A `lookup` for sockets that fails with AddressRefused if any address of the name is not public. */
export function publicLookup(resolve: typeof dns.lookup = dns.lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new AddressRefused("private_address"), "");
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

/** Global unicast, also of an IPv4 address in IPv6 clothes; no private, loopback, link-local, shared or reserved range. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}
