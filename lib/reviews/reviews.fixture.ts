import { payments, sessions } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { encodeSlotId } from "@/lib/availability/slot-id";
import type { UserActor } from "@/lib/platform/context";
import { addHours, addMinutes, DAY_MS } from "@/lib/platform/time";
import { NOW, type TestResearcher } from "@/lib/sessions/people.fixture";

/** Sessions that have taken place, each a day before the last. */
export function pastOf({ db }: TestDatabase) {
  let count = 0;
  return async function takenPlace(
    reader: UserActor,
    researcher: TestResearcher,
    values: Partial<typeof sessions.$inferInsert> = {},
    refundedCents = 0,
  ) {
    count += 1;
    const startsAt = new Date(NOW.getTime() - count * DAY_MS);
    const endsAt = addHours(startsAt, 1);
    const [session] = await db
      .insert(sessions)
      .values({
        readerId: reader.id,
        researcherId: researcher.id,
        timeSlotId: encodeSlotId({
          researcherId: researcher.id,
          startsAt: startsAt.getTime(),
          endsAt: endsAt.getTime(),
        }),
        state: "completed",
        startsAt,
        endsAt,
        priceCents: 15_000,
        requiresAcceptance: false,
        cancellationWindowMinutes: 1440,
        holdExpiresAt: addMinutes(startsAt, -30),
        paidAt: addMinutes(startsAt, -40),
        confirmedAt: addMinutes(startsAt, -40),
        completedAt: NOW,
        ...values,
      })
      .returning();
    if (!session) throw new Error("no session");
    await db.insert(payments).values({
      userId: reader.id,
      sessionId: session.id,
      amountCents: 15_000,
      capturedCents: 15_000,
      refundedCents,
      status: "completed",
      transactionId: `pi_${session.id}`,
    });
    return session;
  };
}
