import type { Records } from "../../store";
import { kinds } from "../objects";

/**
 * What is left of everything that was captured in a currency, once refunds, disputes and transfers
 * are taken off. Cents; it may be negative.
 */
export async function availableCents(records: Records, currency: string): Promise<number> {
  // One at a time, so that two transfers do not spend the same money.
  await records.sql`select pg_advisory_xact_lock(hashtextextended('stripe.balance', 0))`;
  const [row] = await records.sql<{ cents: number }[]>`
    select coalesce(sum(case
      when kind = ${kinds.charge} then
        (body->>'amount_captured')::bigint - (body->>'amount_refunded')::bigint
      when kind = ${kinds.transfer} then
        (body->>'amount_reversed')::bigint - (body->>'amount')::bigint
      when body->>'status' <> 'won' then -(body->>'amount')::bigint
      else 0 end), 0)::int as cents
    from sandbox.objects
    where kind in (${kinds.charge}, ${kinds.transfer}, ${kinds.dispute})
      and body->>'currency' = ${currency}`;
  return row?.cents ?? 0;
}
