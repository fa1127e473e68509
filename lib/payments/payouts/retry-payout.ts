import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { payouts } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import type { Payout } from "./align-payout";
import { reversePayout } from "./reverse-payout";
import { sendPayout } from "./send-payout";

export const RetryPayout = z.object({ payoutId: z.guid() });

/**
 * An administrator has a payout that Stripe refused, or refused to take back, tried at once instead of
 * at its next turn. Returns it as it is then: refused again, it waits once more, with `failureCode`.
 * Throws WRONG_STATE when it does not wait after a refusal.
 */
export async function retryPayout(
  ctx: Ctx,
  { payoutId }: z.output<typeof RetryPayout>,
): Promise<Payout> {
  requireAdmin(ctx.actor);
  const status = await ctx.db.transaction(async (tx) => {
    const [hurried] = await tx
      .update(payouts)
      .set({ retryAt: null })
      .where(
        and(
          eq(payouts.id, payoutId),
          inArray(payouts.status, ["due", "paid"]),
          isNotNull(payouts.retryAt),
        ),
      )
      .returning();
    if (!hurried) {
      await readPayout(tx, payoutId);
      throw new DomainError("WRONG_STATE", "This payout does not wait after a refusal");
    }
    const act = { act: "payout_hurried", subject: "payout", id: payoutId } as const;
    await recordAct(tx, ctx, { ...act, details: { failureCode: hurried.failureCode } });
    return hurried.status;
  });
  await (status === "due" ? sendPayout(ctx, payoutId) : reversePayout(ctx, payoutId));
  return readPayout(ctx.db, payoutId);
}

async function readPayout(db: Pick<Ctx["db"], "select">, id: string): Promise<Payout> {
  const [payout] = await db.select().from(payouts).where(eq(payouts.id, id));
  if (!payout) throw notFound("Payout");
  return payout;
}
