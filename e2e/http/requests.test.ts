import { beforeAll, beforeEach, expect, test } from "vitest";
import { type Envelope, expectFailure, readSession, type SessionBody } from "./support/api";
import { book, freeSlot, giveUp } from "./support/booking";
import { jobsAtRest } from "./support/jobs";
import { inviteIn, kindOf, mailAbout, mailsAbout } from "./support/mails";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { fireCron, meetingsOf, refundsOf } from "./support/sandbox";
import { sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

let reader: Person;
/** Answers each request himself. */
let henrik: Owner;
let asked: SessionBody;
let intent: string;

beforeAll(async () => {
  henrik = await ownerOf("henrik-solberg");
});
beforeEach(async () => {
  reader = await newReader();
  const slot = await freeSlot(reader.api, henrik.researcherId);
  ({ session: asked, intent } = await book(reader, slot));
});

const accept = () => henrik.api.post<Envelope<SessionBody>>(`/sessions/${asked.id}/accept`);

async function expectGivenBack(reason: string): Promise<void> {
  await jobsAtRest(asked.id);
  expect((await refundsOf(intent)).map(({ amount }) => amount)).toEqual([henrik.rateCents]);
  expect(await readSession(reader.api, asked.id)).toMatchObject({
    status: "canceled",
    payment_status: "refunded",
    cancel_reason: reason,
    accepted_at: null,
    zoom_link: null,
  });
  expect(await meetingsOf(asked.id)).toEqual([]);
  const slot = await reader.api.get<Envelope<{ available: boolean }>>(
    `/time-slots/${asked.time_slot_id}`,
  );
  expect(slot.body.data.available).toBe(true);
}

test("a paid request waits for the researcher, and becomes a session when accepted", async () => {
  expect(asked).toMatchObject({
    status: "scheduled",
    payment_status: "completed",
    accepted_at: null,
    hold_expires_at: null,
    zoom_link: null,
  });
  await mailAbout(asked.id, reader.email, "request-sent");
  await mailAbout(asked.id, henrik.email, "request-received");
  await mailAbout(asked.id, reader.email, "receipt");
  expect(await meetingsOf(asked.id)).toEqual([]);

  expectFailure(await reader.api.post(`/sessions/${asked.id}/accept`), 403, "FORBIDDEN");
  const { status, body } = await accept();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    success: true,
    message: "Session accepted successfully",
    data: { id: asked.id, status: "scheduled", accepted_at: expect.any(String) },
  });
  expect(Date.parse(body.data.accepted_at ?? "")).toBeGreaterThan(Date.now() - 60_000);
  expectFailure(await accept(), 409, "WRONG_STATE");

  const link = await waitFor(
    "the meeting's link",
    async () => (await readSession(reader.api, asked.id)).zoom_link,
  );
  expect((await readSession(henrik.api, asked.id)).zoom_link).toBe(link);
  for (const { email } of [reader, henrik]) {
    const mail = await mailAbout(asked.id, email, "booking-confirmed");
    expect(inviteIn(mail)).toMatchObject({ method: "REQUEST", sequence: 0 });
  }
  await jobsAtRest(asked.id);
  expect(await meetingsOf(asked.id)).toHaveLength(1);
  await giveUp(reader, asked.id);
});

test("ten acceptances at once make one meeting", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, accept));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers)
    if (answer.status !== 200) expectFailure(answer, 409, "WRONG_STATE");
  await mailAbout(asked.id, reader.email, "booking-confirmed");
  await jobsAtRest(asked.id);
  expect(await meetingsOf(asked.id)).toHaveLength(1);
  expect(await mailsAbout(asked.id, reader.email, "booking-confirmed")).toHaveLength(1);
  await giveUp(henrik, asked.id);
});

test("a request that nobody answers in time ends by itself, with the money given back", async () => {
  await mailAbout(asked.id, henrik.email, "request-received");
  await sql`update sessions set answer_by = now() - interval '1 second' where id = ${asked.id}`;
  // The real sweep may come first; nobody can accept any more either way.
  expectFailure(await accept(), 409);
  await fireCron("sweep-deadlines");
  await waitFor("the sweep to end the request", async () => {
    return (await readSession(reader.api, asked.id)).status === "canceled";
  });
  await expectGivenBack("request_unanswered");
  for (const { email } of [reader, henrik])
    expect((await mailAbout(asked.id, email, "request-unanswered")).attachments).toEqual([]);
  await mailAbout(asked.id, reader.email, "refund");
  expectFailure(await accept(), 409, "WRONG_STATE");
});

test("the reader may withdraw a request at any time", async () => {
  await mailAbout(asked.id, henrik.email, "request-received");
  await giveUp(reader, asked.id);
  await expectGivenBack("request_withdrawn");
  await mailAbout(asked.id, henrik.email, "request-withdrawn");
  const kinds = (await mailsAbout(asked.id, reader.email)).map(kindOf);
  expect(kinds).not.toContain("booking-confirmed");
});

test("the researcher may cancel instead of accepting, which declines", async () => {
  await giveUp(henrik, asked.id);
  await expectGivenBack("request_declined");
  await mailAbout(asked.id, reader.email, "request-declined");
});

test("the deadline is 48 hours after paying, or 12 hours before the start if that is sooner", async () => {
  const [row] = await sql<{ paidAt: Date; answerBy: Date }[]>`
    select paid_at as "paidAt", answer_by as "answerBy" from sessions where id = ${asked.id}`;
  const hours = (ms: number) => ms / 3_600_000;
  const sooner = Math.min(
    hours((row?.paidAt.getTime() ?? 0) + 48 * 3_600_000),
    hours(Date.parse(asked.start_time) - 12 * 3_600_000),
  );
  expect(hours(row?.answerBy.getTime() ?? 0)).toBeCloseTo(sooner, 6);
  await giveUp(reader, asked.id);
});
