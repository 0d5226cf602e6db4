import { expect, test } from "vitest";
import { networkOf, trustedAddress } from "#lib/server/remote-address.ts";

const forged = "6.6.6.6";

test.for<[string, Parameters<typeof trustedAddress>, string | null]>([
  ["the socket's, whatever the header says", [forged, "1.1.1.1", 0], "1.1.1.1"],
  ["unknown without a socket, whatever the header says", [forged, null, 0], null],
  ["the one that the one proxy was called by", [`${forged}, 1.1.1.1`, "10.0.0.1", 1], "1.1.1.1"],
  ["the one that the first of two proxies was called by", [`${forged}, 1.1.1.1, 2.2.2.2`, "10.0.0.1", 2], "1.1.1.1"],
  ["the same where no socket is known, on a serverless host", [`${forged},1.1.1.1`, null, 1], "1.1.1.1"],
  ["the socket's when the request came past the proxies", [null, "1.1.1.1", 1], "1.1.1.1"],
  ["the socket's when fewer proxies have written than there are", [forged, "1.1.1.1", 2], "1.1.1.1"],
  ["unknown when nothing says it", [" , ", null, 1], null],
])("the remote address is %s", ([, [forwardedFor, socket, hops], address]) => {
  expect(trustedAddress(forwardedFor, socket, hops)).toBe(address);
});

test.for([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"],
  ["2001:db8:1:2::1", "2001:db8:1:2::"],
  ["2001:db8:1:3::1", "2001:db8:1:3::"],
  ["unknown", "unknown"],
] as const)("tries of %s are counted for %s", ([address, network]) => {
  expect(networkOf(address)).toBe(network);
});
