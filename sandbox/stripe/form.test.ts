import { expect, test } from "vitest";
import { StripeError } from "./errors";
import { parseForm } from "./form";

test.each([
  ["a=1&b=2", { a: "1", b: "2" }],
  ["metadata[session_id]=s1&metadata[a%26b]=x+y", { metadata: { session_id: "s1", "a&b": "x y" } }],
  ["expand[0]=customer&expand[1]=latest_charge", { expand: ["customer", "latest_charge"] }],
  ["types[]=a&types[]=b", { types: ["a", "b"] }],
  ["items[0][price]=p1&items[0][quantity]=2", { items: [{ price: "p1", quantity: "2" }] }],
  ["a=1&a=2", { a: "2" }],
  ["a[b]=1&a=2", { a: "2" }],
  ["a=&b[c]=", { a: "", b: { c: "" } }],
  ["", {}],
])("%s", (text, expected) => {
  expect(parseForm(text)).toEqual(expected);
});

test("a key such as __proto__ changes no prototype", () => {
  const form = parseForm("__proto__[polluted]=yes&constructor[prototype][polluted]=yes");
  expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
  expect({}).not.toHaveProperty("polluted");
});

test("a NUL character, which the database cannot keep, is refused", () => {
  expect(() => parseForm("name=a%00b")).toThrow(StripeError);
});

test("nesting has an end", () => {
  expect(() => parseForm(`a${"[b]".repeat(10_000)}=1`)).toThrow(StripeError);
});
