import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { timeSlots } from "@/db/schema";
import { encodeSlotId } from "./slot-id";

export type Claim = { researcherId: string; startsAt: number; endsAt: number; sessionId: string };

/**
 * Claims a slot (epoch ms) for a session. The upsert makes the row, locks it and takes it only when
 * it is free. Returns the slot's id, or null when another session has it.
 */
export async function claimSlot(tx: Tx, claim: Claim): Promise<string | null> {
  const taken = { available: false, sessionId: claim.sessionId };
  const [row] = await tx
    .insert(timeSlots)
    .values({
      id: encodeSlotId(claim),
      researcherId: claim.researcherId,
      startsAt: new Date(claim.startsAt),
      endsAt: new Date(claim.endsAt),
      ...taken,
    })
    .onConflictDoUpdate({
      target: timeSlots.id,
      set: taken,
      setWhere: eq(timeSlots.available, true),
    })
    .returning({ id: timeSlots.id });
  return row?.id ?? null;
}

/** Frees whatever slot a session has claimed. */
export async function releaseSlot(tx: Tx, sessionId: string): Promise<void> {
  await tx
    .update(timeSlots)
    .set({ available: true, sessionId: null })
    .where(and(eq(timeSlots.sessionId, sessionId), eq(timeSlots.available, false)));
}
