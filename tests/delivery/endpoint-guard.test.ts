import type dns from "node:dns";
import { describe, expect, test } from "vitest";
import { AddressRefused, isPublicAddress, publicLookup } from "#lib/delivery/endpoint-guard.ts";

describe("isPublicAddress", () => {
  test.each(["8.8.8.8", "142.250.180.10", "2a00:1450:4002:410::200a", "::ffff:8.8.8.8"])("%s is", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "2001:db8::1",
    "",
    "fcm.googleapis.com",
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("publicLookup", () => {
  const answering = (...addresses: string[]) =>
    ((_name: string, _options: dns.LookupOptions, callback: (...args: unknown[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as typeof dns.lookup;

  const look = (resolve: typeof dns.lookup, all: boolean) =>
    new Promise((done) => {
      publicLookup(resolve)("push.example", { all }, (error, address, family) => done(error ?? [address, family]));
    });

  test("hands on what it checked, in the shape that was asked for", async () => {
    expect(await look(answering("8.8.8.8", "2a00::1"), false)).toEqual(["8.8.8.8", 4]);
    expect(await look(answering("8.8.8.8"), true)).toEqual([[{ address: "8.8.8.8", family: 4 }], undefined]);
  });

  test.each([[["10.0.0.1"]], [["8.8.8.8", "10.0.0.1"]], [["8.8.8.8", "::1"]], [[]]])(
    "refuses %j",
    async (addresses) => {
      expect(await look(answering(...addresses), true)).toBeInstanceOf(AddressRefused);
    },
  );

  test("hands on the resolver's own error", async () => {
    const failing = ((_name: string, _options: dns.LookupOptions, callback: (error: Error) => void) =>
      callback(new Error("ENOTFOUND"))) as unknown as typeof dns.lookup;
    expect(await look(failing, true)).toMatchObject({ message: "ENOTFOUND" });
  });
});
