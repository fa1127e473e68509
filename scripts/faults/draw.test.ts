import { expect, test } from "vitest";
import { Draw } from "./draw";

const many = <T>(draw: () => T) => Array.from({ length: 4_000 }, draw);

test("whole numbers reach both bounds and nothing beyond", () => {
  const draw = new Draw(3);
  const drawn = many(() => draw.whole(2, 4));
  expect(new Set(drawn)).toEqual(new Set([2, 3, 4]));
});

test("names come as often as their weights say", () => {
  const draw = new Draw(5);
  const drawn = many(() => draw.weighted({ often: 3, seldom: 1, never: 0 }));
  const share = drawn.filter((name) => name === "often").length / drawn.length;
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.8);
  expect(drawn).not.toContain("never");
});

test("chances and picks are fair, and nothing cannot be drawn from", () => {
  const draw = new Draw(9);
  const share = many(() => draw.chance(0.2)).filter(Boolean).length / 4_000;
  expect(share).toBeGreaterThan(0.17);
  expect(share).toBeLessThan(0.23);
  expect(new Set(many(() => draw.among(["a", "b", "c"])))).toEqual(new Set(["a", "b", "c"]));
  expect(() => draw.among([])).toThrow("nothing to draw from");
});
