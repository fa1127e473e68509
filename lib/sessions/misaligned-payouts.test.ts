import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { alignMisaligned } from "@/lib/payments/payouts/align-misaligned";
import { createPayoutWorld, DUE, type PayoutWorld } from "./payouts.fixture";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterAll(() => world.close());

/** What a payout withholds after a change that nobody told it of, and after the sweep. */
async function swept(change: (paymentId: string, payoutId: string) => PromiseLike<unknown>) {
  const { payout } = await world.completed(await world.researcher());
  await change(payout.paymentId, payout.id);
  const found = await alignMisaligned(world.system(DUE));
  expect(await alignMisaligned(world.system(DUE))).toBe(0);
  const [row] = await world.sql`select withheld_cents from payouts where id = ${payout.id}`;
  return {
    found,
    isAllWithheld: row?.withheld_cents === payout.netCents,
    cents: row?.withheld_cents,
  };
}

test("a payout that nothing happened to is not looked at", async () => {
  expect(await swept(async () => {})).toMatchObject({ found: 0, cents: 0 });
});

test("a payout follows a refund, a lost dispute, and a dispute that was won after all", async () => {
  const refunded = await swept(
    (id) => world.sql`update payments set refunded_cents = captured_cents where id = ${id}`,
  );
  expect(refunded).toMatchObject({ found: 1, isAllWithheld: true });
  const lost = await swept(
    (id) => world.sql`
      insert into disputes (payment_id, transaction_id, amount_cents, reason, status)
      select id, 'dp_' || id, captured_cents, 'fraudulent', 'lost' from payments where id = ${id}`,
  );
  expect(lost).toMatchObject({ found: 1, isAllWithheld: true });
  const won = await swept(
    (_, id) => world.sql`update payouts set withheld_cents = net_cents where id = ${id}`,
  );
  expect(won).toMatchObject({ found: 1, cents: 0 });
});
