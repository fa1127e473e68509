import { expect, test } from "vitest";
import { readArguments } from "./arguments";

const seven = () => 7;

test("bookings and seed are read in either order; a seed that is missing is drawn", () => {
  const both = { bookings: 2_000, seed: 11 };
  expect(readArguments(["--bookings", "2000", "--seed", "11"], seven)).toEqual(both);
  expect(readArguments(["--seed", "11", "--bookings", "2000"], seven)).toEqual(both);
  expect(readArguments([], seven)).toEqual({ bookings: 200, seed: 7 });
});

test.each([
  [["--bookings"]],
  [["--bookings", "many"]],
  [["--bookings", "0"]],
  [["--bookings", "1.5"]],
  [["--seed", "-1"]],
  [["--speed", "3"]],
  [["200"]],
])("%j is refused with the usage", (args) => {
  expect(() => readArguments(args, seven)).toThrow("Usage: npm run faults");
});
