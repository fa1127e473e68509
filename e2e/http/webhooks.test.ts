import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { expectFailure, readSession, stranger } from "./support/api";
import { freeSlot, giveUp, hold, openPayment } from "./support/booking";
import { jobsAtRest } from "./support/jobs";
import { inviteIn, kindOf, mailAbout, mailsAbout } from "./support/mails";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { confirmCard, control, meetingsOf, stripe } from "./support/sandbox";
import { sql } from "./support/stack";
import {
  deliver,
  eventsKnown,
  eventsOf,
  holdWebhooks,
  STRIPE_WEBHOOK,
  type StripeEvent,
} from "./support/stripe-events";
import { waitFor } from "./support/wait-for";

type Release = { eventId: string; eventType: string; outcome: string };

let reader: Person;
let rafael: Owner;
let endHold: (() => Promise<void>) | undefined;

beforeAll(async () => {
  rafael = await ownerOf("rafael-monteiro");
});
beforeEach(async () => {
  reader = await newReader();
});
afterEach(async () => {
  await endHold?.();
  endHold = undefined;
});

/** Pays for a held session without telling the product; returns the event that would tell it. */
async function payInSilence(sessionId: string): Promise<{ intent: string; event: StripeEvent }> {
  const intent = await openPayment(reader, sessionId);
  await confirmCard(intent, "pm_card_visa");
  const [event] = await eventsOf("payment_intent.succeeded", intent);
  if (!event) throw new Error(`no event tells of ${intent}`);
  return { intent, event };
}

test.each(["reversed", "shuffled"])(
  "every webhook three times, %s, the success before the creation: one of everything",
  async (order) => {
    endHold = await holdWebhooks();
    const held = await hold(reader, await freeSlot(reader.api, rafael.researcherId));
    const { intent } = await payInSilence(held.id);
    const unsettled = await readSession(reader.api, held.id);
    expect(unsettled).toMatchObject({ payment_status: "pending", zoom_link: null });

    const { body } = await control<{ data: Release[] }>("POST", "/webhooks/release", {
      service: "stripe",
      order,
      copies: 3,
    });
    const mine = body.data.filter(({ eventType }) => eventType.startsWith("payment_intent."));
    const [created] = await eventsOf("payment_intent.created", intent);
    const [succeeded] = await eventsOf("payment_intent.succeeded", intent);
    const arrived = mine.map(({ eventId }) => eventId);
    if (order === "reversed")
      expect(arrived.indexOf(succeeded?.id ?? "")).toBeLessThan(arrived.indexOf(created?.id ?? ""));
    for (const { id } of [created, succeeded].filter((event) => event !== undefined)) {
      const sent = mine.filter(({ eventId }) => eventId === id);
      expect(sent.map(({ outcome }) => outcome)).toEqual(Array(3).fill("answered 200"));
      expect(await eventsKnown([id])).toHaveLength(1);
    }

    await waitFor(
      "the meeting's link",
      async () => (await readSession(reader.api, held.id)).zoom_link,
    );
    const payments = await sql`
    select status, transaction_id, captured_cents, refunded_cents from payments
    where session_id = ${held.id}`;
    expect([...payments]).toEqual([
      {
        status: "completed",
        transaction_id: intent,
        captured_cents: rafael.rateCents,
        refunded_cents: 0,
      },
    ]);
    expect((await meetingsOf(held.id)).map(({ state }) => state)).toEqual(["live"]);
    await expectOneMailEach(held.id);
    await expectLinkForPartiesOnly(held.id);
    await giveUp(reader, held.id);
  },
);

async function expectOneMailEach(sessionId: string): Promise<void> {
  const receipt = await mailAbout(sessionId, reader.email, "receipt");
  const mine = await mailAbout(sessionId, reader.email, "booking-confirmed");
  const theirs = await mailAbout(sessionId, rafael.email, "booking-confirmed");
  // Whatever the duplicates have set off must have come to its end before counting.
  await jobsAtRest(sessionId);
  const toReader = (await mailsAbout(sessionId, reader.email)).map(kindOf);
  expect(toReader.sort()).toEqual(["booking-confirmed", "receipt"]);
  expect((await mailsAbout(sessionId, rafael.email)).map(kindOf)).toEqual(["booking-confirmed"]);
  expect(receipt.attachments.filter(({ filename }) => filename.endsWith(".ics"))).toEqual([]);
  const invites = [inviteIn(mine), inviteIn(theirs)];
  for (const invite of invites) expect(invite).toMatchObject({ method: "REQUEST", sequence: 0 });
  expect(new Set(invites.map(({ uid }) => uid)).size).toBe(1);
}

async function expectLinkForPartiesOnly(sessionId: string): Promise<void> {
  const { zoom_link } = await readSession(reader.api, sessionId);
  expect(zoom_link).toMatch(/^https?:\/\/.*\/j\/\d+\?pwd=/);
  expect((await readSession(rafael.api, sessionId)).zoom_link).toBe(zoom_link);
  const other = await newReader();
  expectFailure(await other.api.get(`/sessions/${sessionId}`), 404, "NOT_FOUND");
  expectFailure(await stranger.get(`/sessions/${sessionId}`), 401, "UNAUTHENTICATED");
}

test("a webhook that is not Stripe's, old, or from the future is refused and changes nothing", async () => {
  endHold = await holdWebhooks();
  const held = await hold(reader, await freeSlot(reader.api, rafael.researcherId));
  const { event } = await payInSilence(held.id);
  const rows = () => sql`select s::text as session, p::text as payment
    from sessions s join payments p on p.session_id = s.id where s.id = ${held.id}`;
  const before = [...(await rows())];
  const payload = JSON.stringify(event);
  const unsigned = await stranger.send("POST", STRIPE_WEBHOOK, { body: payload });
  expectFailure(unsigned, 400, "INVALID_SIGNATURE");
  for (const header of [
    "",
    "t=,v1=",
    "v1=abc",
    "t=NaN,v1=00",
    `t=${Date.now()},v1=${"0".repeat(64)}`,
  ]) {
    const headers = { "stripe-signature": header };
    const refused = await stranger.send("POST", STRIPE_WEBHOOK, { body: payload, headers });
    expectFailure(refused, 400, "INVALID_SIGNATURE");
  }
  expectFailure(await deliver(event, 0, "whsec_another"), 400, "INVALID_SIGNATURE");
  expectFailure(await deliver(event, 301), 400, "INVALID_SIGNATURE");
  expectFailure(await deliver(event, -360), 400, "INVALID_SIGNATURE");
  expect([...(await rows())]).toEqual(before);
  expect(await eventsKnown([event.id])).toEqual([]);

  const accepted = await deliver(event);
  expect(accepted).toMatchObject({
    status: 200,
    body: { status: "success", message: "Processed payment_intent.succeeded event" },
  });
  expect((await readSession(reader.api, held.id)).payment_status).toBe("completed");
  await giveUp(reader, held.id);
});

test("an event nobody has a use for is accepted and noted", async () => {
  for (const type of ["invoice.finalized", "something.entirely_new"]) {
    const id = `evt_${crypto.randomUUID().replaceAll("-", "")}`;
    const answer = await deliver({ id, object: "event", type, data: { object: { id: "xx_1" } } });
    expect(answer).toMatchObject({ status: 200, body: { status: "success" } });
    expect(answer.body.message).toBe(`Processed ${type} event`);
    expect(await eventsKnown([id])).toHaveLength(1);
  }
});

test("an event about a payment that is not ours is accepted and changes nothing", async () => {
  const made = await stripe<{ id: string }>("POST", "/v1/payment_intents", {
    amount: "5000",
    currency: "usd",
  });
  const id = `evt_${crypto.randomUUID().replaceAll("-", "")}`;
  const event = { id, object: "event", type: "payment_intent.succeeded" };
  const answer = await deliver({ ...event, data: { object: { id: made.body.id } } });
  expect(answer.status).toBe(200);
  const [row] = await sql`select count(*)::int as n from payments
    where transaction_id = ${made.body.id}`;
  expect(row).toEqual({ n: 0 });
});

test("an event that cannot be applied is refused each time, and noted without what it holds", async () => {
  const id = `evt_${crypto.randomUUID().replaceAll("-", "")}`;
  const refund = { id: "re_of_nobody", receipt_email: "ada@readers.example" };
  const event = { id, object: "event", type: "refund.updated", data: { object: refund } };
  for (let attempt = 0; attempt < 2; attempt++) expect((await deliver(event)).status).toBe(500);
  const rows = await sql`select * from webhook_failures where id = ${id}`;
  expect(rows).toMatchObject([
    { provider: "stripe", type: "refund.updated", error_code: "resource_missing", attempts: 2 },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/ada@|re_of_nobody/);
  expect(await eventsKnown([id])).toEqual([]);
  await sql`delete from webhook_failures where id = ${id}`;
});

test.each([
  "",
  "null",
  "[]",
  "7",
  "{}",
  '{"id":"evt_x","type":"payment_intent.succeeded"}',
  "{oops",
])("a signed body that is no event (%j) is a 400", async (body) => {
  expectFailure(await deliver(body), 400);
});

test("a body of more than a mebibyte is refused before anything is read from it", async () => {
  const answer = await deliver("x".repeat(1024 * 1024 + 1));
  expectFailure(answer, 413, "PAYLOAD_TOO_LARGE");
});
