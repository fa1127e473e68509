import { expect, test } from "vitest";
import { googleCalendarUrl } from "./google-calendar";

test("times go in UTC, words and links survive the address", () => {
  const url = new URL(
    googleCalendarUrl({
      startsAt: new Date("2026-11-24T14:00:00Z"),
      endsAt: new Date("2026-11-24T15:00:00Z"),
      title: "Colloquy: Ana & Zoë",
      details: "Join: https://zoom.example/j/1?pwd=a+b",
      location: "https://zoom.example/j/1?pwd=a+b",
    }),
  );
  expect(Object.fromEntries(url.searchParams)).toEqual({
    action: "TEMPLATE",
    text: "Colloquy: Ana & Zoë",
    dates: "20261124T140000Z/20261124T150000Z",
    details: "Join: https://zoom.example/j/1?pwd=a+b",
    location: "https://zoom.example/j/1?pwd=a+b",
  });
});

test("without a link there is no place", () => {
  const at = new Date("2026-11-24T14:00:00Z");
  const url = googleCalendarUrl({
    startsAt: at,
    endsAt: at,
    title: "",
    details: "",
    location: null,
  });
  expect(new URL(url).searchParams.has("location")).toBe(false);
});
