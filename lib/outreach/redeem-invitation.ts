import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invitations } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";
import { endInvitations } from "./end-invitations";
import type { Invitation } from "./invitation";
import { readInvitationToken } from "./invitation-token";
import { lockAddress } from "./lock-address";

export type Redeemed = Pick<Invitation, "id" | "email" | "researcherId">;

/**
 * Takes an invitation, once and for all: of two takers one gets `{id, email, researcherId}`, the other
 * INVALID_TOKEN. So does everyone with a token that is forged or for another purpose, or whose
 * invitation is expired, used or declined; `details.reason` says which.
 */
export async function redeemInvitation(tx: Tx, now: Date, token: string): Promise<Redeemed> {
  const named = await readInvitationToken(token, now);
  if (!named) throw refusals.foreign();
  const [known] = await tx.select().from(invitations).where(eq(invitations.id, named.id));
  if (!known) throw refusals.foreign();
  await lockAddress(tx, known.addressHash);
  const isThis = and(eq(invitations.id, named.id), gt(invitations.expiresAt, now));
  const [taken] = named.expired ? [] : await endInvitations(tx, now, isThis, "accept");
  if (taken) return { id: taken.id, email: taken.email, researcherId: taken.researcherId };
  const [late] = await tx.select().from(invitations).where(eq(invitations.id, named.id));
  if (late?.state === "accepted") throw refusals.used();
  if (late?.state === "declined") throw refusals.declined();
  throw refusals.expired();
}

const refuse = (reason: string, message: string) => () =>
  new DomainError("INVALID_TOKEN", message, { reason });

const refusals = {
  foreign: refuse("foreign", "This is not an invitation of ours, or its link is incomplete"),
  used: refuse("used", "This invitation was used already: sign in to go on"),
  declined: refuse("declined", "This invitation was declined"),
  expired: refuse("expired", "This invitation has expired"),
};
