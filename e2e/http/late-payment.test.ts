import { beforeEach, expect, test } from "vitest";
import { expectFailure, readSession, type SessionBody, type SlotBody } from "./support/api";
import { freeSlot, giveUp, hold, openPayment, tryHold } from "./support/booking";
import { jobsAtRest } from "./support/jobs";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import {
  completeChallenge,
  confirmCard,
  control,
  fireCron,
  readIntent,
  refundsOf,
} from "./support/sandbox";
import { mailbox, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

const ROUNDS = 8;

let first: Person;
let second: Person;
let tomasz: Owner;

// New readers for each test: what a mailbox holds then belongs to one session.
beforeEach(async () => {
  [first, second, tomasz] = await Promise.all([newReader(), newReader(), ownerOf("tomasz-wilk")]);
});

/** Brings the end of a hold forward to a minute ago. */
const outlive = (sessionId: string) =>
  sql`update sessions set created_at = now() - interval '16 minutes',
    hold_expires_at = now() - interval '1 minute' where id = ${sessionId}`;

async function expireBySweep(sessionId: string): Promise<void> {
  await outlive(sessionId);
  await fireCron("sweep-money");
  await waitForStatus(sessionId, "canceled");
}

const waitForStatus = (sessionId: string, status: SessionBody["status"]) =>
  waitFor(`session ${sessionId} to be ${status}`, async () => {
    const session = await readSession(first.api, sessionId);
    return session.status === status && session;
  });

/** An unpaid hold that has ended, whose intent Stripe takes money for nevertheless. */
async function endedHold(slot: SlotBody): Promise<{ id: string; intent: string }> {
  const { id } = await hold(first, slot);
  const intent = await openPayment(first, id);
  // As if Stripe's cancellation had been noted before the payment went through after all.
  await sql`update payments set status = 'canceled' where session_id = ${id}`;
  await expireBySweep(id);
  return { id, intent };
}

async function expectAllGivenBack(intent: string): Promise<void> {
  const { amount_received } = await readIntent(intent);
  expect(amount_received).toBeGreaterThan(0);
  const refunds = await waitFor(`the refund of ${intent}`, async () => {
    const made = await refundsOf(intent);
    return made.length > 0 && made;
  });
  expect(refunds.map(({ amount }) => amount)).toEqual([amount_received]);
}

const liveAt = async (slot: SlotBody) =>
  sql<{ id: string }[]>`select id from sessions
    where researcher_id = ${slot.researcher_id} and state not in ('canceled', 'completed')
      and tstzrange(starts_at, ends_at) && tstzrange(${slot.start_time}, ${slot.end_time})`;

test("paid after the hold had ended, the time is taken again while it is free", async () => {
  const slot = await freeSlot(first.api, tomasz.researcherId);
  const { id, intent } = await endedHold(slot);
  expect(await readSession(first.api, id)).toMatchObject({ cancel_reason: "hold_expired" });
  await confirmCard(intent, "pm_card_visa");
  const session = await waitForStatus(id, "scheduled");
  expect(session).toMatchObject({ payment_status: "completed", cancel_reason: null });
  expect(await liveAt(slot)).toEqual([{ id }]);
  expectFailure(await tryHold(second, slot), 409, "SLOT_UNAVAILABLE");
  const mail = await mailbox.waitFor({ to: first.email, tag: "kind:late-payment-kept" });
  expect(mail.subject).toMatch(/^Your late payment arrived/);
  expect(await refundsOf(intent)).toEqual([]);
  await giveUp(first, id);
});

test("paid after the time went to somebody else, the money goes back and the reader is told", async () => {
  const slot = await freeSlot(first.api, tomasz.researcherId);
  const { id, intent } = await endedHold(slot);
  const theirs = await hold(second, slot);
  await confirmCard(intent, "pm_card_visa");
  await expectAllGivenBack(intent);
  const mail = await mailbox.waitFor({ to: first.email, tag: "kind:late-payment" });
  expect(mail.subject).toBe("Your payment came too late: $195 is going back to you");
  expect(mail.text).toContain("meanwhile it was no longer free");
  expect(await readSession(first.api, id)).toMatchObject({
    status: "canceled",
    payment_status: "refunded",
    zoom_link: null,
  });
  expect(await liveAt(slot)).toEqual([{ id: theirs.id }]);
  await jobsAtRest(id);
  expect(await mailbox.find({ to: first.email, tag: "kind:booking-confirmed" })).toEqual([]);
  await giveUp(second, theirs.id);
});

test("a payment on its way when the hold ends keeps the time until it has arrived", async () => {
  const slot = await freeSlot(first.api, tomasz.researcherId);
  const { id } = await hold(first, slot);
  const intent = await openPayment(first, id);
  await control("POST", `/payment_intents/${intent}/process`);
  await outlive(id);
  await fireCron("sweep-money");
  await waitFor("the sweep to come by", async () => {
    const [row] = await sql`select state from sessions where id = ${id}`;
    return row?.state === "expiring";
  });
  expectFailure(await tryHold(second, slot), 409, "SLOT_UNAVAILABLE");
  await completeChallenge(intent);
  const session = await waitFor("the payment to count", async () => {
    const read = await readSession(first.api, id);
    return read.payment_status === "completed" && read;
  });
  expect(session.status).toBe("scheduled");
  await giveUp(first, id);
});

type Order = "before" | "after" | "at the same time as";

/** One reader cancels amid 3-D Secure while another tries to buy the same time. */
async function cancelAmidChallenge(slot: SlotBody, order: Order): Promise<boolean> {
  const { id } = await hold(first, slot);
  const intent = await openPayment(first, id);
  const { status } = await confirmCard(intent, "pm_card_authenticationRequired");
  expect(status).toBe("requires_action");
  const [finish, cancel] = [() => completeChallenge(intent), () => giveUp(first, id)];
  const rival = buyInTurn(slot);
  if (order === "at the same time as") await Promise.all([finish(), cancel()]);
  else if (order === "before") await finish().then(cancel);
  else await cancel().then(finish);
  const theirs = await rival;
  await waitForStatus(id, "canceled");
  expect(await liveAt(slot)).toEqual([{ id: theirs.id }]);
  const isPaid = (await readIntent(intent)).status === "succeeded";
  if (isPaid) await expectAllGivenBack(intent);
  expect(await readSession(first.api, id)).toMatchObject({
    payment_status: isPaid ? "refunded" : "pending",
  });
  await giveUp(second, theirs.id);
  return isPaid;
}

/** Asks for a time until it is sold; each refusal must be that it is taken, and by one session. */
const buyInTurn = (slot: SlotBody) =>
  waitFor("the second reader to get the time", async () => {
    const answer = await tryHold(second, slot);
    const live = await liveAt(slot);
    expect(live.length).toBeLessThanOrEqual(1);
    if (answer.status === 201) return answer.body.data;
    expectFailure(answer, 409, "SLOT_UNAVAILABLE");
    return null;
  });

test.each<[Order, boolean | null]>([
  ["before", true],
  ["after", false],
  ["at the same time as", null],
])(
  "3-D Secure completed %s the cancellation sells the time once and keeps no money",
  async (order, isPaid) => {
    const javier = await ownerOf("javier-ortega-ruiz");
    const slot = await freeSlot(first.api, javier.researcherId);
    const rounds = order === "at the same time as" ? ROUNDS : 2;
    for (let round = 0; round < rounds; round++) {
      const paid = await cancelAmidChallenge(slot, order);
      if (isPaid !== null) expect(paid).toBe(isPaid);
    }
  },
);

test("canceling while the payment is on its way keeps the time closed, and sends the money back", async () => {
  const slot = await freeSlot(first.api, tomasz.researcherId);
  const { id } = await hold(first, slot);
  const intent = await openPayment(first, id);
  await control("POST", `/payment_intents/${intent}/process`);
  await giveUp(first, id);
  expectFailure(await tryHold(second, slot), 409, "SLOT_UNAVAILABLE");
  await completeChallenge(intent);
  await waitForStatus(id, "canceled");
  await expectAllGivenBack(intent);
  const mail = await mailbox.waitFor({ to: first.email, tag: "kind:late-payment" });
  expect(mail.text).toContain("after you had let the time go");
  const theirs = await hold(second, slot);
  await giveUp(second, theirs.id);
});
