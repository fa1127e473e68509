import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const from = (headers: Record<string, string>, proxies: number) =>
  clientAddress((name) => headers[name] ?? null, proxies);

const peer = "203.0.113.9";

test("without a proxy the peer counts, whatever the caller claims", () => {
  expect(from({ "x-colloquy-peer": peer, "x-forwarded-for": "198.51.100.1" }, 0)).toBe(peer);
});

test("behind one proxy its entry counts, and behind two the one before", () => {
  const headers = { "x-colloquy-peer": "10.0.0.2", "x-forwarded-for": "1.1.1.1, 2.2.2.2, 3.3.3.3" };
  expect(from(headers, 1)).toBe("3.3.3.3");
  expect(from(headers, 2)).toBe("2.2.2.2");
});

test("a chain shorter than the proxies is taken from its beginning", () => {
  expect(from({ "x-forwarded-for": "2.2.2.2" }, 3)).toBe("2.2.2.2");
  expect(from({ "x-colloquy-peer": peer }, 2)).toBe(peer);
});

test.each([
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
])("%s counts as %s", (address, network) => {
  expect(from({ "x-colloquy-peer": address }, 0)).toBe(network);
});
