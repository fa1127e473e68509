import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profileRequests } from "@/db/schema";
import { raiseAlert } from "@/lib/platform/alerts";
import { addHours } from "@/lib/platform/time";
import { GRANT_DAYS } from "./profile-request";

/**
 * Leaves it to a person whether a collected profile belongs to a new one, whose owner has confirmed an
 * address that proves nothing of that: an invitation may go to any address that a reader supplies,
 * their own too.
 */
export async function waitForDecision(
  tx: Tx,
  now: Date,
  claim: { researcherId: string; email: string; applicantId: string },
): Promise<void> {
  const [request] = await tx
    .insert(profileRequests)
    .values({
      ...claim,
      kind: "claim",
      state: "waiting",
      expiresAt: addHours(now, GRANT_DAYS * 24),
      createdAt: now,
    })
    .onConflictDoUpdate({
      target: [profileRequests.email, profileRequests.researcherId],
      targetWhere: sql`kind = 'claim' and state in ('waiting', 'granted')`,
      set: { applicantId: claim.applicantId },
    })
    .returning({ id: profileRequests.id });
  if (request) await alertClaim(tx, request.id);
}

export const alertClaim = (tx: Tx, requestId: string) =>
  raiseAlert(tx, {
    kind: "claim_to_decide",
    subject: requestId,
    message:
      "Somebody says that a collected profile is theirs, and their address does not prove it",
    details: { requestId },
  });

export const alertRemoval = (tx: Tx, requestId: string) =>
  raiseAlert(tx, {
    kind: "removal_to_decide",
    subject: requestId,
    message:
      "Somebody wants a collected profile removed, and their address does not prove that it is theirs",
    details: { requestId },
  });
