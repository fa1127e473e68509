import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outbox, researchers, reviews, sessionReports } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { parseInput } from "@/lib/api/input";
import type { Actor, Ctx, UserActor } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { NOW, peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";
import { raced, refusal } from "@/lib/sessions/sessions.fixture";
import { getReview } from "./get-review";
import { listReviews } from "./list-reviews";
import { replyToReview } from "./reply-to-review";
import { pastOf } from "./reviews.fixture";
import { withdrawReviews } from "./withdraw-reviews";
import { WriteReview, writeReview } from "./write-review";

let database: TestDatabase;
let people: ReturnType<typeof peopleOf>;
let takenPlace: ReturnType<typeof pastOf>;
let reader: UserActor;
let researcher: TestResearcher;
beforeAll(async () => {
  database = await testDatabase();
  people = peopleOf(database);
  takenPlace = pastOf(database);
  reader = await people.reader("Ada Byron");
  researcher = await people.researcher();
});
afterAll(() => database?.close());

const as = (actor: Actor, now = NOW): Ctx => ({ db: database.db, actor, now });
const given = (sessionId: string, rating = 5, text = "Clear and kind.") => ({
  sessionId,
  rating,
  text,
});
const later = (ms: number) => new Date(NOW.getTime() + ms);

async function ratingOf({ id }: { id: string }) {
  const [row] = await database.db
    .select({ average: researchers.ratingAverage, count: researchers.ratingCount })
    .from(researchers)
    .where(eq(researchers.id, id));
  return row;
}

async function eventsOf(sessionId: string) {
  const rows = await database.db.select().from(outbox);
  return rows.filter(({ data }) => data.sessionId === sessionId).map(({ name }) => name);
}

test("a review is kept with its day and counts at once", async () => {
  const session = await takenPlace(reader, researcher);
  const review = await writeReview(as(reader), given(session.id, 4));
  expect(review).toMatchObject({
    sessionId: session.id,
    researcherId: researcher.id,
    rating: 4,
    text: "Clear and kind.",
    reply: null,
    createdAt: NOW,
    readerName: "Ada B.",
  });
  expect(await ratingOf(researcher)).toEqual({ average: 4, count: 1 });
  expect(await eventsOf(session.id)).toEqual(["review/written"]);
  const { items } = await listReviews(as(reader), { researcherId: researcher.id });
  expect(items).toEqual([review]);
});

test("of two reviews of one session at once, one is kept", async () => {
  const own = await people.researcher();
  const session = await takenPlace(reader, own);
  const { won, lost } = await raced([
    writeReview(as(reader), given(session.id, 1)),
    writeReview(as(reader), given(session.id, 5)),
    writeReview(as(reader), given(session.id, 3)),
  ]);
  expect(won).toHaveLength(1);
  expect(lost).toEqual(["ALREADY_REVIEWED", "ALREADY_REVIEWED"]);
  expect(await ratingOf(own)).toEqual({ average: won[0]?.rating, count: 1 });
  expect(await eventsOf(session.id)).toEqual(["review/written"]);
});

test("reviews of many sessions at once leave the exact average and count", async () => {
  const own = await people.researcher();
  const ratings = [5, 4, 4, 1, 5, 3, 2, 5, 4, 4, 5];
  const sessions = [];
  for (const _ of ratings) sessions.push(await takenPlace(await people.reader(), own));
  await Promise.all(
    sessions.map((session, at) =>
      writeReview(as(readerOf(session.readerId)), given(session.id, ratings[at])),
    ),
  );
  const average = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  const rating = await ratingOf(own);
  expect(rating?.count).toBe(ratings.length);
  expect(rating?.average).toBeCloseTo(average, 5);
});

const readerOf = (id: string): UserActor => ({ ...reader, id });

test("the window is open to the last moment of the thirtieth day", async () => {
  const inTime = await takenPlace(reader, researcher);
  const late = await takenPlace(reader, researcher);
  const closing = later(30 * DAY_MS);
  const tooLate = new Date(closing.getTime() + 1);
  expect(await refusal(writeReview(as(reader, tooLate), given(late.id)))).toMatchObject({
    code: "REVIEW_CLOSED",
    details: { closed_at: closing.toISOString() },
  });
  expect(await writeReview(as(reader, closing), given(inTime.id))).toMatchObject({ rating: 5 });
});

test.each([
  ["is still to come", { state: "confirmed" as const, completedAt: null }, 0],
  [
    "was canceled",
    { state: "canceled" as const, completedAt: null, cancelReason: "reader_canceled" as const },
    0,
  ],
  ["was refunded in full", {}, 15_000],
])("a session that %s cannot be reviewed", async (_what, values, refunded) => {
  const session = await takenPlace(reader, researcher, values, refunded);
  expect((await refusal(writeReview(as(reader), given(session.id)))).code).toBe("WRONG_STATE");
  expect(await eventsOf(session.id)).toEqual([]);
});

const report = (sessionId: string, values: Partial<typeof sessionReports.$inferInsert>) =>
  database.db.insert(sessionReports).values({
    sessionId,
    reportedBy: "researcher",
    kind: "no_show",
    text: "Nobody came.",
    status: "open",
    contestBy: later(DAY_MS),
    ...values,
  });
const decided = { status: "decided" as const, decidedAt: NOW, outcome: "pay" as const };

test("while a no-show is in question a review has to wait, and a reader who did not come has none", async () => {
  const open = await takenPlace(reader, researcher);
  const absent = await takenPlace(reader, researcher);
  await report(open.id, {});
  await report(absent.id, decided);
  for (const { id } of [open, absent]) {
    expect((await refusal(writeReview(as(reader), given(id)))).code).toBe("WRONG_STATE");
  }
  const came = await takenPlace(reader, researcher);
  await report(came.id, { ...decided, reportedBy: "reader" });
  expect(await writeReview(as(reader), given(came.id))).toMatchObject({ rating: 5 });
  const problem = await takenPlace(reader, researcher);
  await report(problem.id, { kind: "problem" });
  expect(await writeReview(as(reader), given(problem.id, 2))).toMatchObject({ rating: 2 });
});

test("a review by a reader who turned out not to have come is taken back, its stars with it", async () => {
  const own = await people.researcher();
  const [kept, absent] = [await takenPlace(reader, own), await takenPlace(reader, own)];
  await writeReview(as(reader), given(kept.id, 4));
  await writeReview(as(reader), given(absent.id, 1));
  await report(absent.id, {});
  expect(await withdrawReviews(as({ kind: "system" }))).toEqual([]);
  await database.db
    .update(sessionReports)
    .set(decided)
    .where(eq(sessionReports.sessionId, absent.id));
  expect(await withdrawReviews(as({ kind: "system" }))).toEqual([absent.id]);
  expect(await ratingOf(own)).toEqual({ average: 4, count: 1 });
});

test("a session refunded in part can be", async () => {
  const session = await takenPlace(reader, researcher, {}, 14_999);
  expect(await writeReview(as(reader), given(session.id))).toMatchObject({ rating: 5 });
});

test("nobody else reviews, replies to or reads it by its session", async () => {
  const session = await takenPlace(reader, researcher);
  const other = await people.reader();
  const another = await people.researcher();
  for (const actor of [other, another.actor]) {
    const calls = [
      () => writeReview(as(actor), given(session.id)),
      () => replyToReview(as(actor), { sessionId: session.id, text: "No" }),
      () => getReview(as(actor), { sessionId: session.id }),
    ];
    for (const call of calls) expect((await refusal(call())).code).toBe("NOT_FOUND");
  }
  const itself = writeReview(as(researcher.actor), given(session.id));
  expect((await refusal(itself)).code).toBe("FORBIDDEN");
  const unverified = { ...reader, emailVerified: false };
  const early = writeReview(as(unverified), given(session.id));
  expect((await refusal(early)).code).toBe("EMAIL_UNVERIFIED");
  const nobody = writeReview(as({ kind: "nobody" }), given(session.id));
  expect((await refusal(nobody)).code).toBe("UNAUTHENTICATED");
  expect(await database.db.select().from(reviews).where(eq(reviews.sessionId, session.id))).toEqual(
    [],
  );
});

test("the researcher replies once, also when two replies come at once", async () => {
  const session = await takenPlace(reader, researcher);
  const reply = (text: string, actor: Actor = researcher.actor) =>
    replyToReview(as(actor, later(DAY_MS)), { sessionId: session.id, text });
  expect((await refusal(reply("Too early"))).code).toBe("NOT_FOUND");
  await writeReview(as(reader), given(session.id));
  expect((await refusal(reply("Mine", reader))).code).toBe("FORBIDDEN");
  const { won, lost } = await raced([reply("Thank you."), reply("Glad it helped.")]);
  expect(won).toHaveLength(1);
  expect(lost).toEqual(["ALREADY_REPLIED"]);
  const kept = await getReview(as(reader), { sessionId: session.id });
  expect(kept).toMatchObject({ reply: won[0]?.reply, repliedAt: later(DAY_MS) });
  expect(await eventsOf(session.id)).toEqual(["review/written", "review/replied"]);
});

test.each([
  ["rating", { rating: 0 }],
  ["rating", { rating: 6 }],
  ["rating", { rating: 4.5 }],
  ["rating", { rating: "5" }],
  ["rating", {}],
  ["text", { rating: 5, text: "x".repeat(2001) }],
  ["text", { rating: 5, text: 7 }],
  ["text", { rating: 5, text: "a\u0000b" }],
])("a wrong %s is named, case %#", async (field, values) => {
  const parse = async () => parseInput(WriteReview, { sessionId: crypto.randomUUID(), ...values });
  const { code, details } = await refusal(parse());
  expect(code).toBe("INVALID_INPUT");
  expect(Object.keys(details.fields ?? {})).toEqual([field]);
});
