import { describe, expect, test } from "vitest";
import { computeSlots } from "./compute-slots";
import { at, bookableOn, daily, schedule, startsOn } from "./compute-slots.fixture";

describe("what makes a slot unavailable", () => {
  const date = "2026-05-04";
  const at10to11 = { startsAt: at(`${date}T10:00:00Z`), endsAt: at(`${date}T11:00:00Z`) };
  const nineToThree = daily(540, 900);

  test("time off and events of another calendar, widened by the slot's own buffers", () => {
    const prefer = { stepMinutes: 30, bufferBeforeMinutes: 30, bufferAfterMinutes: 60 };
    const expected = ["05-04T11:30", "05-04T12:00", "05-04T12:30", "05-04T13:00", "05-04T13:30"];
    const hours = daily(510, 900);
    const away = schedule("UTC", hours, { timeOff: [at10to11], prefer });
    expect(bookableOn(away, date)).toEqual([...expected, "05-04T14:00"]);
    const busy = [{ ...at10to11, kind: "external" as const }];
    const elsewhere = schedule("UTC", hours, { busy, prefer });
    expect(bookableOn(elsewhere, date)).toEqual([...expected, "05-04T14:00"]);
    expect(bookableOn(schedule("UTC", daily(480, 900), { busy, prefer }), date)[0]).toBe(
      "05-04T08:00",
    );
  });

  test("a session nearer than the longer buffer, on either side", () => {
    const given = schedule("UTC", nineToThree, {
      busy: [
        { startsAt: at(`${date}T12:00:00Z`), endsAt: at(`${date}T13:00:00Z`), kind: "session" },
      ],
      prefer: { stepMinutes: 15, bufferBeforeMinutes: 15, bufferAfterMinutes: 45 },
    });
    const bookable = bookableOn(given, date);
    expect(bookable).toContain("05-04T10:15");
    expect(bookable).not.toContain("05-04T10:30");
    expect(bookable).not.toContain("05-04T13:30");
    expect(bookable).toContain("05-04T13:45");
  });

  test("without buffers sessions may follow one another", () => {
    const busy = [{ ...at10to11, kind: "session" as const }];
    const given = schedule("UTC", daily(540, 720), { busy });
    expect(bookableOn(given, date)).toEqual(["05-04T09:00", "05-04T11:00"]);
    expect(startsOn(given, date)).toHaveLength(3);
  });

  test("two that only touch leave the start between them, and an empty one is nothing", () => {
    const given = schedule("UTC", daily(540, 720), {
      timeOff: [
        { startsAt: at(`${date}T11:00:00Z`), endsAt: at(`${date}T12:00:00Z`) },
        { startsAt: at(`${date}T09:00:00Z`), endsAt: at(`${date}T10:00:00Z`) },
        { startsAt: at(`${date}T10:30:00Z`), endsAt: at(`${date}T10:30:00Z`) },
      ],
    });
    expect(bookableOn(given, date)).toEqual(["05-04T10:00"]);
  });

  test("the minimum notice and the booking window, to the minute", () => {
    const given = schedule("UTC", daily(540, 600), {
      prefer: { minimumNoticeMinutes: 1440, windowDays: 3 },
    });
    const range = { from: at("2026-05-04T00:00:00Z"), to: at("2026-05-10T00:00:00Z") };
    const bookableAt = (now: string) =>
      computeSlots(given, range, at(now))
        .filter((slot) => slot.available)
        .map((slot) => new Date(slot.startsAt).getUTCDate());
    expect(bookableAt("2026-05-04T09:00:00Z")).toEqual([5, 6, 7]);
    expect(bookableAt("2026-05-04T09:00:00.001Z")).toEqual([6, 7]);
    expect(bookableAt("2026-05-04T08:59:59.999Z")).toEqual([5, 6]);
  });

  test("a date with its daily maximum of sessions, the date being the researcher's", () => {
    const given = schedule("Asia/Kolkata", daily(0, 1440), {
      busy: [
        // 00:30 on the 5th in Kolkata, though the 4th in UTC.
        {
          startsAt: at("2026-05-04T19:00:00Z"),
          endsAt: at("2026-05-04T20:00:00Z"),
          kind: "session",
        },
        {
          startsAt: at("2026-05-05T06:00:00Z"),
          endsAt: at("2026-05-05T07:00:00Z"),
          kind: "session",
        },
        {
          startsAt: at("2026-05-06T06:00:00Z"),
          endsAt: at("2026-05-06T07:00:00Z"),
          kind: "session",
        },
        {
          startsAt: at("2026-05-06T08:00:00Z"),
          endsAt: at("2026-05-06T09:00:00Z"),
          kind: "external",
        },
      ],
      prefer: { dailyMaximum: 2 },
    });
    expect(bookableOn(given, "2026-05-04")).toHaveLength(24);
    expect(bookableOn(given, "2026-05-05")).toEqual([]);
    expect(bookableOn(given, "2026-05-06")).not.toEqual([]);
    const closed = schedule("UTC", daily(0, 1440), { prefer: { dailyMaximum: 0 } });
    expect(bookableOn(closed, date)).toEqual([]);
  });
});
