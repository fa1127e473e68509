import { expect, test } from "vitest";
import { safeReturnTo, withReturnTo } from "./return-to";

test.each([
  ["/papers/1?tab=slots#times", "/papers/1?tab=slots#times"],
  ["/researchers/amara-okafor", "/researchers/amara-okafor"],
  ["/a/../account", "/account"],
  ["//evil.example", null],
  ["/\\evil.example", null],
  ["/\t/evil.example", null],
  ["/..//evil.example", null],
  ["/.//evil.example", null],
  ["https://evil.example/", null],
  ["javascript:alert(1)", null],
  ["account", null],
  ["/api/auth/signout", null],
  ["", null],
  [null, null],
  [["/a", "/b"], null],
  [`/${"a".repeat(500)}`, null],
])("the way back from %j is %j", (given, safe) => {
  expect(safeReturnTo(given)).toBe(safe);
});

test("the way back is carried in one parameter", () => {
  expect(withReturnTo("/sign-in", "/a?b=c&d=e")).toBe("/sign-in?return_to=%2Fa%3Fb%3Dc%26d%3De");
  expect(withReturnTo("/verify-email?token=t", "/a")).toBe("/verify-email?token=t&return_to=%2Fa");
  expect(withReturnTo("/sign-in", null)).toBe("/sign-in");
});
