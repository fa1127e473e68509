import { expect, test } from "vitest";
import { computeSlots } from "./compute-slots";
import { daily, schedule } from "./compute-slots.fixture";
import { viewAvailability } from "./slot-views";
import { localDateRange } from "./zone-transitions";

const NEW_YORK = "America/New_York";
const hours = schedule(NEW_YORK, daily(0, 180));
const NOW = Date.parse("2026-10-01T00:00:00Z");

const view = (date: string, zone?: string) => {
  const slots = computeSlots(hours, localDateRange(date, zone ?? NEW_YORK), NOW);
  return viewAvailability(hours, slots, [date], zone);
};

test("without a zone, free times are on the researcher's clock alone", () => {
  expect(view("2026-10-20")).toEqual({
    availability: { "2026-10-20": ["00:00-01:00", "01:00-02:00", "02:00-03:00"] },
  });
});

test("in a zone they come with their offset too, on the dates of that zone", () => {
  expect(view("2026-10-20", "Asia/Kathmandu")).toEqual({
    availability: { "2026-10-20": ["09:45-10:45", "10:45-11:45", "11:45-12:45"] },
    local_times: {
      "2026-10-20": ["09:45/10:45", "10:45/11:45", "11:45/12:45"].map((times) => {
        const [start, end] = times.split("/");
        return {
          local_start_time: `2026-10-20T${start}:00+05:45`,
          local_end_time: `2026-10-20T${end}:00+05:45`,
        };
      }),
    },
  });
});

test("an hour that comes twice on a reader's clock is told apart by its offset", () => {
  const fromUtc = schedule("UTC", daily(4 * 60, 8 * 60));
  const slots = computeSlots(fromUtc, localDateRange("2026-11-01", NEW_YORK), NOW);
  const seen = viewAvailability(fromUtc, slots, ["2026-11-01"], NEW_YORK);
  expect(seen.availability["2026-11-01"]).toEqual([
    "00:00-01:00",
    "01:00-01:00",
    "01:00-02:00",
    "02:00-03:00",
    "23:00-00:00",
  ]);
  const starts = seen.local_times?.["2026-11-01"]?.map((times) => times.local_start_time);
  expect(starts).toEqual([
    "2026-11-01T00:00:00-04:00",
    "2026-11-01T01:00:00-04:00",
    "2026-11-01T01:00:00-05:00",
    "2026-11-01T02:00:00-05:00",
    "2026-11-01T23:00:00-05:00",
  ]);
});
