/**
 * Push services of the browsers' makers; an entry that starts with a dot stands for every name below it. From
 * Chromium's push_messaging_constants.cc (fcm.googleapis.com), Mozilla's autopush, Apple's "Sending web push
 * notifications" (*.push.apple.com) and Microsoft's WNS (*.notify.windows.com).
 */
const knownPushServices = [
  "fcm.googleapis.com",
  ".push.services.mozilla.com",
  ".push.apple.com",
  ".notify.windows.com",
];

const longestEndpoint = 2048;

export type EndpointRefusal =
  | "malformed"
  | "not_https"
  | "has_credentials"
  | "ip_address"
  | "other_port"
  | "unknown_push_service";

export type EndpointCheck = { ok: true; url: URL } | { ok: false; reason: EndpointRefusal };

/**
 * Whether we would ever send to this endpoint (security.md, "Push endpoints"). Endpoints are hostile input: a stranger's
 * server, or a machine of our own network under a clever spelling. Only what browsers write is accepted: the canonical
 * form of an https URL, which leaves no room for octal, decimal or hexadecimal hosts, tabs, backslashes or a second port.
 *
 * @param allowedHosts exactly `host:port` each (`127.0.0.1:8443`, `[::1]:8443`, `push.example.org:443`), exempt from the
 *   rules on ports, IP addresses and known services, and from the check of the resolved address; from no other.
 */
export function checkEndpoint(endpoint: string, allowedHosts: readonly string[]): EndpointCheck {
  const url = endpoint.length <= longestEndpoint ? URL.parse(endpoint) : null;
  if (!url) return refused("malformed");
  if (url.protocol !== "https:") return refused("not_https");
  if (url.username || url.password || endpoint.includes("@")) return refused("has_credentials");
  if (isAllowedHost(url, allowedHosts)) return url.href === endpoint ? { ok: true, url } : refused("malformed");
  if (isIpAddress(url.hostname)) return refused("ip_address");
  if (url.port) return refused("other_port");
  if (url.href !== endpoint || url.hash) return refused("malformed");
  if (!isKnownPushService(url.hostname)) return refused("unknown_push_service");
  return { ok: true, url };
}

/** @param url only its host and port count; no port means 443. */
export function isAllowedHost(url: { hostname: string; port: string }, allowedHosts: readonly string[]): boolean {
  return allowedHosts.includes(`${url.hostname}:${url.port || "443"}`);
}

/** After URL parsing every spelling of an IPv4 address has become four decimal numbers, and IPv6 stands in brackets. */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+\.?$/.test(hostname);
}

function isKnownPushService(hostname: string): boolean {
  return knownPushServices.some((known) =>
    known.startsWith(".") ? hostname.endsWith(known) && hostname !== known : hostname === known,
  );
}

function refused(reason: EndpointRefusal): EndpointCheck {
  return { ok: false, reason };
}
