import { webEnv } from "../env.ts";

/** What every answer carries, page or API. */
export function commonSecurityHeaders(): [string, string][] {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "same-origin"],
    ["X-Frame-Options", "DENY"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"],
  ];
  if (isSecure()) headers.push(["Strict-Transport-Security", "max-age=63072000; includeSubDomains"]);
  return headers;
}

/** For answers that are data: nothing in them may run, load or be framed. */
export function dataSecurityHeaders(): [string, string][] {
  return [...commonSecurityHeaders(), ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"]];
}

/**
 * For pages: scripts run only with this answer's nonce, and load what they trust ('strict-dynamic').
 * Styles may be inline, because components position things with them; they cannot run anything.
 * @param isDevelopment `next dev` evaluates strings and talks to itself by web socket.
 */
export function pageContentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure() ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export function isSecure(): boolean {
  return webEnv().APP_URL.startsWith("https:");
}
