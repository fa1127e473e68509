import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import { contextOf } from "@/lib/auth/accounts.fixture";
import type { Ctx } from "@/lib/platform/context";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  NOW,
  type Place,
  payInFull,
  readerContext,
  sessionRow,
} from "./booking.fixture";
import { holdSession } from "./hold-session";
import { WriteQuestions, writeQuestions } from "./write-questions";

let database: TestDatabase;
let place: Place;
let reader: Ctx;
let sessionId: string;

beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  place = await makeResearcher(database);
  reader = await readerContext(database);
  const slot = hourFrom("2026-03-05T10:00:00Z");
  sessionId = (await holdSession(reader, { ...slot, researcherId: place.researcherId })).id;
});

const stored = async () => (await sessionRow(database, sessionId)).questions;

test("the reader's questions are kept on the hold and can be changed or taken away", async () => {
  await writeQuestions(reader, { sessionId, questions: "Why a drift ensemble?" });
  expect(await stored()).toBe("Why a drift ensemble?");
  await payInFull(database, sessionId);
  await writeQuestions(reader, { sessionId, questions: "" });
  expect(await stored()).toBeNull();
});

test("nobody but the reader writes them", async () => {
  const stranger = await readerContext(database);
  const researcher = contextOf(database, place.owner, NOW);
  const words = { sessionId, questions: "Not mine" };
  await expect(writeQuestions(stranger, words)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(writeQuestions(researcher, words)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await stored()).toBeNull();
});

test("a session that is over keeps what was asked", async () => {
  await writeQuestions(reader, { sessionId, questions: "First" });
  await payInFull(database, sessionId);
  await database.sql`update sessions set state = 'completed' where id = ${sessionId}`;
  await expect(writeQuestions(reader, { sessionId, questions: "Late" })).rejects.toMatchObject({
    code: "WRONG_STATE",
  });
  expect(await stored()).toBe("First");
});

test("two thousand characters are the most", () => {
  const of = (length: number) =>
    WriteQuestions.safeParse({ sessionId, questions: "x".repeat(length) }).success;
  expect([of(2000), of(2001)]).toEqual([true, false]);
});

test("a null character, which PostgreSQL keeps nowhere, is refused by name", () => {
  const { error } = WriteQuestions.safeParse({ sessionId, questions: "a\0b" });
  expect(error?.issues.map(({ path }) => path)).toEqual([["questions"]]);
});
