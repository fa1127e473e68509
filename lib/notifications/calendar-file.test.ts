import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  payInFull,
  readerContext,
} from "@/lib/sessions/booking.fixture";
import { holdSession } from "@/lib/sessions/hold-session";
import { calendarFile } from "./calendar-file";

let database: TestDatabase;

beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

test("a booked session becomes a file with the invitation's UID, for its parties only", async () => {
  const { researcherId } = await makeResearcher(database, { name: "Grace Abara" });
  const reader = await readerContext(database);
  const slot = hourFrom("2026-03-05T10:00:00Z");
  const { id: sessionId } = await holdSession(reader, { ...slot, researcherId });
  await expect(calendarFile(reader, { sessionId })).rejects.toMatchObject({ code: "WRONG_STATE" });
  await payInFull(database, sessionId);
  const link = "https://zoom.example/j/1";
  await database.sql`update meetings set state = 'ready', join_url = ${link} where session_id = ${sessionId}`;
  const lines = (await calendarFile(reader, { sessionId })).split("\r\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "METHOD:PUBLISH",
      `UID:${sessionId}@colloquy`,
      "SEQUENCE:0",
      "DTSTART:20260305T100000Z",
      "DTEND:20260305T110000Z",
      "SUMMARY:Colloquy: Grace Abara and Ada Byron",
      `LOCATION:${link}`,
    ]),
  );
  expect(lines.at(-1)).toBe("");
  const stranger = await readerContext(database);
  await expect(calendarFile(stranger, { sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
