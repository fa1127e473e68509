import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  type Place,
  payInFull,
  readerContext,
} from "./booking.fixture";
import { holdSession } from "./hold-session";
import { listRescheduleSlots } from "./list-reschedule-slots";
import { rescheduleSession } from "./reschedule-session";

const THURSDAY = { from: Date.parse("2026-03-05"), to: Date.parse("2026-03-06") };

let database: TestDatabase;
let place: Place;
let reader: Ctx;
let sessionId: string;

beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  // Half-hour steps and a break make the session's own claim block its neighbours.
  place = await makeResearcher(database, { stepMinutes: 30, bufferAfterMinutes: 30 });
  reader = await readerContext(database);
  sessionId = await hold(reader, "2026-03-05T12:00:00Z");
  await payInFull(database, sessionId);
});

async function hold(ctx: Ctx, start: string, { researcherId } = place): Promise<string> {
  return (await holdSession(ctx, { ...hourFrom(start), researcherId })).id;
}

async function freeStarts(ctx = reader): Promise<string[]> {
  const { free } = await listRescheduleSlots(ctx, { sessionId, ...THURSDAY });
  return free.map(({ startsAt }) => new Date(startsAt).toISOString().slice(11, 16));
}

test("times beside the session are offered, its own is not", async () => {
  const starts = await freeStarts();
  expect(starts).toContain("11:30");
  expect(starts).toContain("12:30");
  expect(starts).not.toContain("12:00");
});

test("every time listed can be moved to, others' times and the reader's own are not listed", async () => {
  await hold(await readerContext(database), "2026-03-05T15:00:00Z");
  await hold(reader, "2026-03-05T09:00:00Z", await makeResearcher(database));
  const starts = await freeStarts();
  expect(starts).toEqual(["10:00", "10:30", "11:00", "11:30", "12:30", "13:00", "13:30"]);
  for (const start of starts) {
    const moved = await rescheduleSession(reader, {
      sessionId,
      startsAt: Date.parse(`2026-03-05T${start}:00Z`),
    });
    expect(moved.startsAt.toISOString()).toBe(`2026-03-05T${start}:00.000Z`);
  }
});

test("the length that was paid for stays when the researcher's sessions are longer now", async () => {
  await database.sql`update researchers set session_minutes = 120 where id = ${place.researcherId}`;
  const { free } = await listRescheduleSlots(reader, { sessionId, ...THURSDAY });
  expect(new Set(free.map((slot) => slot.endsAt - slot.startsAt))).toEqual(new Set([3_600_000]));
});

test("strangers, holds and late changes are refused", async () => {
  const stranger = await readerContext(database);
  const ask = (ctx: Ctx, id = sessionId) =>
    listRescheduleSlots(ctx, { sessionId: id, ...THURSDAY });
  await expect(ask(stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const held = await hold(reader, "2026-03-06T09:00:00Z");
  await expect(ask(reader, held)).rejects.toMatchObject({ code: "WRONG_STATE" });
  const late = { ...reader, now: new Date("2026-03-04T12:00:01Z") };
  await expect(ask(late)).rejects.toMatchObject({ code: "CANCELLATION_WINDOW_CLOSED" });
});
