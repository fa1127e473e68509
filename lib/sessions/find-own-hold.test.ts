import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import { addMinutes } from "@/lib/platform/time";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  NOW,
  type Place,
  readerContext,
} from "./booking.fixture";
import { findOwnHold } from "./find-own-hold";
import { HOLD_MINUTES, holdSession } from "./hold-session";

let database: TestDatabase;
let place: Place;

beforeAll(async () => {
  database = await bookingDatabase();
  place = await makeResearcher(database);
});
afterAll(() => database.close());

test("a reader finds the hold with this researcher while it lasts, and nobody else does", async () => {
  const { researcherId } = place;
  const reader = await readerContext(database);
  expect(await findOwnHold(reader, { researcherId })).toBeNull();
  const held = await holdSession(reader, { ...hourFrom("2026-03-05T10:00:00Z"), researcherId });

  expect(await findOwnHold(reader, { researcherId })).toMatchObject({ id: held.id });
  const elsewhere = await makeResearcher(database);
  expect(await findOwnHold(reader, { researcherId: elsewhere.researcherId })).toBeNull();
  expect(await findOwnHold(await readerContext(database), { researcherId })).toBeNull();
  const visitor = { ...reader, actor: { kind: "nobody" as const } };
  expect(await findOwnHold(visitor, { researcherId })).toBeNull();
  const later = { ...reader, now: addMinutes(NOW, HOLD_MINUTES) };
  expect(await findOwnHold(later, { researcherId })).toBeNull();
});
