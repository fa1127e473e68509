import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { users } from "@/db/schema";
import { claimSlot } from "@/lib/availability/claim-slot";
import { isOffered } from "@/lib/availability/compute-slots";
import { loadSchedule } from "@/lib/availability/load-schedule";
import { storeNextAvailable } from "@/lib/availability/next-available";
import { reserveHostAnew } from "@/lib/meetings/reserve-host";
import type { Ctx } from "@/lib/platform/context";
import { isTooLate } from "./confirm-paid";
import { findReaderOverlap, lockReader } from "./lock-session";
import type { Session } from "./states";

/**
 * Tries to take a session's slot again for a payment that came after the hold had ended. The slot
 * must be on offer as it was at the hold: the notice that has passed since does not count. The
 * caller holds the researcher's lock. False: it is gone, and nothing was changed.
 */
export async function retakeSlot(tx: Tx, ctx: Ctx, session: Session): Promise<boolean> {
  if (isTooLate(session, session.startsAt, ctx.now)) return false;
  const startsAt = session.startsAt.getTime();
  const endsAt = session.endsAt.getTime();
  const heldAt = session.createdAt.getTime();
  await lockReader(tx, session.readerId);
  if (await isGone(tx, session.readerId)) return false;
  const { takesBookings, schedule } = await loadSchedule(tx, session.researcherId, heldAt);
  const isFree = takesBookings && isOffered(schedule, { startsAt, endsAt }, heldAt) === "offered";
  if (!isFree || (await findReaderOverlap(tx, session.readerId, session, session.id))) return false;
  const range = { sessionId: session.id, startsAt: session.startsAt, endsAt: session.endsAt };
  if (!(await reserveHostAnew(tx, range))) return false;
  const claim = { researcherId: session.researcherId, sessionId: session.id, startsAt, endsAt };
  // Nobody else can have claimed it meanwhile: the researcher is locked.
  if (!(await claimSlot(tx, claim))) throw new Error(`slot of session ${session.id} vanished`);
  const busy = [...schedule.busy, { startsAt, endsAt, kind: "session" as const }];
  await storeNextAvailable(tx, session.researcherId, { ...schedule, busy }, ctx.now);
  return true;
}

/** Whoever has deleted their account books nothing any more: the money goes back. */
async function isGone(tx: Tx, readerId: string): Promise<boolean> {
  const [reader] = await tx
    .select({ deletedAt: users.deletedAt })
    .from(users)
    .where(eq(users.id, readerId));
  return reader?.deletedAt != null;
}
