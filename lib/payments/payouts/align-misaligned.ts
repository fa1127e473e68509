import { and, eq, inArray, sql } from "drizzle-orm";
import { disputes, payments, payouts } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { alignPayout } from "./align-payout";

const BATCH = 100;

/**
 * Aligns payouts whose payment has changed without them, before they are sent. Returns how many
 * there were: none, unless something forgot to.
 */
export async function alignMisaligned(ctx: Ctx): Promise<number> {
  const lost = sql`coalesce((select sum(${disputes.amountCents}) from ${disputes}
    where ${disputes.paymentId} = ${payments.id} and ${disputes.status} = 'lost'), 0)`;
  const kept = sql`greatest(0, ${payments.capturedCents} - ${payments.refundedCents} - ${lost})`;
  const found = await ctx.db
    .select({ paymentId: payments.id })
    .from(payouts)
    .innerJoin(payments, eq(payments.id, payouts.paymentId))
    .where(
      and(
        inArray(payouts.status, ["due", "blocked", "sending", "paid"]),
        // The few that anything was ever taken from: all others are what they began as.
        sql`${payouts.paymentId} in (
          select id from ${payments} where refunded_cents > 0
          union all select payment_id from ${disputes} where status = 'lost'
          union all select payment_id from ${payouts} where withheld_cents > 0)`,
        sql`${payouts.withheldCents} <> ${payouts.netCents}
          - (${payouts.netCents}::bigint * ${kept}) / ${payments.capturedCents}`,
      ),
    )
    .limit(BATCH);
  for (const { paymentId } of found) {
    await ctx.db.transaction((tx) => alignPayout(tx, paymentId));
  }
  return found.length;
}
