import { expect, test } from "vitest";
import { median, quantile, sideBySide } from "./side-by-side";

test("the middle of values, and the value that a share of them do not exceed", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([quantile(hundred, 0.95), quantile(hundred, 1), quantile([7], 0.5)]).toEqual([95, 100, 7]);
});

test("a machine that slows down half-way changes figures, not ratios; the first round is thrown away", async () => {
  const turns: string[] = [];
  const speed = () => (turns.length > 8 ? 10 : 100);
  const measure = (name: string, factor: number) => async () => {
    turns.push(name);
    return turns.length <= 2 ? 1 : factor * speed();
  };
  const found = await sideBySide(6, measure("ours", 3), measure("theirs", 1));
  expect(found.ratio).toBe(3);
  expect(turns.filter((name) => name === "ours")).toHaveLength(7);
  // Each goes first as often as the other.
  expect(turns.slice(2, 6)).toEqual(["ours", "theirs", "theirs", "ours"]);
});
