import { and, eq, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invitations, outreachRequests } from "@/db/schema";
import { emit } from "@/lib/platform/outbox";
import { hashAddress } from "./address-hash";
import { endInvitations } from "./end-invitations";
import { lockAddress } from "./lock-address";

/**
 * A researcher has joined: all that was asked of this address, or of this profile under another one,
 * is accepted, no reminder follows, and each author of a request is told by mail. Returns the requests' ids.
 */
export async function acceptRequestsFor(
  tx: Tx,
  now: Date,
  joined: { email: string; researcherId: string },
): Promise<string[]> {
  const addressHash = hashAddress(joined.email);
  await lockAddress(tx, addressHash);
  await endInvitations(
    tx,
    now,
    or(eq(invitations.addressHash, addressHash), eq(invitations.researcherId, joined.researcherId)),
    "accept",
  );
  const accepted = await tx
    .update(outreachRequests)
    .set({ status: "accepted", researcherId: joined.researcherId, updatedAt: now })
    .where(
      and(
        eq(outreachRequests.status, "pending"),
        or(
          eq(outreachRequests.email, joined.email.trim()),
          eq(outreachRequests.researcherId, joined.researcherId),
        ),
      ),
    )
    .returning({ id: outreachRequests.id });
  for (const { id } of accepted) await emit(tx, "outreach/accepted", { requestId: id });
  return accepted.map(({ id }) => id);
}
