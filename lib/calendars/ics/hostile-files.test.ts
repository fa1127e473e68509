import { describe, expect, test } from "vitest";
import { ask, busyIn, calendar, event, lines } from "./ics.fixture";
import { LIMITS } from "./read-busy-times";

const hour = ["DTSTART:20260303T090000Z", "DTEND:20260303T100000Z"];
const repeating = (...rules: string[]) =>
  calendar(event(...hour, ...rules.map((rule) => `RRULE:${rule}`)));
const tooMuch = { problem: "too-much" };
const quick = { ...LIMITS, stuckMs: 300 };

describe("a file that asks for too much", () => {
  test.each([
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;INTERVAL=2;BYSECOND=0,1,2,3",
    "FREQ=MINUTELY;BYDAY=MO",
    "FREQ=HOURLY;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,10,20,30,40,50",
  ])("%s is given up, and the process goes on", async (rule) => {
    await expect(ask(repeating(rule), { limits: { ...quick, repetitions: 5_000 } }))
      .rejects //
      .toMatchObject(tooMuch);
  });

  test.each([
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=WEEKLY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=99999999999999999999",
    "FREQ=MONTHLY;BYDAY=99MO",
  ])("%s ends: in a few times, left out, or given up", async (rule) => {
    const outcome = await ask(repeating(rule), { limits: quick }).catch((error) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject(tooMuch);
    else expect(outcome.busy.length + outcome.unreadable).toBeLessThan(100);
  });

  test("a zone whose clocks change all the time is given up or left out", async () => {
    const zone = [
      "BEGIN:VTIMEZONE",
      "TZID:Mad",
      "BEGIN:STANDARD",
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:+0100",
      "TZOFFSETTO:+0200",
      "RRULE:FREQ=SECONDLY",
      "END:STANDARD",
      "END:VTIMEZONE",
    ];
    const inIt = event("DTSTART;TZID=Mad:20260303T090000", "DTEND;TZID=Mad:20260303T100000");
    await expect(ask(calendar(zone, inIt), { limits: quick })).rejects.toMatchObject(tooMuch);
  });

  test("more parts, repetitions or separate busy times than the limits is refused", async () => {
    const events = (count: number) =>
      calendar(
        ...Array.from({ length: count }, (_, n) =>
          event(
            `DTSTART:2026030${1 + (n % 9)}T0${n % 10}0000Z`,
            "DURATION:PT10M",
            "RRULE:FREQ=DAILY;COUNT=5",
          ),
        ),
      );
    for (const limit of ["parts", "repetitions", "busyTimes"] as const)
      await expect(ask(events(11), { limits: { ...LIMITS, [limit]: 10 } })).rejects.toMatchObject(
        tooMuch,
      );
    expect((await ask(events(9), { limits: { ...LIMITS, parts: 9 } })).unreadable).toBe(0);
  });

  test("work that is long altogether is given up, and everything else has its turn meanwhile", async () => {
    const many = calendar(
      ...Array.from({ length: 400 }, () => event(...hour, "RRULE:FREQ=DAILY;COUNT=60")),
    );
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    expect((await ask(many)).busy).toHaveLength(59);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    await expect(ask(many, { limits: { ...LIMITS, totalMs: 5 } })).rejects.toMatchObject(tooMuch);
  });
});

test("an endless line, deep nesting and thousands of exceptions are just read", async () => {
  const deep = Array.from({ length: 20_000 }, () => "BEGIN:X-DEEP");
  const out = Array.from({ length: 20_000 }, () => "END:X-DEEP");
  const exceptions = Array.from({ length: 5_000 }, () => "20260304T090000Z").join(",");
  const text = lines(
    "BEGIN:VCALENDAR",
    `X-NOTE:${"a".repeat(2_000_000)}`,
    deep,
    out,
    event(...hour, "RRULE:FREQ=DAILY;COUNT=3", `EXDATE:${exceptions}`),
    "END:VCALENDAR",
  );
  expect(await busyIn(text)).toEqual(["2026-03-03T09:00/10:00", "2026-03-05T09:00/10:00"]);
});

test("names that every object has are no zones", async () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    const text = calendar(
      event(`DTSTART;TZID=${name}:20260303T090000`, `DTEND;TZID=${name}:20260303T100000`),
    );
    expect(await busyIn(text)).toEqual(["2026-03-03T09:00/10:00"]);
  }
});
