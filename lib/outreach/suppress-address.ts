import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invitations } from "@/db/schema";
import { endInvitations } from "./end-invitations";
import { lockAddress } from "./lock-address";
import { type Suppression, suppressHash } from "./suppressions";

const consequence = {
  unsubscribed: "decline",
  removed: "decline",
  complained: "fail",
  bounced: "fail",
} as const satisfies Record<Suppression, string>;

/**
 * Keeps an address from all mail that it did not itself call for, for good, and ends what is open for
 * it: no reminder follows. The first reason stands; the address itself is not kept.
 */
export async function suppressAddress(
  tx: Tx,
  now: Date,
  { addressHash, reason }: { addressHash: string; reason: Suppression },
): Promise<void> {
  await lockAddress(tx, addressHash);
  await suppressHash(tx, now, { addressHash, reason });
  const move = consequence[reason];
  const failure = reason === "bounced" || reason === "complained" ? reason : null;
  const isTheirs = eq(invitations.addressHash, addressHash);
  await endInvitations(tx, now, isTheirs, move, { failure });
  // Nobody can take those up any more: of the address only the hash is kept.
  await tx
    .update(invitations)
    .set({ email: "" })
    .where(and(isTheirs, eq(invitations.state, "declined")));
}
