import { beforeAll, expect, test } from "vitest";
import { type Envelope, expectFailure, readSession, type SessionBody } from "./support/api";
import { book, freeSlots, hold } from "./support/booking";
import { jobsAtRest } from "./support/jobs";
import { newOwner, newReader, type Owner, type Person } from "./support/people";
import { refundsOf } from "./support/sandbox";

const ME = "/researchers/me";
type Booking = SessionBody & { reader_name: string; state: string; answer_by: string | null };
type List = Envelope<Booking[]> & { pagination: { limit: number; next_cursor: string | null } };

let owner: Owner;
let reader: Person;
let asked: { session: SessionBody; intent: string }[];
beforeAll(async () => {
  [owner, reader] = [await newOwner(), await newReader()];
  await owner.api.put(`${ME}/availability`, {
    availability: { monday: ["09:00-17:00"], thursday: ["09:00-17:00"] },
    preferences: { requires_acceptance: true },
  });
  const slots = await freeSlots(reader.api, owner.researcherId, 4);
  const [unpaid, ...wanted] = slots;
  if (!unpaid) throw new Error("no free time");
  await hold(reader, unpaid);
  asked = [];
  for (const slot of wanted) asked.push(await book(reader, slot));
});

const list = (query = "") => owner.api.get<List>(`${ME}/sessions${query}`);
const answer = (at: number, verb: "accept" | "decline", body?: object) =>
  owner.api.post<Envelope<Booking>>(`${ME}/sessions/${asked[at]?.session.id}/${verb}`, body);

test("the researcher lists what was paid for, latest start first, a page at a time", async () => {
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body.data.map(({ id }) => id)).toEqual(
    asked.map(({ session }) => session.id).toReversed(),
  );
  expect(body.data[0]).toMatchObject({
    state: "requested",
    status: "scheduled",
    reader_name: expect.stringContaining("Ada"),
    answer_by: expect.any(String),
  });
  const first = await list("?limit=2");
  expect(first.body.data).toHaveLength(2);
  const cursor = first.body.pagination.next_cursor;
  expect(first.headers.get("link")).toContain(`cursor=${cursor}`);
  const second = await list(`?limit=2&cursor=${cursor}`);
  expect(second.body.data.map(({ id }) => id)).toEqual([asked[0]?.session.id]);
  expect(second.body.pagination).toEqual({ limit: 2, next_cursor: null });
});

test("requests are accepted, or declined with a reason and the money back", async () => {
  const other = await newOwner();
  const foreign = `${ME}/sessions/${asked[0]?.session.id}`;
  expectFailure(await other.api.post(`${foreign}/accept`), 404, "NOT_FOUND");
  expectFailure(await other.api.post(`${foreign}/decline`), 404, "NOT_FOUND");

  const accepted = await answer(0, "accept");
  expect(accepted).toMatchObject({
    status: 200,
    body: { data: { state: "confirmed", answer_by: null, accepted_at: expect.any(String) } },
  });
  expectFailure(await answer(0, "decline"), 409, "WRONG_STATE");
  const tooLong = await answer(1, "decline", { reason: "x".repeat(501) });
  expect(expectFailure(tooLong, 400).error.details.fields).toHaveProperty("reason");
  const declined = await answer(1, "decline", { reason: "I am at sea." });
  expect(declined).toMatchObject({
    status: 200,
    body: { data: { state: "canceled", cancel_reason: "request_declined" } },
  });
  expect((await answer(2, "decline")).status).toBe(200);
  expectFailure(await answer(2, "accept"), 409, "WRONG_STATE");

  for (const { session, intent } of asked.slice(1)) {
    await jobsAtRest(session.id);
    expect((await refundsOf(intent)).map(({ amount }) => amount)).toEqual([owner.rateCents]);
    expect(await readSession(reader.api, session.id)).toMatchObject({ payment_status: "refunded" });
  }
  const states = async (state: string) =>
    (await list(`?state=${state}`)).body.data.map(({ id }) => id);
  expect(await states("requested")).toEqual([]);
  expect(await states("confirmed")).toEqual([asked[0]?.session.id]);
  expect(await states("canceled")).toEqual([asked[2]?.session.id, asked[1]?.session.id]);
});
