import { expect, test } from "vitest";
import { directoryHref, listInput, readParams } from "./directory-params";

test("an address is read, and written the same", () => {
  const address = "query=sleep&field=Neuroscience&min=60&max=200&within=7&verified=1&sort=-price";
  const params = readParams(Object.fromEntries(new URLSearchParams(address)));
  expect(listInput(params)).toEqual({
    query: "sleep",
    field: "Neuroscience",
    priceMinCents: 6_000,
    priceMaxCents: 20_000,
    availableWithinDays: 7,
    verified: true,
    sort: "-price",
    cursor: null,
  });
  expect(directoryHref(params)).toBe(`/researchers?${address}`);
});

test("nonsense is left out", () => {
  const params = readParams({
    min: "-3",
    max: "1e3",
    within: "8",
    sort: "x",
    verified: "yes",
    query: ["a", "b"],
  });
  expect(directoryHref(params)).toBe("/researchers?query=a");
});

test("any change but the cursor's starts at the first page", () => {
  const params = readParams({ query: "sleep", cursor: "abc" });
  expect(directoryHref(params, { field: "Physics" })).toBe(
    "/researchers?query=sleep&field=Physics",
  );
  expect(directoryHref(params, { cursor: "def" })).toBe("/researchers?query=sleep&cursor=def");
  expect(directoryHref(readParams({}))).toBe("/researchers");
});
