import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { invitations, outreachRequests } from "@/db/schema";
import { type Invitation, moves } from "./invitation";

type Ended = { failure?: Invitation["failure"]; quietUntil?: SQL };

/**
 * Ends the invitations that `which` picks, and the requests that wait for them. Returns those that
 * were still to be ended: of two who end one at once, one gets it.
 */
export async function endInvitations(
  tx: Tx,
  now: Date,
  which: SQL | undefined,
  move: keyof typeof moves,
  values: Ended = {},
): Promise<Invitation[]> {
  const { from, to, requests } = moves[move];
  const ended = await tx
    .update(invitations)
    .set({ ...values, state: to, settledAt: now, updatedAt: now })
    .where(and(which, inArray(invitations.state, from)))
    .returning();
  const ids = ended.map(({ id }) => id);
  // The requests of those that are accepted are told apart: each of their authors gets a mail.
  if (requests !== "accepted" && ids.length > 0)
    await tx
      .update(outreachRequests)
      .set({ status: requests, updatedAt: now })
      .where(
        and(anyOf(outreachRequests.invitationId, ids), eq(outreachRequests.status, "pending")),
      );
  return ended;
}

/** Silence of at least so long from now on; one that lasts longer is left alone. */
export const quietAtLeastUntil = (until: Date): SQL =>
  sql`greatest(${invitations.quietUntil}, ${until.toISOString()}::timestamptz)`;
