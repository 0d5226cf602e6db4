import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEndpoint } from "#lib/domain/push/endpoint.ts";

describe("an endpoint of a known push service is accepted", () => {
  test.each([
    "https://fcm.googleapis.com/fcm/send/dHIoDxE7Hdg:APA91bH1Zj0kNa",
    "https://fcm.googleapis.com/wp/dHIoDxE7Hdg:APA91bH1Zj0kNa",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABm",
    "https://web.push.apple.com/QGuQyavXutnMH",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f%3d%3d",
  ])("%s", (endpoint) => expect(checkEndpoint(endpoint, [])).toMatchObject({ ok: true }));
});

describe("a hostile endpoint is refused", () => {
  test.each([
    ["", "malformed"],
    ["fcm.googleapis.com/x", "malformed"],
    [`https://fcm.googleapis.com/${"x".repeat(2048)}`, "malformed"],
    ["http://fcm.googleapis.com/x", "not_https"],
    ["javascript:alert(1)", "not_https"],
    ["https://user@fcm.googleapis.com/x", "has_credentials"],
    ["https://:@fcm.googleapis.com/x", "has_credentials"],
    ["https://fcm.googleapis.com@evil.example/x", "has_credentials"],
    ["https://fcm.googleapis.com:8443/x", "other_port"],
    ["https://127.0.0.1/x", "ip_address"],
    ["https://127.1/x", "ip_address"],
    ["https://2130706433/x", "ip_address"],
    ["https://0x7f000001/x", "ip_address"],
    ["https://0177.0.0.1/x", "ip_address"],
    ["https://127.0.0.1./x", "ip_address"],
    ["https://[::1]/x", "ip_address"],
    ["https://[::ffff:127.0.0.1]/x", "ip_address"],
    ["https://８.8.8.8/x", "ip_address"],
    ["https://localhost/x", "unknown_push_service"],
    ["https://evil.example/fcm.googleapis.com", "unknown_push_service"],
    ["https://fcm.googleapis.com.evil.example/x", "unknown_push_service"],
    ["https://evilfcm.googleapis.com/x", "unknown_push_service"],
    ["https://push.apple.com/x", "unknown_push_service"],
    ["https://evilpush.apple.com/x", "unknown_push_service"],
    ["https://fcm.googleapis.com./x", "unknown_push_service"],
    ["https://FCM.googleapis.com/x", "malformed"],
    ["https://fcm.goo\tgleapis.com/x", "malformed"],
    ["https:\\\\fcm.googleapis.com\\x", "malformed"],
    ["https:fcm.googleapis.com/x", "malformed"],
    [" https://fcm.googleapis.com/x", "malformed"],
    ["https://fcm.googleapis.com/a/../x", "malformed"],
    ["https://fcm.googleapis.com/x#y", "malformed"],
    ["https://fcm。googleapis。com/x", "malformed"],
  ])("%j: %s", (endpoint, reason) => expect(checkEndpoint(endpoint, [])).toEqual({ ok: false, reason }));
});

describe("an allowed host", () => {
  const allowed = ["127.0.0.1:8443", "push.example.org:443", "[::1]:8443"];

  test.each(["https://127.0.0.1:8443/x", "https://push.example.org/x", "https://[::1]:8443/x"])(
    "%s passes",
    (endpoint) => expect(checkEndpoint(endpoint, allowed)).toMatchObject({ ok: true }),
  );

  test.each([
    ["https://127.0.0.1:8444/x", "ip_address"],
    ["https://127.0.0.1/x", "ip_address"],
    ["https://push.example.org:8443/x", "other_port"],
    ["https://sub.push.example.org/x", "unknown_push_service"],
    ["http://127.0.0.1:8443/x", "not_https"],
    ["https://a:b@127.0.0.1:8443/x", "has_credentials"],
    ["https://2130706433:8443/x", "malformed"],
  ])("does not open %s (%s)", (endpoint, reason) =>
    expect(checkEndpoint(endpoint, allowed)).toEqual({ ok: false, reason }),
  );
});

test("nothing but an https URL of a known service passes, whatever the spelling", () => {
  const part = fc.constantFrom(
    "https:",
    "http:",
    "//",
    "\\",
    "fcm.googleapis.com",
    "127.0.0.1",
    "0x7f.1",
    "@",
    ":",
    "443",
    ".",
    "/",
    "?",
    "#",
    "[::1]",
    "\t",
    "%2e",
    "。",
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
      (endpoint) => {
        const check = checkEndpoint(endpoint, []);
        if (check.ok) expect(endpoint).toMatch(/^https:\/\/fcm\.googleapis\.com\//);
      },
    ),
    { numRuns: 5_000 },
  );
});
