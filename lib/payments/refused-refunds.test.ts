import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { refunds } from "@/db/schema";
import { MINUTE_MS } from "@/lib/platform/time";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { at, createWorld, later, NOW, refusal, type World } from "@/lib/sessions/sessions.fixture";
import { retryRefund } from "./retry-refund";
import { listDueRefunds, sendRefund } from "./send-refund";
import { stripe } from "./stripe";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

/** A refund of the whole price, which Stripe refuses: part of it was returned by hand. */
async function refused() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const held = await world.hold(reader, researcher, at("09T09:00"));
  await world.settle(await world.pay(reader, held));
  await cancelSession(world.as(reader), { sessionId: held.id });
  const [refund] = await world.refunds(held.id);
  if (!refund) throw new Error("no refund");
  await world.db.update(refunds).set({ createdAt: NOW }).where(eq(refunds.id, refund.id));
  const { transactionId } = await world.payment(held.id);
  const payment_intent = transactionId ?? "";
  const byHand = await stripe().refunds.create({ payment_intent, amount: 1_000 });
  const admin = { ...(await world.reader("Admin")), isAdmin: true };
  return {
    id: refund.id,
    intentId: payment_intent,
    reader,
    send: (now = NOW) => sendRefund(world.system(now), refund.id),
    isListed: async (now: Date) => (await listDueRefunds(world.system(now))).includes(refund.id),
    retry: (now = NOW) => retryRefund(world.as(admin, now), { refundId: refund.id }),
    /** The bank turns the one by hand down: now the whole can be refunded. */
    mend: () => world.control(`/refunds/${byHand.id}/fail`),
    row: async () => (await world.refunds(held.id))[0],
    alerts: () =>
      world.sql`select kind, resolved_at is not null as resolved from alerts
        where key like ${`%${refund.id}`}`.then((rows) => [...rows]),
  };
}

describe("a refund that Stripe refuses", () => {
  test("is tried ever more rarely, up to once a day, and a person is told once", async () => {
    const { send, row, isListed, alerts } = await refused();
    expect(await send()).toBe(false);
    expect(await row()).toMatchObject({ status: "due", attempts: 1, failureReason: "refused" });
    expect([await isListed(later(1)), await isListed(later(2))]).toEqual([false, true]);
    const pauses: number[] = [];
    for (let now = later(2); pauses.length < 12; ) {
      await send(now);
      const nextTryAt = (await row())?.nextTryAt ?? now;
      pauses.push((nextTryAt.getTime() - now.getTime()) / MINUTE_MS);
      now = nextTryAt;
    }
    expect(pauses).toEqual([4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440, 1440]);
    expect(await alerts()).toEqual([{ kind: "refund_refused", resolved: false }]);
  });

  test("goes out at its next turn once the cause is gone, and the alert is resolved", async () => {
    const { send, row, mend, alerts } = await refused();
    await send();
    await mend();
    expect(await send(later(2))).toBe(true);
    expect(await row()).toMatchObject({ status: "succeeded", failureReason: null });
    expect(await alerts()).toEqual([{ kind: "refund_refused", resolved: true }]);
  });

  test("keeps no other waiting: those that were tried come last", async () => {
    const { id, send, isListed } = await refused();
    await send();
    const other = await refused();
    expect(await listDueRefunds(world.system(later(5)), 1)).not.toEqual([id]);
    expect([await isListed(later(5)), await other.isListed(later(5))]).toEqual([true, true]);
  });
});

test("while Stripe does not answer a refund is listed again a minute later", async () => {
  const { send, row, isListed, alerts } = await refused();
  const fault = { service: "stripe", path: "/v1/refunds", times: 10 };
  world.fault({ kind: "status", status: 503, ...fault });
  await expect(send()).rejects.toThrow("did not answer");
  expect(await row()).toMatchObject({ attempts: 0, failureReason: null });
  expect([await isListed(NOW), await isListed(later(1))]).toEqual([false, true]);
  expect(await alerts()).toEqual([]);
});

describe("a refund whose failure Stripe keeps for a day", () => {
  const kept = (done: boolean) =>
    world.fault({ kind: "keptFailure", service: "stripe", path: "/v1/refunds", done });

  test("is asked for under another key at its next turn, and told when that fails too", async () => {
    const { send, row, mend, alerts } = await refused();
    await mend();
    for (const [attempts, now] of [
      [1, NOW],
      [2, later(3)],
    ] as const) {
      kept(false);
      for (const _try of ["first", "repeated"]) {
        await expect(send(now)).rejects.toThrow("did not answer");
      }
      expect(await row()).toMatchObject({ status: "due", attempts, failureReason: "unanswered" });
      expect(await alerts()).toHaveLength(attempts - 1);
    }
    expect(await send(later(8))).toBe(true);
    expect(await row()).toMatchObject({ status: "succeeded" });
    expect(await alerts()).toEqual([{ kind: "refund_refused", resolved: true }]);
  });

  test("is not asked for again where it was made all the same", async () => {
    const { id, intentId, send, row, mend } = await refused();
    await mend();
    kept(true);
    await expect(send()).rejects.toThrow("did not answer");
    expect(await send()).toBe(true);
    const { data } = await stripe().refunds.list({ payment_intent: intentId });
    const ours = data.filter(({ metadata }) => metadata?.refund_id === id);
    expect(ours.map((refund) => refund.id)).toEqual([(await row())?.transactionId]);
  });
});

describe("an administrator", () => {
  test("has a refund tried again at once", async () => {
    const { send, retry, mend } = await refused();
    await send();
    expect(await retry(later(1))).toMatchObject({ status: "due", attempts: 2 });
    await mend();
    expect(await retry(later(1))).toMatchObject({ status: "succeeded" });
    expect((await refusal(retry(later(1)))).code).toBe("WRONG_STATE");
  });

  test("hears when it waits for the end of a dispute", async () => {
    const { id, retry } = await refused();
    await world.sql`insert into disputes (payment_id, transaction_id, amount_cents, reason, status)
      select payment_id, 'dp_of_a_test', 15000, 'fraudulent', 'open' from refunds where id = ${id}`;
    expect((await refusal(retry())).code).toBe("WRONG_STATE");
  });

  test("alone may do so, with the id of a refund", async () => {
    const { id, reader } = await refused();
    const by = (actor: Parameters<World["as"]>[0], refundId: string) =>
      refusal(retryRefund(world.as(actor), { refundId }));
    expect((await by(reader, id)).code).toBe("FORBIDDEN");
    expect((await by({ kind: "nobody" }, id)).code).toBe("UNAUTHENTICATED");
    const admin = { ...reader, isAdmin: true };
    for (const unknown of ["refund-1", crypto.randomUUID()]) {
      expect((await by(admin, unknown)).code).toBe("NOT_FOUND");
    }
  });
});
