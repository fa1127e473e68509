import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessionReports } from "@/db/schema";
import { openPayout } from "@/lib/payments/payouts/open-payout";
import { fullPriceCents } from "./full-price";
import type { Session } from "./states";

/** Records what a completed session's researcher is owed, on the terms it was booked under. */
export async function openSessionPayout(tx: Tx, session: Session): Promise<void> {
  const [report] = await tx
    .select({ id: sessionReports.id })
    .from(sessionReports)
    .where(and(eq(sessionReports.sessionId, session.id), ne(sessionReports.status, "decided")));
  await openPayout(tx, {
    sessionId: session.id,
    researcherId: session.researcherId,
    grossCents: fullPriceCents(session),
    feePercent: session.platformFeePercent,
    endsAt: session.endsAt,
    isReported: report !== undefined,
  });
}
