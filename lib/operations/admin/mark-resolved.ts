import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { alerts } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { Text } from "@/lib/platform/text";
import { inTransaction } from "@/lib/platform/transaction";

export const NOTE_MAX = 2_000;

export const MarkResolved = z.object({
  alertId: z.guid(),
  note: Text.trim().max(NOTE_MAX, `must have at most ${NOTE_MAX} characters`).optional(),
  /** Found again, the same trouble is not told again. */
  forGood: z.boolean(),
});

/**
 * An administrator has dealt with an alert. The same trouble is told again when it comes again,
 * unless it is resolved for good. Throws NOT_FOUND, and WRONG_STATE once it is resolved.
 */
export async function markResolved(
  ctx: Ctx,
  { alertId, note, forGood }: z.output<typeof MarkResolved>,
): Promise<void> {
  requireAdmin(ctx.actor);
  await inTransaction(ctx.db, async (tx) => {
    const [alert] = await tx
      .update(alerts)
      .set({ resolvedAt: ctx.now, note: note || null, isQuiet: forGood })
      .where(and(eq(alerts.id, alertId), isNull(alerts.resolvedAt)))
      .returning({ kind: alerts.kind });
    if (!alert) {
      const [known] = await tx.select({ id: alerts.id }).from(alerts).where(eq(alerts.id, alertId));
      throw known ? new DomainError("WRONG_STATE", "This is resolved already") : notFound("Alert");
    }
    const act = { act: "alert_resolved", subject: "alert", id: alertId } as const;
    await recordAct(tx, ctx, { ...act, details: { kind: alert.kind, forGood } });
  });
}
