import { afterAll, beforeAll, expect, test } from "vitest";
import { outbox, sessionReports } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import { addHours, addMinutes, DAY_MS } from "@/lib/platform/time";
import { NOW, peopleOf } from "@/lib/sessions/people.fixture";
import { ASKED_AFTER_HOURS, askForReviews } from "./ask-for-reviews";
import { pastOf } from "./reviews.fixture";
import { writeReview } from "./write-review";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const system = (now: Date): Ctx => ({ db: database.db, actor: { kind: "system" }, now });

test("a reader is asked once, the day after, unless there is a review or the session came to nothing", async () => {
  const people = peopleOf(database);
  const takenPlace = pastOf(database);
  const reader = await people.reader();
  const researcher = await people.researcher();
  const plain = await takenPlace(reader, researcher);
  const reviewed = await takenPlace(reader, researcher);
  await takenPlace(reader, researcher, { completedAt: new Date(NOW.getTime() - 31 * DAY_MS) });
  const contested = await takenPlace(reader, researcher);
  await database.db.insert(sessionReports).values({
    sessionId: contested.id,
    reportedBy: "reader",
    kind: "no_show",
    text: "Nobody came.",
    status: "open",
    contestBy: addHours(NOW, 48),
  });
  await takenPlace(reader, researcher, { state: "confirmed", completedAt: null });
  await writeReview(
    { db: database.db, actor: reader, now: NOW },
    { sessionId: reviewed.id, rating: 5 },
  );

  const due = addHours(NOW, ASKED_AFTER_HOURS);
  expect(await askForReviews(system(addMinutes(due, -1)))).toEqual([]);
  const asked = await Promise.all([askForReviews(system(due)), askForReviews(system(due))]);
  expect(asked.flat()).toEqual([plain.id]);
  expect(await askForReviews(system(addHours(due, 24)))).toEqual([]);
  const events = (await database.db.select().from(outbox)).filter(
    ({ name }) => name === "review/due",
  );
  expect(events.map(({ data }) => data.sessionId)).toEqual([plain.id]);
});
