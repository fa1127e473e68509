import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cancelSession } from "./cancel-session";
import { createReconciliation, type ReconciliationWorld } from "./reconciliation.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliation();
});
afterAll(() => world.close());

const cancelByHand = (sessionId: string) => world.sql`update sessions set state = 'canceled',
  cancel_reason = 'reader_canceled', canceled_at = now() where id = ${sessionId}`;

test("money kept of a canceled session goes back, however old, and a person is told", async () => {
  const { payment, session } = await world.bookedNow();
  await cancelByHand(session.id);
  await world.sql`update payments set created_at = now() - interval '300 days'
    where id = ${payment.id}`;
  await world.findsOnly({ payment_kept: 1, refund_sent: 1 });
  expect(await world.kept(session.id)).toBe(0);
  expect((await world.refunds(session.id))[0]).toMatchObject({ status: "succeeded" });
  expect(await world.alertsOf(payment.id)).toEqual(["payment_kept"]);
});

test("a refund that was decided and has no row is asked for", async () => {
  const { payment, reader, session } = await world.bookedNow();
  await cancelSession(world.as(reader), { sessionId: session.id });
  await world.sql`delete from refunds where payment_id = ${payment.id}`;
  await world.findsOnly({ payment_kept: 1, refund_sent: 1 });
  expect(await world.kept(session.id)).toBe(0);
});

test("a refund that was made and whose row is lost is found again, not made twice", async () => {
  const { payment, reader, session } = await world.bookedNow();
  await cancelSession(world.as(reader), { sessionId: session.id });
  await world.sendRefunds();
  const [made] = await world.refunds(session.id);
  await world.sql`delete from refunds where payment_id = ${payment.id}`;
  await world.sandbox.deps.store.pool`delete from sandbox.idempotency_keys`;
  await world.findsOnly({ payment_kept: 1, refund_sent: 1 });
  expect(await world.refunds(session.id)).toMatchObject([
    { transactionId: made?.transactionId, status: "succeeded" },
  ]);
  expect(await world.kept(session.id)).toBe(0);
});

test("what Stripe never took is not given back", async () => {
  const { reader, session } = await world.heldNow();
  await world.open(reader, session);
  const { id } = await world.payment(session.id);
  await world.sql`update payments set status = 'completed', captured_cents = amount_cents
    where id = ${id}`;
  await cancelByHand(session.id);
  await world.findsOnly({ payment_missing: 1 });
  expect(await world.refunds(session.id)).toEqual([]);
  await world.sql`update payments set status = 'canceled', captured_cents = 0 where id = ${id}`;
  await world.reconcile();
});

test("a session that nobody paid for is told of, never changed", async () => {
  const { session } = await world.heldNow();
  await world.sql`update sessions set state = 'confirmed' where id = ${session.id}`;
  await world.findsOnly({ session_unpaid: 1 });
  expect((await world.session(session.id)).state).toBe("confirmed");
  expect(await world.alertsOf(session.id)).toEqual(["session_unpaid"]);
});
