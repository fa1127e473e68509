import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { externalBusy, externalCalendars } from "@/db/schema";
import { listSlots } from "@/lib/availability/list-slots";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { setAvailability } from "@/lib/availability/set-availability";
import { addTravel } from "@/lib/availability/set-travel";
import type { UserActor } from "@/lib/platform/context";
import { DAY_MS, HOUR_MS } from "@/lib/platform/time";
import { holdSession } from "@/lib/sessions/hold-session";
import {
  at,
  createWorld,
  later,
  NOW,
  raced,
  refusal,
  slotAt,
  type TestResearcher,
  type World,
} from "@/lib/sessions/sessions.fixture";
import { hostedCalendar, meeting } from "./calendars.fixture";
import { flagFailingCalendars, takeDueCalendars } from "./due-calendars";
import { getExternalCalendar, viewExternalCalendar } from "./get-external-calendar";
import { event } from "./ics/ics.fixture";
import { renewFeed } from "./own-feed";
import { readExternalCalendar, readOwnCalendar } from "./read-external-calendar";
import { readFeed } from "./read-feed";
import { removeExternalCalendar, setExternalCalendar } from "./set-external-calendar";

let world: World;
let amara: TestResearcher;
let ada: UserActor;
let theirs: ReturnType<typeof hostedCalendar>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  amara = await world.researcher();
  ada = await world.reader();
  theirs = hostedCalendar(world);
  world.clearFaults();
});
afterAll(() => world.close());

const own = (now = NOW) => world.as(amara.actor, now);
const lunch = meeting(at("04T11:00"), at("04T13:00"));
const state = async (now = NOW) => {
  const found = await getExternalCalendar(own(now));
  if (!found) throw new Error("no calendar");
  return found;
};
const rowOf = async () => {
  const [row] = await world.db
    .select()
    .from(externalCalendars)
    .where(eq(externalCalendars.researcherId, amara.id));
  if (!row) throw new Error("no calendar");
  return row;
};
const read = async (now: Date) => readExternalCalendar(world.system(now), (await rowOf()).id);
/** The hours (UTC) on offer on a day of March. */
const offered = async (day: string, now = NOW) => {
  const from = at(`${day}T00:00`).getTime();
  const range = { researcherId: amara.id, from, to: from + DAY_MS };
  const { slots } = await listSlots(world.as(ada, now), range);
  return slots
    .filter((slot) => slot.available)
    .map((slot) => new Date(slot.startsAt).getUTCHours());
};
const nextAvailableAt = async () => (await world.researcherRow(amara.id)).nextAvailableAt;
const set = async (...components: string[][]) => {
  await theirs.write(...components);
  await setExternalCalendar(own(), { url: theirs.url });
};

describe("a calendar elsewhere", () => {
  test("blocks its busy times from the moment it is named, and not once it is removed", async () => {
    expect(await getExternalCalendar(own())).toBeNull();
    await set(lunch, meeting(at("03T10:00"), at("03T12:00")));
    expect(await offered("04")).toEqual([9, 10, 13, 14, 15, 16]);
    expect(await nextAvailableAt()).toEqual(at("03T12:00"));
    const call = holdSession(world.as(ada), slotAt(amara, at("04T12:00")));
    expect(await refusal(call)).toMatchObject({ code: "SLOT_UNAVAILABLE" });
    expect(await state()).toMatchObject({
      busyTimes: 2,
      readAt: NOW,
      problem: null,
      conflicts: [],
    });
    await removeExternalCalendar(own());
    expect(await offered("04")).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
    expect(await nextAvailableAt()).toEqual(at("03T10:00"));
    expect(await refusal(removeExternalCalendar(own()))).toMatchObject({ code: "NOT_FOUND" });
  });

  test("keeps the buffers around what is in it", async () => {
    await world.sql`update researchers set buffer_before_minutes = 30, buffer_after_minutes = 15
      where id = ${amara.id}`;
    await set(lunch);
    expect(await offered("04")).toEqual([9, 14, 15, 16]);
  });

  test("is refused when it cannot be read, and nothing changes", async () => {
    await set(lunch);
    const page = `${world.sandbox.url}/calendars/sign-in.ics`;
    const nowhere = `${world.sandbox.url}/calendars/nowhere.ics`;
    const inside = `${world.sandbox.url}/calendars/redirect?to=http%3A%2F%2F10.0.0.1%2F`;
    for (const url of [page, nowhere, inside, "http://192.168.0.1/me.ics"]) {
      const refused = await refusal(setExternalCalendar(own(), { url }));
      expect(refused.code).toBe("INVALID_INPUT");
      expect(refused.details.fields).toMatchObject({
        url: expect.stringMatching(/could not be read: /),
      });
    }
    expect((await state()).source).toContain(new URL(theirs.url).origin);
    expect(await offered("04")).toEqual([9, 10, 13, 14, 15, 16]);
  });

  test("is its owner's alone: a secret that no view gives away", async () => {
    await set(lunch);
    const other = world.as((await world.researcher()).actor);
    expect(await getExternalCalendar(other)).toBeNull();
    expect(await refusal(removeExternalCalendar(other))).toMatchObject({ code: "NOT_FOUND" });
    expect(await refusal(readOwnCalendar(other))).toMatchObject({ code: "NOT_FOUND" });
    const reader = world.as(ada);
    for (const call of [
      () => getExternalCalendar(reader),
      () => setExternalCalendar(reader, { url: theirs.url }),
      () => removeExternalCalendar(reader),
      () => readOwnCalendar(reader),
    ])
      expect(await refusal(call())).toMatchObject({ code: "FORBIDDEN" });
    expect(JSON.stringify(viewExternalCalendar(await state()))).not.toContain(theirs.path);
  });

  test("over a booking is told as a conflict, and the booking stays", async () => {
    const session = await world.booked(ada, amara, at("04T11:00"));
    await set(lunch);
    expect((await state()).conflicts).toEqual([
      { sessionId: session.id, startsAt: at("04T11:00"), endsAt: at("04T12:00") },
    ]);
    expect((await world.session(session.id)).state).toBe("confirmed");
  });

  test("that has our own sessions does not block because of them, but because of others'", async () => {
    const session = await world.booked(ada, amara, at("04T11:00"));
    const elsewhere = await world.researcher();
    const asReader = await world.booked(amara.actor, elsewhere, at("05T10:00"));
    await set(
      meeting(at("04T11:00"), at("04T12:00"), `UID:${session.id}@colloquy`),
      // A copy that was not taken along when the session moved.
      meeting(at("04T14:00"), at("04T15:00"), `UID:${session.id.toUpperCase()}@colloquy`),
      meeting(at("05T10:00"), at("05T11:00"), `UID:${asReader.id}@colloquy`),
    );
    expect(await offered("04")).toEqual([9, 10, 12, 13, 14, 15, 16]);
    expect(await offered("05")).toEqual([9, 11, 12, 13, 14, 15, 16]);
    expect((await state()).conflicts).toEqual([]);
  });
});

describe("reading it again", () => {
  test("an unchanged calendar is not even sent, and nothing is written but when it was read", async () => {
    await set(lunch);
    const before = await world.sql`select xmin::text, * from external_busy
      where researcher_id = ${amara.id}`;
    expect(await read(later(15))).toBe("unchanged");
    expect(await theirs.reads()).toEqual({ 200: 1, 304: 1 });
    expect(
      await world.sql`select xmin::text, * from external_busy where researcher_id = ${amara.id}`,
    ).toEqual(before);
    expect((await state()).readAt).toEqual(later(15));
  });

  test("one that is sent again and says the same is not written either", async () => {
    await set(lunch);
    const rows = () =>
      world.sql`select xmin::text from external_busy where researcher_id = ${amara.id}`;
    const before = await rows();
    await theirs.write(lunch, event("DTSTART:20260304T110000Z", "TRANSP:TRANSPARENT"));
    expect(await read(later(15))).toBe("unchanged");
    expect(await theirs.reads()).toEqual({ 200: 2 });
    expect(await rows()).toEqual(before);
  });

  test("changes count at once, for slots and for the next free time", async () => {
    await set(lunch);
    await theirs.write(meeting(at("03T10:00"), at("03T17:00")));
    expect(await read(later(15))).toBe("read");
    expect(await offered("04")).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
    expect(await nextAvailableAt()).toEqual(at("04T09:00"));
    expect((await state()).busyTimes).toBe(1);
  });

  test("weeks of an unchanged calendar do not run out of known days", async () => {
    await set(event("DTSTART:20260301T110000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"));
    const inFiveWeeks = new Date(NOW.getTime() + 35 * DAY_MS);
    await read(inFiveWeeks);
    expect(await theirs.reads()).toEqual({ 200: 2 });
    const day = new Date(inFiveWeeks.getTime() + 59 * DAY_MS);
    const from = Math.floor(day.getTime() / DAY_MS) * DAY_MS;
    const range = { researcherId: amara.id, from, to: from + DAY_MS };
    const { slots } = await listSlots(world.as(ada, inFiveWeeks), range);
    const free = slots
      .filter((slot) => slot.available)
      .map((s) => new Date(s.startsAt).getUTCHours());
    expect(free).toContain(9);
    expect(free).not.toContain(11);
  });

  test("another zone, a journey or a wider window is read for at once, and in full", async () => {
    const acknowledge: string[] = [];
    await set(event("DTSTART:20260304T110000", "DTEND:20260304T130000"));
    const isDue = async () => (await rowOf()).dueAt <= NOW;
    expect(await isDue()).toBe(false);
    await setAvailability(own(), { preferences: { window_days: 90 }, acknowledge });
    expect(await isDue()).toBe(true);
    await read(later(1));
    await addTravel(own(), {
      start_date: "2026-03-04",
      end_date: "2026-03-04",
      time_zone: "Atlantic/Azores",
      acknowledge,
    });
    expect(await isDue()).toBe(true);
    expect(await read(later(2))).toBe("read");
    const [busy] = await world.db
      .select()
      .from(externalBusy)
      .where(eq(externalBusy.researcherId, amara.id));
    expect(busy?.startsAt).toEqual(at("04T12:00"));
    await setAvailability(own(later(3)), { time_zone: "Asia/Tokyo", acknowledge });
    expect(await isDue()).toBe(false);
    expect((await rowOf()).dueAt).toEqual(later(3));
  });

  test("one under way while the zone changes is followed by another at once", async () => {
    await set(lunch);
    await theirs.write(event("DTSTART:20260304T110000", "DTEND:20260304T130000"));
    world.fault({ kind: "delayAnswer", service: "calendars", path: theirs.path, delayMs: 700 });
    const reading = read(later(15));
    await expect.poll(theirs.reads).toEqual({ 200: 2 });
    await setAvailability(own(later(16)), { time_zone: "Asia/Tokyo", acknowledge: [] });
    await reading;
    expect((await rowOf()).dueAt).toEqual(later(16));
  });

  test("of two readings at once the later one counts, and one of a calendar that is gone nothing", async () => {
    await set(lunch);
    const { id } = await rowOf();
    await theirs.write(meeting(at("04T14:00"), at("04T15:00")));
    await read(later(20));
    await theirs.write(lunch);
    expect(await read(later(10))).toBe("gone");
    expect(await offered("04")).toEqual([9, 10, 11, 12, 13, 15, 16]);
    await removeExternalCalendar(own());
    expect(await readExternalCalendar(world.system(later(30)), id)).toBe("gone");
    expect(await offered("04")).toHaveLength(8);
  });

  test("its owner may ask for it, though not all the time", async () => {
    await set(lunch);
    expect(await refusal(readOwnCalendar(own(later(0.1))))).toMatchObject({ code: "RATE_LIMITED" });
    await theirs.write();
    expect(await readOwnCalendar(own(later(1)))).toBe("read");
    expect((await state()).busyTimes).toBe(0);
  });
});

describe("a calendar that fails", () => {
  const down = () => world.fault({ kind: "status", service: "calendars", status: 500, times: 100 });

  test("goes on blocking what was known, tells its age and trouble, and recovers", async () => {
    await set(lunch);
    down();
    expect(await read(later(15))).toBe("failed");
    expect(await read(later(20))).toBe("failed");
    expect(await offered("04", later(20))).toEqual([9, 10, 13, 14, 15, 16]);
    expect(await state(later(20))).toMatchObject({
      readAt: NOW,
      checkedAt: later(20),
      failingSince: later(15),
      problem: "its server is failing",
      busyTimes: 1,
    });
    world.clearFaults();
    expect(await read(later(60))).toBe("unchanged");
    expect(await state()).toMatchObject({ readAt: later(60), failingSince: null, problem: null });
  });

  test("is asked less and less, never less than every two hours, later when its server says so", async () => {
    await set(lunch);
    down();
    let now = later(15);
    const pauses: number[] = [];
    for (let failures = 1; failures <= 8; failures++) {
      await read(now);
      const { dueAt } = await rowOf();
      pauses.push((dueAt.getTime() - now.getTime()) / 60_000);
      now = dueAt;
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 120, 120, 120]);
    world.clearFaults();
    await read(now);
    world.fault({ kind: "status", service: "calendars", status: 429, retryAfterSeconds: 600 });
    now = later(15, now);
    await read(now);
    expect((await rowOf()).dueAt).toEqual(later(10, now));
  });

  test.each([
    [{ kind: "cutBefore" }, "its server could not be reached"],
    [{ kind: "status", status: 429 }, "its server has been asked too often"],
  ])("%o is told as such", async (fault, words) => {
    await set(lunch);
    world.fault({ service: "calendars", ...fault });
    expect(await read(later(15))).toBe("failed");
    expect((await state()).problem).toContain(words);
  });

  test("is flagged after a day, once, with an event for the mail, and still blocks", async () => {
    await set(lunch);
    const { id } = await rowOf();
    await theirs.remove();
    await read(later(15));
    const told = async (now: Date) => {
      await flagFailingCalendars(world.system(now));
      const events = await world.sql`select from outbox where name = 'calendar/failing'
        and data->>'calendarId' = ${id}`;
      return events.length;
    };
    const aDay = new Date(later(15).getTime() + 24 * HOUR_MS);
    expect(await told(later(-1, aDay))).toBe(0);
    expect(await told(aDay)).toBe(1);
    expect(await told(later(60, aDay))).toBe(1);
    expect(await state(aDay)).toMatchObject({ isFlagged: true });
    expect(await offered("04", later(60))).toEqual([9, 10, 13, 14, 15, 16]);
    await theirs.write(lunch);
    await read(later(90, aDay));
    expect(await state()).toMatchObject({ isFlagged: false });
  });

  test("for so long that nothing is known of the days ahead leaves none of them on offer", async () => {
    await set(lunch);
    const muchLater = new Date(NOW.getTime() + 92 * DAY_MS);
    const range = {
      researcherId: amara.id,
      from: muchLater.getTime(),
      to: muchLater.getTime() + 9 * DAY_MS,
    };
    const { slots } = await listSlots(world.as(ada, muchLater), range);
    expect(slots.filter((slot) => slot.available)).toEqual([]);
    await read(muchLater);
    const again = await listSlots(world.as(ada, muchLater), range);
    expect(again.slots.filter((slot) => slot.available).length).toBeGreaterThan(40);
  });
});

describe("the clock's job", () => {
  test("takes each due calendar once, and again when nobody read it", async () => {
    await set(lunch);
    const { id } = await rowOf();
    const take = async (now: Date) => {
      const taken = await Promise.all([1, 2, 3].map(() => takeDueCalendars(world.system(now))));
      return taken.flat().filter((one) => one.id === id);
    };
    expect(await take(later(14))).toEqual([]);
    expect(await take(later(15))).toHaveLength(1);
    expect(await take(later(16))).toEqual([]);
    expect(await take(later(25))).toHaveLength(1);
    await read(later(26));
    expect(await take(later(40))).toEqual([]);
    expect(await take(later(41))).toHaveLength(1);
  });
});

describe("readers who hold while a calendar arrives", () => {
  test("either held before it was there or hear that the time is taken; none holds inside it after", async () => {
    for (let round = 0; round < 6; round++) {
      const researcher = await world.researcher();
      const calendar = hostedCalendar(world);
      await calendar.write(lunch);
      const readers = await Promise.all([11, 12, 10, 13].map(() => world.reader()));
      const [import_, holds] = await Promise.all([
        setExternalCalendar(world.as(researcher.actor), { url: calendar.url }).then(() => "read"),
        raced(
          [11, 12, 10, 13].map(async (hour, n) => {
            // Some before the file is there, some while it is kept, some after.
            await new Promise((resolve) => setTimeout(resolve, ((round + n) % 4) * 8));
            return world.hold(readers[n] ?? ada, researcher, at(`04T${hour}:00`));
          }),
        ),
      ]);
      expect(import_).toBe("read");
      expect(new Set(holds.lost)).toEqual(
        new Set(holds.lost.length > 0 ? ["SLOT_UNAVAILABLE"] : []),
      );
      const [{ inside = 0 } = {}] = await world.sql<{ inside: number }[]>`
        select count(*)::int as inside from time_slots t where researcher_id = ${researcher.id}
          and not available and start_time < '2026-03-04T13:00Z' and end_time > '2026-03-04T11:00Z'`;
      // What was held before is a conflict, no more and no less.
      const found = await getExternalCalendar(world.as(researcher.actor));
      expect(found?.conflicts).toHaveLength(inside);
      for (const hour of [11, 12])
        expect(
          await refusal(world.hold(await world.reader(), researcher, at(`04T${hour}:00`))),
        ).toMatchObject({ code: "SLOT_UNAVAILABLE" });
    }
  });
});

describe("whoever has begun to claim a time", () => {
  const waiting = async () => {
    const [row] = await world.sql<{ count: number }[]>`select count(*)::int as count from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
    return row?.count;
  };

  test.each<[string, () => Promise<unknown>]>([
    ["naming", () => setExternalCalendar(own(), { url: theirs.url })],
    ["reading", () => read(later(15))],
    ["removing", () => removeExternalCalendar(own())],
  ])("is waited for by %s a calendar", async (_, change) => {
    await set(lunch);
    await theirs.write(meeting(at("04T14:00"), at("04T15:00")));
    let changed: Promise<unknown> = Promise.resolve();
    await world.db.transaction(async (tx) => {
      await lockResearcher(tx, amara.id);
      changed = change();
      await expect.poll(waiting).toBe(1);
      expect(await offered("04")).toEqual([9, 10, 13, 14, 15, 16]);
    });
    await changed;
    expect(await offered("04")).toContain(11);
  });
});

test("a calendar that subscribes to our feed and is read back in changes nothing", async () => {
  await world.booked(ada, amara, at("04T11:00"));
  const { url } = await renewFeed(own());
  const token = /calendars\/([\w-]+)\.ics$/.exec(url)?.[1] ?? "";
  const { text } = await readFeed({ db: world.db, now: NOW }, token);
  await fetch(theirs.url.replace("/calendars/", "/_sandbox/calendars/").replace(".ics", ""), {
    method: "PUT",
    body: text,
  });
  const before = await offered("04");
  await setExternalCalendar(own(), { url: theirs.url });
  expect(await offered("04")).toEqual(before);
  expect(await state()).toMatchObject({ busyTimes: 0, conflicts: [] });
});
