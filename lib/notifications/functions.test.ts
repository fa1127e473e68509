import type { AddressInfo } from "node:net";
import { serve as listen, type ServerType } from "@hono/node-server";
import { eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import type { Inngest } from "inngest";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  alerts,
  failedJobs,
  meetings,
  outreachRequests,
  payments,
  refunds,
  reviews,
  sessions,
  users,
} from "@/db/schema";
import { hashSecret } from "@/lib/auth/secret-hash";
import { addHours, DAY_MS } from "@/lib/platform/time";
import {
  calendarOf,
  type MailWorld,
  mailWorld,
  makeBooking,
  type SentMail,
  type TestBooking,
} from "./booking.fixture";

// The functions read the real clock, so these sessions lie ahead of it.
const startsAt = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS + 30 * DAY_MS);

let world: MailWorld;
let client: Inngest;
let app: ServerType;

beforeAll(async () => {
  world = await mailWorld();
  // Imported once the settings are there: the client reads them when it is made.
  const [{ inngest }, { notificationFunctions }, { serve }] = await Promise.all([
    import("@/lib/platform/inngest"),
    import("./functions"),
    import("inngest/hono"),
  ]);
  client = inngest;
  const routes = new Hono();
  routes.all("/api/inngest", serve({ client: inngest, functions: notificationFunctions }));
  const url = await new Promise<string>((resolve) => {
    app = listen({ fetch: routes.fetch, port: 0, hostname: "127.0.0.1" }, (address) =>
      resolve(`http://127.0.0.1:${(address as AddressInfo).port}`),
    );
  });
  const registered = await fetch(`${url}/api/inngest`, { method: "PUT" });
  if (!registered.ok) throw new Error(`not registered: ${await registered.text()}`);
});
afterAll(async () => {
  await new Promise<void>((resolve) => {
    app?.close(() => resolve());
    if (app && "closeAllConnections" in app) app.closeAllConnections();
  });
  await world?.close();
});

const booking = (values: Parameters<typeof makeBooking>[1] = {}) =>
  makeBooking(world, {
    ...values,
    session: { startsAt, endsAt: addHours(startsAt, 1), ...values.session },
  });

/** Sends events as the relay would, and waits until all that follows from them is done. */
async function happen(...events: { name: string; data: Record<string, unknown>; id?: string }[]) {
  await client.send(events.map((event) => ({ id: crypto.randomUUID(), ...event })));
  const deadline = Date.now() + 45_000;
  for (;;) {
    const response = await fetch(`${world.sandbox.url}/_sandbox/inngest/idle`);
    const load = (await response.json()) as { idle: boolean; retrying: number };
    if (load.idle && load.retrying === 0) return;
    if (Date.now() > deadline) throw new Error("the functions did not come to rest");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const kindOf = ({ tags }: SentMail) => tags.find(({ name }) => name === "kind")?.value;
const kinds = async (to: string) => (await world.mails(to)).map(kindOf);
const change = (id: string, values: Partial<typeof sessions.$inferInsert>) =>
  world.database.db.update(sessions).set(values).where(eq(sessions.id, id));

test("a confirmed session is told to both with its link and invite, once, however often the event comes", async () => {
  const { sessionId, readerEmail, researcherEmail } = await booking();
  const event = { name: "meeting/ready", data: { sessionId } };
  await happen(event, event, event);
  for (const to of [readerEmail, researcherEmail]) {
    const [mail, ...others] = await world.mails(to);
    expect(others).toEqual([]);
    expect(mail && kindOf(mail)).toBe("booking-confirmed");
    expect(mail?.attachments[0]?.contentType).toBe("text/calendar; charset=utf-8; method=REQUEST");
    const calendar = calendarOf(mail);
    expect(calendar).toContain("METHOD:REQUEST\r\n");
    expect(calendar).toContain(`UID:${sessionId}@colloquy\r\n`);
    expect(calendar).toContain(`${to}\r\n`);
  }
});

test("a meeting that is ready after the session was canceled is not announced", async () => {
  const { sessionId, readerEmail } = await booking({
    session: { state: "canceled", cancelReason: "reader_canceled" },
  });
  await happen({ name: "meeting/ready", data: { sessionId } });
  expect(await world.mails(readerEmail)).toEqual([]);
});

test("a move is told with the next version of the same invite; a cancellation takes it back", async () => {
  const { sessionId, readerEmail, researcherEmail, paymentId } = await booking();
  await happen({ name: "meeting/ready", data: { sessionId } });
  const moved = addHours(startsAt, 24);
  await change(sessionId, { startsAt: moved, endsAt: addHours(moved, 1), calendarSequence: 1 });
  await happen({
    name: "session/rescheduled",
    data: { sessionId, previousStartsAt: startsAt.toISOString() },
  });
  await change(sessionId, {
    state: "canceled",
    cancelReason: "researcher_canceled",
    calendarSequence: 2,
  });
  await world.database.db
    .update(payments)
    .set({ refundedCents: 11_000 })
    .where(eq(payments.id, paymentId));
  const canceled = { sessionId, reason: "researcher_canceled", by: "researcher" };
  await happen(
    { name: "session/canceled", data: canceled },
    { name: "session/canceled", data: canceled },
  );
  for (const to of [readerEmail, researcherEmail]) {
    const mails = await world.mails(to);
    expect(mails.map(kindOf)).toEqual(["booking-confirmed", "rescheduled", "canceled"]);
    const calendars = mails.map(calendarOf);
    expect(calendars.map((text) => /UID:(.*)\r/.exec(text)?.[1])).toEqual(
      Array(3).fill(`${sessionId}@colloquy`),
    );
    expect(calendars.map((text) => /SEQUENCE:(.*)\r/.exec(text)?.[1])).toEqual(["0", "1", "2"]);
    expect(calendars[2]).toContain("METHOD:CANCEL\r\n");
    expect(calendars[2]).toContain("STATUS:CANCELLED\r\n");
  }
  const [, , last] = await world.mails(readerEmail);
  expect(last?.text).toContain("The full $110 goes back");
});

test("a move that also changes the link waits for the link", async () => {
  const { sessionId, readerEmail } = await booking();
  await happen({ name: "meeting/ready", data: { sessionId } });
  await world.database.db
    .update(meetings)
    .set({ state: "wanted", joinUrl: null })
    .where(eq(meetings.sessionId, sessionId));
  await change(sessionId, { calendarSequence: 1 });
  await happen({
    name: "session/rescheduled",
    data: { sessionId, previousStartsAt: startsAt.toISOString() },
  });
  expect(await kinds(readerEmail)).toEqual(["booking-confirmed"]);
  await world.database.db
    .update(meetings)
    .set({ state: "ready", joinUrl: "https://zoom.example/j/other" })
    .where(eq(meetings.sessionId, sessionId));
  await happen({ name: "meeting/ready", data: { sessionId } });
  const mails = await world.mails(readerEmail);
  expect(mails.map(kindOf)).toEqual(["booking-confirmed", "rescheduled"]);
  expect(mails[1]?.text).toContain("https://zoom.example/j/other");
});

test("a new link alone is told as such", async () => {
  const { sessionId, readerEmail } = await booking();
  await happen({ name: "meeting/ready", data: { sessionId } });
  await world.database.db
    .update(meetings)
    .set({ joinUrl: "https://zoom.example/j/second" })
    .where(eq(meetings.sessionId, sessionId));
  await happen({ name: "meeting/ready", data: { sessionId } });
  expect(await kinds(readerEmail)).toEqual(["booking-confirmed", "link-changed"]);
});

test("a cancellation before any invite went out carries none", async () => {
  const { sessionId, readerEmail } = await booking({
    session: { state: "canceled", cancelReason: "meeting_unavailable" },
  });
  await happen({
    name: "session/canceled",
    data: { sessionId, reason: "meeting_unavailable", by: "system" },
  });
  const [mail] = await world.mails(readerEmail);
  expect(mail?.text).toContain("could not set up the meeting");
  expect(mail?.attachments).toEqual([]);
});

test("a hold that was never paid ends in silence, whoever ended it", async () => {
  const unpaid = { paidAt: null, confirmedAt: null, state: "canceled" } as const;
  const expired = await booking({ session: { ...unpaid, cancelReason: "hold_expired" } });
  const dropped = await booking({ session: { ...unpaid, cancelReason: "reader_canceled" } });
  await happen(
    { name: "session/canceled", data: { ...idOf(expired), reason: "hold_expired", by: "system" } },
    {
      name: "session/canceled",
      data: { ...idOf(dropped), reason: "reader_canceled", by: "reader" },
    },
  );
  expect(await world.mails(expired.readerEmail)).toEqual([]);
  expect(await world.mails(dropped.readerEmail)).toEqual([]);
  expect(await world.mails(dropped.researcherEmail)).toEqual([]);
});

const idOf = ({ sessionId }: TestBooking) => ({ sessionId });

test("a request goes to both; moved, also back again, it is told anew; declined, the reader hears why", async () => {
  const { sessionId, readerEmail, researcherEmail } = await booking({
    session: { state: "requested", confirmedAt: null, answerBy: addHours(startsAt, -48) },
  });
  await happen({ name: "session/requested", data: { sessionId } });
  const moved = addHours(startsAt, 2);
  const move = async (calendarSequence: number, from: Date, to: Date) => {
    await change(sessionId, { startsAt: to, endsAt: addHours(to, 1), calendarSequence });
    const data = { sessionId, previousStartsAt: from.toISOString() };
    await happen({ name: "session/rescheduled", data });
  };
  await move(1, startsAt, moved);
  await move(2, moved, startsAt);
  await change(sessionId, {
    state: "canceled",
    cancelReason: "request_declined",
    declineReason: "I am at sea that week.",
  });
  await happen({
    name: "session/canceled",
    data: { sessionId, reason: "request_declined", by: "researcher" },
  });
  const requests = await kinds(researcherEmail);
  expect(requests).toEqual(["request-received", "request-received", "request-received"]);
  const mails = await world.mails(readerEmail);
  const sent = ["request-sent", "request-sent", "request-sent", "request-declined"];
  expect(mails.map(kindOf)).toEqual(sent);
  expect(mails[1]?.subject).toMatch(/^Your request is now for/);
  expect(mails[3]?.text).toContain("I am at sea that week.");
});

test("money is told to the reader alone: receipt, late payment, refund", async () => {
  const { sessionId, readerEmail, researcherEmail, paymentId } = await booking();
  await happen({ name: "payment/completed", data: { paymentId, sessionId } });
  await world.database.db
    .update(payments)
    .set({ refundedCents: 11_000 })
    .where(eq(payments.id, paymentId));
  const [refund] = await world.database.db
    .insert(refunds)
    .values({
      paymentId,
      amountCents: 11_000,
      key: `refund:${paymentId}`,
      reason: "duplicate",
      status: "succeeded",
    })
    .returning();
  await happen({ name: "payment/late", data: { paymentId, sessionId } });
  await happen({ name: "refund/succeeded", data: { refundId: refund?.id, sessionId } });
  expect(await kinds(readerEmail)).toEqual(["receipt", "late-payment", "refund"]);
  expect(await world.mails(researcherEmail)).toEqual([]);
  expect((await world.mails(readerEmail))[1]?.subject).toMatch(/^You paid twice/);
});

test("only a late confirmation is told at once; the link follows with the meeting", async () => {
  const { sessionId, readerEmail } = await booking();
  await happen({ name: "session/confirmed", data: { sessionId, how: "paid" } });
  expect(await world.mails(readerEmail)).toEqual([]);
  await happen({ name: "session/confirmed", data: { sessionId, how: "late" } });
  expect(await kinds(readerEmail)).toEqual(["late-payment-kept"]);
});

test("a late link is told to both, unless it has come meanwhile", async () => {
  const late = await booking({ meeting: { state: "wanted", joinUrl: null } });
  const ready = await booking();
  await happen(
    { name: "meeting/delayed", data: idOf(late) },
    { name: "meeting/delayed", data: idOf(ready) },
  );
  expect(await kinds(late.readerEmail)).toEqual(["meeting-delayed"]);
  expect(await kinds(late.researcherEmail)).toEqual(["meeting-delayed"]);
  expect(await world.mails(ready.readerEmail)).toEqual([]);
});

test("a review is asked for once it can be written, told to the researcher, and its reply to the reader", async () => {
  const completedAt = addHours(new Date(), -20);
  const took = { state: "completed" as const, completedAt };
  const [fresh, refunded] = [await booking({ session: took }), await booking({ session: took })];
  await world.database.db
    .update(payments)
    .set({ refundedCents: 11_000 })
    .where(eq(payments.id, refunded.paymentId));
  const due = (sessionId: string) => ({ name: "review/due", data: { sessionId } });
  await happen(due(fresh.sessionId), due(fresh.sessionId), due(refunded.sessionId));
  expect(await kinds(fresh.readerEmail)).toEqual(["review-request"]);
  expect(await kinds(refunded.readerEmail)).toEqual([]);

  const { sessionId, readerId } = fresh;
  const [session] = await world.database.db
    .select({ researcherId: sessions.researcherId })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  await world.database.db
    .insert(reviews)
    .values({ sessionId, readerId, researcherId: session?.researcherId ?? "", rating: 5 });
  await happen({ name: "review/written", data: { sessionId } });
  expect(await kinds(fresh.researcherEmail)).toEqual(["review-received"]);
  await happen({ name: "review/replied", data: { sessionId } });
  expect(await kinds(fresh.readerEmail)).toEqual(["review-request"]);
  await world.database.db
    .update(reviews)
    .set({ reply: "Thank you.", repliedAt: new Date() })
    .where(eq(reviews.sessionId, sessionId));
  await happen({ name: "review/replied", data: { sessionId } });
  expect(await kinds(fresh.readerEmail)).toEqual(["review-request", "review-replied"]);
});

test("a reader who wrote a review before being asked is not asked", async () => {
  const { sessionId, readerId, readerEmail } = await booking({
    session: { state: "completed", completedAt: addHours(new Date(), -20) },
  });
  await world.database.sql`
    insert into reviews (session_id, researcher_id, reader_id, rating)
    select id, researcher_id, ${readerId}, 4 from sessions where id = ${sessionId}`;
  await happen({ name: "review/due", data: { sessionId } });
  expect(await kinds(readerEmail)).toEqual([]);
});

test("an account's link is made by its event, and a repeated event sends no second one", async () => {
  const { readerId, readerEmail } = await booking();
  const event = {
    id: crypto.randomUUID(),
    name: "auth/mail-requested",
    data: { userId: readerId, purpose: "verify_email", returnTo: "/sessions/1" },
  };
  await happen(event);
  await happen(event);
  const [mail, ...others] = await world.mails(readerEmail);
  expect(others).toEqual([]);
  const secret = /token=([\w-]+)/.exec(mail?.text.replace(/\s/g, "") ?? "")?.[1] ?? "";
  const tokens = await world.database.sql<{ secret_hash: string }[]>`
    select secret_hash from mail_tokens where user_id = ${readerId}`;
  expect(tokens).toEqual([{ secret_hash: hashSecret(secret) }]);
  expect(mail?.text.replace(/\s/g, "")).toContain("return_to=%2Fsessions%2F1");
  await world.database.db
    .update(users)
    .set({ emailVerifiedAt: new Date() })
    .where(eq(users.id, readerId));
  await happen({ ...event, id: crypto.randomUUID() });
  expect(await world.mails(readerEmail)).toHaveLength(1);
});

test("an invitation that cannot be sent fails for those who asked, and alerts the operator", async () => {
  const { outreachWorld } = await import("@/lib/outreach/outreach.fixture");
  const outreach = await outreachWorld(world.database);
  const { invitation, request } = await outreach.invited({
    email: `fails-${crypto.randomUUID()}@university.example`,
  });
  await happen({ name: "outreach/invited", data: { invitationId: invitation.id } });
  const [row] = await outreach.db
    .select()
    .from(outreachRequests)
    .where(eq(outreachRequests.id, request.id));
  expect(row?.status).toBe("email_failed");
  const [alert] = await outreach.db
    .delete(alerts)
    .where(sql`details ->> 'job' like '%mail-researchers'`)
    .returning();
  expect(alert?.kind).toBe("job_failed");
  expect(alert?.message).not.toContain("@");
});

test("a mailbox that fails for good leaves the other party served and alerts the operator", async () => {
  const { sessionId, readerEmail, researcherEmail } = await booking({
    readerEmail: "fails-for-good@readers.example",
  });
  await happen({ name: "meeting/ready", data: { sessionId } });
  expect(await kinds(researcherEmail)).toEqual(["booking-confirmed"]);
  expect(await world.mails(readerEmail)).toEqual([]);
  const [alert] = await world.database.db.select().from(alerts);
  expect(alert?.kind).toBe("job_failed");
  expect(alert?.message).not.toContain("@");
  const [run] = await world.database.db
    .select()
    .from(failedJobs)
    .where(eq(failedJobs.eventName, "meeting/ready"));
  expect(run?.eventData).toMatchObject({ sessionId });
  expect(alert?.key).toBe(`job_failed:${run?.id}`);
  await happen({ name: "alert/raised", data: { alertId: alert?.id } });
  const [mail] = await world.mails("admin@colloquy.example");
  expect(mail?.subject).toBe(`Needs a look: ${alert?.message}`);
});

test("the minutely job plans and sends what is due", async () => {
  const soon = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 40 * 60_000);
  const { readerEmail, researcherEmail } = await booking({
    session: { startsAt: soon, endsAt: addHours(soon, 1), confirmedAt: addHours(soon, -30) },
  });
  await fetch(`${world.sandbox.url}/_sandbox/inngest/advance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ms: 61_000 }),
  });
  for (const to of [readerEmail, researcherEmail]) {
    await expect.poll(() => kinds(to)).toEqual(["reminder-1h"]);
  }
});
