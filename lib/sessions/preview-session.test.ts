import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import { contextOf } from "@/lib/auth/accounts.fixture";
import { encodeSlotId } from "@/lib/availability/slot-id";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  NOW,
  readerContext,
  slotIdAt,
} from "./booking.fixture";
import { holdSession } from "./hold-session";
import { previewSession } from "./preview-session";

let database: TestDatabase;

beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

const anyone = () => contextOf(database, undefined, NOW);

test("a free time shows its price, its rules and nobody's claim", async () => {
  const place = await makeResearcher(database, { sessionMinutes: 30, requiresAcceptance: true });
  const startsAt = Date.parse("2026-03-05T10:00:00Z");
  const slotId = encodeSlotId({
    researcherId: place.researcherId,
    startsAt,
    endsAt: startsAt + 1_800_000,
  });
  expect(await previewSession(anyone(), { slotId })).toMatchObject({
    price: { fullCents: 7_500, discountCents: 750, memberCents: 6_750 },
    isMember: false,
    requiresAcceptance: true,
    isOffered: true,
    isOwnProfile: false,
    alternatives: [],
    own: null,
  });
});

test("a taken time names the nearest free ones, and the visitor's own hold", async () => {
  const place = await makeResearcher(database);
  const reader = await readerContext(database);
  const slotId = slotIdAt(place, "2026-03-05T10:00:00Z");
  const held = await holdSession(reader, {
    ...hourFrom("2026-03-05T10:00:00Z"),
    researcherId: place.researcherId,
  });
  const forOthers = await previewSession(anyone(), { slotId });
  expect(forOthers.isOffered).toBe(false);
  expect(forOthers.own).toBeNull();
  expect(forOthers.alternatives.map((slot) => slot.start_time)).toContain(
    "2026-03-05T11:00:00.000Z",
  );
  const forReader = await previewSession(reader, { slotId });
  expect(forReader.own).toEqual({ id: held.id, state: "held", isThisSlot: true });
  const elsewhere = await makeResearcher(database);
  const overlapping = await previewSession(reader, {
    slotId: slotIdAt(elsewhere, "2026-03-05T10:00:00Z"),
  });
  expect(overlapping).toMatchObject({ isOffered: true, own: { isThisSlot: false } });
});

test("owners see that it is their own, and unlisted researchers are not bookable", async () => {
  const place = await makeResearcher(database);
  const slotId = slotIdAt(place, "2026-03-05T10:00:00Z");
  const owner = contextOf(database, place.owner, NOW);
  expect((await previewSession(owner, { slotId })).isOwnProfile).toBe(true);
  await database.sql`update researchers set standing = 'hidden' where id = ${place.researcherId}`;
  await expect(previewSession(anyone(), { slotId })).rejects.toMatchObject({
    code: "NOT_BOOKABLE",
  });
  await expect(previewSession(anyone(), { slotId: "nonsense" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
