import { expect, test } from "vitest";
import type { Schedule } from "@/lib/availability/schedule";
import { openTimes } from "./open-times";

const schedule: Schedule = {
  timeZone: "Europe/Oslo",
  rules: [],
  overrides: [],
  timeOff: [],
  travel: [{ startsOn: "2026-05-02", endsOn: "2026-05-03", timeZone: "Asia/Tokyo" }],
  busy: [],
  preferences: {
    sessionMinutes: 60,
    stepMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    windowDays: 60,
    dailyMaximum: null,
  },
};

const slot = (iso: string, available = true) => {
  const startsAt = Date.parse(iso);
  return { startsAt, endsAt: startsAt + 3_600_000, available };
};

test("only free starts are told, with the zone of the journey they fall in", () => {
  const slots = [
    slot("2026-05-01T08:00Z"),
    slot("2026-05-01T09:00Z", false),
    slot("2026-05-02T03:00Z"),
    slot("2026-05-03T03:00Z"),
    slot("2026-05-04T08:00Z"),
  ];
  const minutes = [0, 2, 3, 4].map((at) => (slots[at]?.startsAt ?? 0) / 60_000);
  expect(openTimes(schedule, slots)).toEqual({
    startMinutes: minutes,
    zoneRuns: [
      { fromMinute: minutes[0], timeZone: "Europe/Oslo" },
      { fromMinute: minutes[1], timeZone: "Asia/Tokyo" },
      { fromMinute: minutes[3], timeZone: "Europe/Oslo" },
    ],
  });
  expect(openTimes({ ...schedule, travel: [] }, slots).zoneRuns).toEqual([]);
});
