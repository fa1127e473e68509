import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import { addMinutes } from "@/lib/platform/time";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  NOW,
  type Place,
  readerContext,
  sessionRow,
} from "./booking.fixture";
import { canHoldAgain, holdAgain } from "./hold-again";
import { HOLD_MINUTES, holdSession } from "./hold-session";
import { expireHold } from "./release-hold";
import type { Session } from "./states";

const LATER = addMinutes(NOW, HOLD_MINUTES);

let database: TestDatabase;
let place: Place;
let reader: Ctx;
let first: Session;

beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  place = await makeResearcher(database);
  reader = await readerContext(database);
  first = await holdSession(reader, {
    ...hourFrom("2026-03-05T10:00:00Z"),
    researcherId: place.researcherId,
    questions: "How was it measured?",
  });
  reader = { ...reader, now: LATER };
});

test("a hold whose time is up is ended and its time held once more, with its questions", async () => {
  expect(await canHoldAgain(reader, first)).toBe(true);
  const again = await holdAgain(reader, { sessionId: first.id });
  expect(again).toMatchObject({ state: "held", questions: "How was it measured?" });
  expect(again.id).not.toBe(first.id);
  expect(again.startsAt).toEqual(first.startsAt);
  expect(await sessionRow(database, first.id)).toMatchObject({
    state: "canceled",
    cancelReason: "hold_expired",
  });
});

test("a hold that still runs is returned as it is", async () => {
  const again = await holdAgain({ ...reader, now: NOW }, { sessionId: first.id });
  expect(again).toMatchObject({ id: first.id, state: "held" });
});

test("once somebody else has the time it cannot be held again", async () => {
  await expireHold(reader, first.id);
  const rival = { ...(await readerContext(database)), now: LATER };
  await holdSession(rival, {
    ...hourFrom("2026-03-05T10:00:00Z"),
    researcherId: place.researcherId,
  });
  const ended = await sessionRow(database, first.id);
  expect(await canHoldAgain(reader, ended)).toBe(false);
  await expect(holdAgain(reader, { sessionId: first.id })).rejects.toMatchObject({
    code: "SLOT_UNAVAILABLE",
  });
});

test("strangers cannot hold by another's session", async () => {
  const stranger = { ...(await readerContext(database)), now: LATER };
  await expect(holdAgain(stranger, { sessionId: first.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect((await sessionRow(database, first.id)).state).toBe("held");
});
