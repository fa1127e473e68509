import { z } from "zod";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { Text } from "@/lib/platform/text";
import { inTransaction } from "@/lib/platform/transaction";
import { lockSession } from "../lock-session";
import { isParty } from "../parties";
import { closeReport } from "./close-report";
import { lockReport, REPORT_MAX, type Report } from "./report";

const CENTS = "must be dollars with at most two decimals, more than 0";

export const DecideReport = z
  .object({
    outcome: z.enum(["refund", "partial_refund", "pay"]),
    refund_amount: z
      .number(CENTS)
      .positive(CENTS)
      .max(1_000_000, CENTS)
      .refine((dollars) => Math.abs(dollars * 100 - Math.round(dollars * 100)) < 1e-6, CENTS)
      .optional()
      .describe("Dollars, for a partial refund"),
    note: Text.trim()
      .max(REPORT_MAX, `must have at most ${REPORT_MAX} characters`)
      .optional()
      .describe("A sentence to both parties"),
  })
  .refine(
    ({ outcome, refund_amount: amount }) => (outcome === "partial_refund") === Boolean(amount),
    { path: ["refund_amount"], message: "goes with a partial refund, and only with that" },
  );

/**
 * An administrator decides a report: everything goes back to the reader, part of it, or nothing, and
 * the researcher is paid for the rest. Throws WRONG_STATE when it is decided already, FORBIDDEN to
 * whoever took part in the session.
 */
export async function decideReport(
  ctx: Ctx,
  input: z.output<typeof DecideReport> & { sessionId: string },
): Promise<Report> {
  const admin = requireAdmin(ctx.actor);
  return inTransaction(ctx.db, async (tx) => {
    const session = await lockSession(tx, input.sessionId);
    if (isParty(admin, session))
      throw new DomainError("FORBIDDEN", "You took part in this session: somebody else decides");
    const report = await lockReport(tx, session.id);
    const decided = await closeReport(tx, report, {
      outcome: input.outcome,
      refundCents:
        input.refund_amount === undefined ? undefined : Math.round(input.refund_amount * 100),
      decidedBy: admin.id,
      decidedAt: ctx.now,
      note: input.note,
    });
    const { outcome, refundCents } = decided;
    const act = { act: "report_decided", subject: "session", id: session.id } as const;
    await recordAct(tx, ctx, { ...act, details: { reportId: report.id, outcome, refundCents } });
    return decided;
  });
}
