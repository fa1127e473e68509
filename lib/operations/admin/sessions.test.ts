import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { sendInvitation } from "@/lib/notifications/invitations";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { createPayoutWorld, DUE, END, type PayoutWorld } from "@/lib/sessions/payouts.fixture";
import { decideReport } from "@/lib/sessions/reports/decide-report";
import { reportSession } from "@/lib/sessions/reports/report-session";
import { at, refusal, type TestResearcher } from "@/lib/sessions/sessions.fixture";
import { FindSessions, findSessions } from "./find-sessions";
import { readSessionStory } from "./read-session-story";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
let admin: Ctx;
beforeAll(async () => {
  world = await createPayoutWorld();
  Object.assign(process.env, { RESEND_BASE_URL: `${world.sandbox.url}/resend` });
  admin = world.as({ ...(await world.reader("Grace Admin")), isAdmin: true }, DUE);
});
afterEach(() => world.clearFaults());
afterAll(() => world?.close());

const find = async (given: Record<string, unknown>) =>
  (await findSessions(admin, FindSessions.parse(given))).items.map(({ id }) => id);

const held = (reader: UserActor, researcher: TestResearcher, hour: string, now?: Date) =>
  world.hold(reader, researcher, at(`11T${hour}:00`), now);

test("a session is found by its ids, its money's ids at Stripe, and its parties", async () => {
  const name = `Zoë 100%_${crypto.randomUUID()}`;
  const researcher = await world.researcher({ name, email: "zoe-at-work@fjordvik.example" });
  const accountId = await world.account(researcher);
  const { session, reader, intentId, chargeId, payout } = await world.completed(researcher);
  await world.send(payout.id);
  const { transactionId: transferId } = await world.payout(session.id);
  const payment = await world.payment(session.id);
  const readerName = `Ana ${crypto.randomUUID()}`;
  await world.sql`update users set name = ${readerName} where id = ${reader.id}`;
  const another = await held(await world.reader(), await world.researcher(), "09");
  for (const query of [
    session.id,
    payment.id,
    intentId,
    chargeId,
    transferId,
    reader.email.toUpperCase(),
    researcher.actor.email,
    "zoe-at-work@fjordvik.example",
    name,
    name.slice(2).toLowerCase(),
    readerName.toLowerCase(),
  ])
    expect(await find({ query }), String(query)).toEqual([session.id]);
  for (const query of [accountId, crypto.randomUUID(), "pi_none", "nobody@x.example", "Z%"])
    expect(await find({ query }), query).toEqual([]);
  const all = await find({});
  expect(all).toEqual(expect.arrayContaining([session.id, another.id]));
  expect(await find({ state: "held", query: session.id })).toEqual([]);
  expect(await find({ state: "completed", query: session.id })).toEqual([session.id]);
});

test("sessions come latest first, in pages that lose none", async () => {
  const researcher = await world.researcher();
  const made: string[] = [];
  for (const hour of ["09", "11", "13"]) {
    const now = at(`02T${hour}:00`);
    made.unshift((await held(await world.reader(), researcher, hour, now)).id);
  }
  const query = researcher.actor.email;
  const first = await findSessions(admin, FindSessions.parse({ query, limit: 2 }));
  const next = { query, limit: 2, cursor: first.nextCursor };
  const second = await findSessions(admin, FindSessions.parse(next));
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
  expect(second.nextCursor).toBeNull();
});

test("one session's page tells its whole story, and no address in it but the parties'", async () => {
  const { session, reader, researcher, chargeId } = await world.payable();
  const sessionId = session.id;
  const report = { sessionId, kind: "problem" as const, text: "No sound." };
  await reportSession(world.as(reader, addHours(END, 2)), report);
  await decideReport(admin, { sessionId, outcome: "partial_refund", refund_amount: 50 });
  await world.sendRefunds();
  await world.dispute(chargeId);
  await world.tell(chargeId);
  const [refund] = await world.refunds(sessionId);
  await world.sql`insert into sent_mails (key, kind, recipient, session_id, sent_at, created_at)
    values (${`a:${sessionId}:${reader.id}`}, 'booking-confirmed', 'old@readers.example', ${sessionId}, now(), now() - interval '1 hour'),
      (${`b:${sessionId}:${researcher.actor.id}`}, 'payout', ${researcher.actor.email}, ${sessionId}, null, now())`;
  await world.sql`insert into reminders (session_id, kind, session_starts_at, due_at)
    values (${sessionId}, '24h', now(), now())`;

  const story = await readSessionStory(admin, { sessionId });
  expect(story).toMatchObject({
    session: { id: sessionId, state: "completed", priceCents: 15_000 },
    reader: { name: reader.name, email: reader.email },
    researcher: { name: researcher.actor.name },
    payments: [{ status: "completed", refundedCents: 5_000 }],
    refunds: [{ id: refund?.id, amountCents: 5_000, status: "succeeded" }],
    payout: { status: "blocked" },
    disputes: [{ status: "open" }],
    report: { outcome: "partial_refund", text: "No sound." },
    meeting: { state: "ready" },
    reminders: [{ kind: "24h" }],
    mails: [
      { kind: "booking-confirmed", to: "reader" },
      { kind: "payout", to: "researcher", sentAt: null },
    ],
    acts: [{ act: "report_decided", actorName: "Grace Admin" }],
  });
  expect(story.webhooks.map(({ type }) => type)).toContain("charge.dispute.created");
  expect(story.alerts.map(({ kind }) => kind).sort()).toEqual([
    "dispute_opened",
    "report_to_decide",
  ]);
  const rest = JSON.stringify({ ...story, reader: null, researcher: null, meeting: null });
  expect(rest).not.toContain("@");
});

test("a link that is set by hand is mailed to both, and another one too", async () => {
  const { setMeetingLink } = await import("@/lib/sessions/set-meeting-link");
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const { id: sessionId } = await world.booked(reader, researcher, at("10T09:00"));
  const invite = async (now = at("09T09:00")) => {
    for (const audience of ["reader", "researcher"] as const)
      await sendInvitation(world.system(now), { sessionId, audience });
  };
  const kinds = async () => (await readSessionStory(admin, { sessionId })).mails.map((m) => m.kind);
  await invite();
  expect(await kinds()).toEqual([]);
  for (const url of ["https://meet.example/one", "https://meet.example/two"]) {
    await setMeetingLink({ ...admin, now: at("09T09:00") }, { sessionId, url });
    await invite();
  }
  expect((await kinds()).sort()).toEqual([
    "booking-confirmed",
    "booking-confirmed",
    "link-changed",
    "link-changed",
  ]);
});

test("stories are for administrators only", async () => {
  const reader = world.as(await world.reader());
  const sessionId = crypto.randomUUID();
  expect((await refusal(readSessionStory(reader, { sessionId }))).code).toBe("FORBIDDEN");
  expect((await refusal(findSessions(reader, { limit: 1 }))).code).toBe("FORBIDDEN");
  for (const id of [sessionId, "x"])
    expect((await refusal(readSessionStory(admin, { sessionId: id }))).code).toBe("NOT_FOUND");
});
