import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type Answer,
  type Envelope,
  expectFailure,
  readSession,
  type SessionBody,
  type SlotBody,
} from "./support/api";
import { book, freeSlot, freeSlots, giveUp, moveBySql } from "./support/booking";
import { jobsAtRest } from "./support/jobs";
import { inviteIn, kindOf, mailAbout, mailsAbout } from "./support/mails";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { meetingsOf, refundsOf } from "./support/sandbox";
import { sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let reader: Person;
let beatrice: Owner;
let booked: SessionBody;
let intent: string;

beforeEach(async () => {
  [reader, beatrice] = await Promise.all([newReader(), ownerOf("beatrice-lombardi")]);
  const slot = await freeSlot(reader.api, beatrice.researcherId);
  ({ session: booked, intent } = await book(reader, slot));
  // The invitation must be out: what follows it is then a change, not the first word.
  await mailAbout(booked.id, reader.email, "booking-confirmed");
  await mailAbout(booked.id, beatrice.email, "booking-confirmed");
  await jobsAtRest(booked.id);
});

afterEach(async () => {
  const { status } = await readSession(reader.api, booked.id);
  if (status === "scheduled") await giveUp(beatrice, booked.id);
});

const isAt = (a = "", b = "") => Date.parse(a) === Date.parse(b);

type Method = "POST" | "PATCH";
const cancel = (method: Method): Promise<Answer<Envelope<SessionBody>>> =>
  reader.api.send(method, `/sessions/${booked.id}/cancel`);

/** Every row that a cancellation could touch, as the database writes it. */
const rows = async () => [
  ...(await sql`
    select s::text as session, m::text as meeting,
      (select json_agg(p order by p.id)::text from payments p where p.session_id = s.id) as payments,
      (select json_agg(t order by t.id)::text from time_slots t where t.session_id = s.id) as slots,
      (select json_agg(o order by o.id)::text from outbox o
        where o.data->>'sessionId' = s.id::text) as events,
      (select next_available_at from researchers r where r.id = s.researcher_id) as next
    from sessions s join meetings m on m.session_id = s.id where s.id = ${booked.id}`),
];

test.each<Method>(["POST", "PATCH"])(
  "%s cancel at 24 hours and a minute refunds all and undoes the rest",
  async (method) => {
    const [before] = (await mailsAbout(booked.id, reader.email, "booking-confirmed")).map(inviteIn);
    const startsAt = new Date(Date.now() + DAY_MS + MINUTE_MS);
    await moveBySql(booked.id, startsAt);
    const { status, body } = await cancel(method);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      success: true,
      message: "Session canceled successfully",
      data: {
        id: booked.id,
        status: "canceled",
        payment_status: "refunded",
        cancel_reason: "reader_canceled",
        zoom_link: null,
      },
    });
    await jobsAtRest(booked.id);
    expect((await refundsOf(intent)).map(({ amount, status }) => [amount, status])).toEqual([
      [beatrice.rateCents, "succeeded"],
    ]);
    expect((await meetingsOf(booked.id)).map(({ state }) => state)).toEqual(["deleted"]);
    expect(await sql`select id from time_slots where session_id = ${booked.id}`).toHaveLength(0);
    for (const { email } of [reader, beatrice]) {
      const invite = inviteIn(await mailAbout(booked.id, email, "canceled"));
      expect(invite).toMatchObject({ method: "CANCEL", status: "CANCELLED", uid: before?.uid });
      expect(invite.sequence).toBeGreaterThan(before?.sequence ?? 0);
    }
    const refund = await mailAbout(booked.id, reader.email, "refund");
    expect(refund.subject).toContain("$110");
    const kinds = (await mailsAbout(booked.id, reader.email)).map(kindOf);
    expect(kinds.sort()).toEqual(["booking-confirmed", "canceled", "receipt", "refund"]);
  },
);

test("what was canceled can be bought by the next reader", async () => {
  await giveUp(reader, booked.id);
  const next = await newReader();
  const path = `/time-slots/${booked.time_slot_id}`;
  const { body } = await next.api.get<Envelope<SlotBody>>(path);
  expect(body.data).toMatchObject({ id: booked.time_slot_id, available: true });
  const { session } = await book(next, body.data);
  expect(session.time_slot_id).toBe(booked.time_slot_id);
  await giveUp(next, session.id);
});

test.each<Method>(["POST", "PATCH"])(
  "%s cancel at 23 hours 59 is refused and changes nothing",
  async (method) => {
    await moveBySql(booked.id, new Date(Date.now() + DAY_MS - MINUTE_MS));
    const before = await rows();
    const { error } = expectFailure(await cancel(method), 409, "CANCELLATION_WINDOW_CLOSED");
    expect(error.details).toEqual({ closed_at: expect.any(String) });
    const to = { time_slot_id: (await freeSlot(reader.api, beatrice.researcherId)).id };
    const moved = await reader.api.post(`/sessions/${booked.id}/reschedule`, to);
    expectFailure(moved, 409, "CANCELLATION_WINDOW_CLOSED");
    expect(await rows()).toEqual(before);
    expect(await refundsOf(intent)).toEqual([]);
    expect((await meetingsOf(booked.id)).map(({ state }) => state)).toEqual(["live"]);
  },
);

test("the researcher may cancel up to the start, with everything given back", async () => {
  await moveBySql(booked.id, new Date(Date.now() + 5 * MINUTE_MS));
  await giveUp(beatrice, booked.id);
  expect(await readSession(reader.api, booked.id)).toMatchObject({
    status: "canceled",
    payment_status: "refunded",
    cancel_reason: "researcher_canceled",
  });
  await jobsAtRest(booked.id);
  expect(await refundsOf(intent)).toHaveLength(1);
  await mailAbout(booked.id, reader.email, "canceled");
});

test("once it has begun, nobody can cancel it", async () => {
  await moveBySql(booked.id, new Date(Date.now() - MINUTE_MS));
  const before = await rows();
  for (const { api } of [reader, beatrice])
    expectFailure(await api.post(`/sessions/${booked.id}/cancel`), 409, "WRONG_STATE");
  expect(await rows()).toEqual(before);
  await moveBySql(booked.id, new Date(booked.start_time));
});

test("ten cancellations at once refund once", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => cancel("POST")));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers)
    if (answer.status !== 200) expectFailure(answer, 409, "WRONG_STATE");
  await jobsAtRest(booked.id);
  expect(await refundsOf(intent)).toHaveLength(1);
  expect(await mailsAbout(booked.id, reader.email, "canceled")).toHaveLength(1);
});

test("a session that is moved keeps its meeting, its payment and its place in the calendar", async () => {
  const [was] = (await mailsAbout(booked.id, reader.email, "booking-confirmed")).map(inviteIn);
  const [meeting] = await meetingsOf(booked.id);
  const [, slot] = await freeSlots(reader.api, beatrice.researcherId, 2);
  const { status, body } = await reader.api.post<Envelope<SessionBody>>(
    `/sessions/${booked.id}/reschedule`,
    { time_slot_id: slot?.id },
  );
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.data).toMatchObject({
    id: booked.id,
    time_slot_id: slot?.id,
    start_time: slot?.start_time,
    end_time: slot?.end_time,
    payment_status: "completed",
    amount: booked.amount,
  });
  for (const { email } of [reader, beatrice]) {
    const invite = inviteIn(await mailAbout(booked.id, email, "rescheduled"));
    const sequence = (was?.sequence ?? 0) + 1;
    expect(invite).toMatchObject({ method: "REQUEST", uid: was?.uid, sequence });
  }
  await jobsAtRest(booked.id);
  const after = await waitFor("the meeting to move", async () => {
    const [now, ...others] = await meetingsOf(booked.id);
    return others.length === 0 && isAt(now?.startsAt, slot?.start_time) && now;
  });
  expect(after).toMatchObject({ id: meeting?.id, state: "live" });
  expect((await readSession(reader.api, booked.id)).zoom_link).toContain(String(meeting?.id));
  const old = await reader.api.get<Envelope<SlotBody>>(`/time-slots/${booked.time_slot_id}`);
  expect(old.body.data.available).toBe(true);
  expect(await refundsOf(intent)).toEqual([]);
});
