import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { book, freeSlots } from "./support/booking";
import { newOwner, newReader, type Owner, type Person } from "./support/people";
import { enveloped, expectShape, listed, review } from "./support/shapes";
import { mailbox, sql } from "./support/stack";

const OWN = z.strictObject({ ...review.shape, session_id: z.uuid() });
const WRITTEN = enveloped(OWN, "Review created successfully");
const LIST = listed(review, "Reviews retrieved successfully");

let owner: Owner;
let reader: Person;
let past: string[];
beforeAll(async () => {
  [owner, reader] = await Promise.all([newOwner(), newReader()]);
  await owner.api.put("/researchers/me/availability", {
    availability: { tuesday: ["09:00-17:00"], friday: ["09:00-17:00"] },
  });
  const slots = await freeSlots(reader.api, owner.researcherId, 4);
  past = [];
  for (const slot of slots) past.push((await book(reader, slot)).session.id);
  await takePlace(past.slice(0, 3));
});

/** What only time does: the sessions are over. */
const takePlace = (ids: string[], daysAgo = 1) => sql`
  update sessions set state = 'completed', completed_at = now() - make_interval(days => ${daysAgo})
  where id = any(${ids})`;

const path = (at: number) => `/sessions/${past[at]}/review`;
const rating = async () => {
  const { body } = await reader.api.get<
    Envelope<{ rating_average: number | null; rating_count: number }>
  >(`/researchers/${owner.researcherId}`);
  const { rating_average, rating_count } = body.data;
  return { rating_average, rating_count };
};

test("a session is reviewed once, the researcher replies once, and everyone reads both", async () => {
  expectFailure(await reader.api.get(path(0)), 404, "NOT_FOUND");
  const { status, body } = await reader.api.post(path(0), {
    rating: 4,
    text: " Exact.\r\nAnd kind. ",
  });
  expect(status).toBe(201);
  const { data: written } = expectShape(WRITTEN, body);
  expect(written).toMatchObject({
    session_id: past[0],
    researcher_id: owner.researcherId,
    rating: 4,
    text: "Exact.\nAnd kind.",
    reply: null,
  });
  expectFailure(await reader.api.post(path(0), { rating: 1 }), 409, "ALREADY_REVIEWED");
  expect(await rating()).toEqual({ rating_average: 4, rating_count: 1 });
  await mailbox.waitFor({ to: owner.email, tag: "kind:review-received" });

  const reply = await owner.api.post(`${path(0)}/reply`, { text: "Thank you." });
  expect(reply.status).toBe(201);
  const { data } = expectShape(enveloped(OWN, "Reply created successfully"), reply.body);
  expect(data).toMatchObject({ ...written, reply: "Thank you.", replied_at: expect.any(String) });
  expectFailure(await owner.api.post(`${path(0)}/reply`, { text: "More" }), 409, "ALREADY_REPLIED");
  await mailbox.waitFor({ to: reader.email, tag: "kind:review-replied" });

  for (const party of [reader, owner]) {
    const read = await party.api.get(path(0));
    expect(expectShape(enveloped(OWN, "Review retrieved successfully"), read.body).data).toEqual(
      data,
    );
  }
});

test("reviews are listed newest first, a page at a time, without their sessions", async () => {
  await reader.api.post(path(1), { rating: 5, text: "Again." });
  await reader.api.post(path(2), { rating: 2 });
  expect(await rating()).toMatchObject({ rating_count: 3 });
  expect((await rating()).rating_average).toBeCloseTo(11 / 3, 5);
  const other = await newReader();
  const base = `/researchers/${owner.researcherId}/reviews`;
  const first = await other.api.get(`${base}?limit=2`);
  const page = expectShape(LIST, first.body);
  expect(page.data.map(({ rating, text }) => [rating, text])).toEqual([
    [2, null],
    [5, "Again."],
  ]);
  expect(page.pagination).toMatchObject({ limit: 2, total: 3 });
  const { next_cursor: cursor } = page.pagination;
  expect(first.headers.get("link")).toContain(`cursor=${cursor}`);
  const second = await other.api.get(`${base}?limit=2&cursor=${cursor}`);
  const last = expectShape(LIST, second.body);
  expect(last.data.map(({ rating }) => rating)).toEqual([4]);
  expect(last.pagination.next_cursor).toBeNull();
  const { error } = expectFailure(await other.api.get(`${base}?cursor=x`), 400, "INVALID_INPUT");
  expect(Object.keys(error.details.fields ?? {})).toEqual(["cursor"]);
});

test("nobody reviews, replies to or reads what is another's", async () => {
  const [other, another] = await Promise.all([newReader(), newOwner()]);
  for (const { api } of [other, another]) {
    expectFailure(await api.get(path(0)), 404, "NOT_FOUND");
    expectFailure(await api.post(path(3), { rating: 5 }), 404, "NOT_FOUND");
    expectFailure(await api.post(`${path(0)}/reply`, { text: "No" }), 404, "NOT_FOUND");
  }
  expectFailure(await owner.api.post(path(3), { rating: 5 }), 403, "FORBIDDEN");
  expectFailure(await reader.api.post(`${path(0)}/reply`, { text: "No" }), 403, "FORBIDDEN");
  expectFailure(await stranger.post(path(3), { rating: 5 }), 401, "UNAUTHENTICATED");
});

test("a session is reviewed after it took place and within thirty days", async () => {
  expectFailure(await reader.api.post(path(3), { rating: 5 }), 409, "WRONG_STATE");
  await takePlace([past[3] ?? ""], 31);
  expectFailure(await reader.api.post(path(3), { rating: 5 }), 409, "REVIEW_CLOSED");
});

test.each([
  ["rating", {}],
  ["rating", { rating: 0 }],
  ["rating", { rating: 6 }],
  ["rating", { rating: 4.5 }],
  ["rating", { rating: "5" }],
  ["rating", { rating: null }],
  ["text", { rating: 5, text: "x".repeat(2001) }],
  ["text", { rating: 5, text: ["a"] }],
  ["text", { rating: 5, text: "a\u0000b" }],
  ["body", 5],
])("a bad %s of a review is named, case %#", async (field, input) => {
  const { error } = expectFailure(await reader.api.post(path(3), input), 400, "INVALID_INPUT");
  expect(Object.keys(error.details.fields ?? {})).toEqual([field]);
});

test.each([{}, { text: "" }, { text: "  " }, { text: 5 }, { text: "x".repeat(1001) }])(
  "a bad reply is named, case %#",
  async (input) => {
    const answer = await owner.api.post(`${path(1)}/reply`, input);
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {})).toEqual(["text"]);
  },
);
