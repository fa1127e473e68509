import fc from "fast-check";
import { expect, test } from "vitest";
import { slipsBetween } from "./search-spellings";

test.each([
  ["okafor", "okafor", 0],
  ["okafor", "okafro", 1],
  ["okafor", "okfor", 1],
  ["okafor", "okaffor", 1],
  ["okafor", "okabor", 1],
  ["okafor", "koafro", 2],
  ["", "abc", 3],
  ["ca", "abc", 3],
])("between %s and %s lie %i slips", (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
});

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), maxLength: 7 });

test("slips are the same from both ends, and no more than a word has letters", () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      const slips = slipsBetween(one, other);
      expect(slips).toBe(slipsBetween(other, one));
      expect(slips === 0).toBe(one === other);
      expect(slips).toBeLessThanOrEqual(Math.max(one.length, other.length));
      expect(slips).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
    }),
  );
});

test("a letter taken out, put in or swapped is one slip", () => {
  fc.assert(
    fc.property(word, fc.nat(6), (whole, place) => {
      const at = place % Math.max(1, whole.length);
      expect(slipsBetween(whole, `${whole.slice(0, at)}x${whole.slice(at)}`)).toBe(1);
      const [first = "", second = ""] = whole.slice(at);
      const swapped = whole.slice(0, at) + second + first + whole.slice(at + 2);
      if (first && second && first !== second) expect(slipsBetween(whole, swapped)).toBe(1);
    }),
  );
});
