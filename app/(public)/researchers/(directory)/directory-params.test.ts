import { expect, test } from "vitest";
import { directoryHref, listInput, readParams } from "./directory-params";

const NOW = new Date("2026-11-25T08:00:00Z");

test("an address is read, and written the same", () => {
  const address = "query=sleep&field=Neuroscience&min=60&max=200&within=7&verified=1&sort=-price";
  const params = readParams(Object.fromEntries(new URLSearchParams(address)));
  expect(listInput(params, NOW, "Asia/Tokyo")).toEqual({
    query: "sleep",
    field: "Neuroscience",
    priceMinCents: 6_000,
    priceMaxCents: 20_000,
    availableBefore: new Date("2026-12-02T08:00:00Z"),
    verified: true,
    sort: "-price",
    cursor: null,
    facetsIn: "Asia/Tokyo",
  });
  expect(directoryHref(params)).toBe(`/researchers?${address}`);
});

test("this week ends on Sunday, at midnight on the reader's clock", () => {
  const week = readParams({ within: "week" });
  const end = (zone: string) => listInput(week, NOW, zone).availableBefore?.toISOString();
  expect(end("Asia/Tokyo")).toBe("2026-11-29T15:00:00.000Z");
  expect(end("America/New_York")).toBe("2026-11-30T05:00:00.000Z");
  expect(directoryHref(week)).toBe("/researchers?within=week");
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
