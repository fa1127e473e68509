import { and, eq, isNull } from "drizzle-orm";
import { outreachRequests, papers, researchers, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { isReachedByPayouts } from "@/lib/researchers/payout-countries";
import { researcherColumns } from "@/lib/researchers/researcher";

const BATCH = 200;

/** An accepted request whose author does not know yet that they can book; null once they were told. */
export async function findUntold({ db }: Ctx, requestId: string) {
  const [request] = await db
    .select({
      userId: users.id,
      email: users.email,
      paperTitle: papers.title,
      researcherId: researchers.id,
      researcherName: researchers.name,
      researcherSlug: researchers.slug,
      takesBookings: researcherColumns.takesBookings,
    })
    .from(outreachRequests)
    .innerJoin(users, eq(users.id, outreachRequests.userId))
    .innerJoin(papers, eq(papers.id, outreachRequests.paperId))
    .innerJoin(researchers, eq(researchers.id, outreachRequests.researcherId))
    .where(
      and(
        eq(outreachRequests.id, requestId),
        eq(outreachRequests.status, "accepted"),
        isNull(outreachRequests.toldAt),
      ),
    );
  return request ?? null;
}

/** Notes that the author of a request knows that they can book. */
export async function markTold({ db, now }: Ctx, requestId: string): Promise<void> {
  await db
    .update(outreachRequests)
    .set({ toldAt: now })
    .where(and(eq(outreachRequests.id, requestId), isNull(outreachRequests.toldAt)));
}

/**
 * Asks once more for the mails of requests whose researcher joined without taking bookings at first, and
 * does now. Returns how many.
 */
export async function tellOfBookable({ db }: Ctx): Promise<number> {
  return inTransaction(db, async (tx) => {
    const untold = await tx
      .select({ id: outreachRequests.id })
      .from(outreachRequests)
      .innerJoin(researchers, eq(researchers.id, outreachRequests.researcherId))
      .where(
        and(
          eq(outreachRequests.status, "accepted"),
          isNull(outreachRequests.toldAt),
          eq(researchers.standing, "listed"),
          isReachedByPayouts,
        ),
      )
      .limit(BATCH);
    for (const { id } of untold) await emit(tx, "outreach/accepted", { requestId: id });
    return untold.length;
  });
}
